/**
 * Sweden's municipalities (kommuner) by county, 290 of them since 2003. Source: Statistiska centralbyrån, regional
 * divisions of 2025-01-01.
 */
const BY_COUNTY: Readonly<Record<string, string>> = {
  Stockholm:
    'Botkyrka, Danderyd, Ekerö, Haninge, Huddinge, Järfälla, Lidingö, Nacka, Norrtälje, Nykvarn, Nynäshamn, Salem, Sigtuna, Sollentuna, Solna, Stockholm, Sundbyberg, Södertälje, Tyresö, Täby, Upplands Väsby, Upplands-Bro, Vallentuna, Vaxholm, Värmdö, Österåker',
  Uppsala: 'Enköping, Heby, Håbo, Knivsta, Tierp, Uppsala, Älvkarleby, Östhammar',
  Södermanland: 'Eskilstuna, Flen, Gnesta, Katrineholm, Nyköping, Oxelösund, Strängnäs, Trosa, Vingåker',
  Östergötland:
    'Boxholm, Finspång, Kinda, Linköping, Mjölby, Motala, Norrköping, Söderköping, Vadstena, Valdemarsvik, Ydre, Åtvidaberg, Ödeshög',
  Jönköping:
    'Aneby, Eksjö, Gislaved, Gnosjö, Habo, Jönköping, Mullsjö, Nässjö, Sävsjö, Tranås, Vaggeryd, Vetlanda, Värnamo',
  Kronoberg: 'Alvesta, Lessebo, Ljungby, Markaryd, Tingsryd, Uppvidinge, Växjö, Älmhult',
  Kalmar:
    'Borgholm, Emmaboda, Hultsfred, Högsby, Kalmar, Mönsterås, Mörbylånga, Nybro, Oskarshamn, Torsås, Vimmerby, Västervik',
  Gotland: 'Gotland',
  Blekinge: 'Karlshamn, Karlskrona, Olofström, Ronneby, Sölvesborg',
  Skåne:
    'Bjuv, Bromölla, Burlöv, Båstad, Eslöv, Helsingborg, Hässleholm, Höganäs, Hörby, Höör, Klippan, Kristianstad, Kävlinge, Landskrona, Lomma, Lund, Malmö, Osby, Perstorp, Simrishamn, Sjöbo, Skurup, Staffanstorp, Svalöv, Svedala, Tomelilla, Trelleborg, Vellinge, Ystad, Åstorp, Ängelholm, Örkelljunga, Östra Göinge',
  Halland: 'Falkenberg, Halmstad, Hylte, Kungsbacka, Laholm, Varberg',
  'Västra Götaland':
    'Ale, Alingsås, Bengtsfors, Bollebygd, Borås, Dals-Ed, Essunga, Falköping, Färgelanda, Grästorp, Gullspång, Göteborg, Götene, Herrljunga, Hjo, Härryda, Karlsborg, Kungälv, Lerum, Lidköping, Lilla Edet, Lysekil, Mariestad, Mark, Mellerud, Munkedal, Mölndal, Orust, Partille, Skara, Skövde, Sotenäs, Stenungsund, Strömstad, Svenljunga, Tanum, Tibro, Tidaholm, Tjörn, Tranemo, Trollhättan, Töreboda, Uddevalla, Ulricehamn, Vara, Vårgårda, Vänersborg, Åmål, Öckerö',
  Värmland:
    'Arvika, Eda, Filipstad, Forshaga, Grums, Hagfors, Hammarö, Karlstad, Kil, Kristinehamn, Munkfors, Storfors, Sunne, Säffle, Torsby, Årjäng',
  Örebro:
    'Askersund, Degerfors, Hallsberg, Hällefors, Karlskoga, Kumla, Laxå, Lekeberg, Lindesberg, Ljusnarsberg, Nora, Örebro',
  Västmanland: 'Arboga, Fagersta, Hallstahammar, Kungsör, Köping, Norberg, Sala, Skinnskatteberg, Surahammar, Västerås',
  Dalarna:
    'Avesta, Borlänge, Falun, Gagnef, Hedemora, Leksand, Ludvika, Malung-Sälen, Mora, Orsa, Rättvik, Smedjebacken, Säter, Vansbro, Älvdalen',
  Gävleborg: 'Bollnäs, Gävle, Hofors, Hudiksvall, Ljusdal, Nordanstig, Ockelbo, Ovanåker, Sandviken, Söderhamn',
  Västernorrland: 'Härnösand, Kramfors, Sollefteå, Sundsvall, Timrå, Ånge, Örnsköldsvik',
  Jämtland: 'Berg, Bräcke, Härjedalen, Krokom, Ragunda, Strömsund, Åre, Östersund',
  Västerbotten:
    'Bjurholm, Dorotea, Lycksele, Malå, Nordmaling, Norsjö, Robertsfors, Skellefteå, Sorsele, Storuman, Umeå, Vilhelmina, Vindeln, Vännäs, Åsele',
  Norrbotten:
    'Arjeplog, Arvidsjaur, Boden, Gällivare, Haparanda, Jokkmokk, Kalix, Kiruna, Luleå, Pajala, Piteå, Älvsbyn, Överkalix, Övertorneå',
};

/** Their names, in Swedish order. */
export const MUNICIPALITIES: readonly string[] = Object.values(BY_COUNTY)
  .flatMap((names) => names.split(', '))
  .sort((one, other) => one.localeCompare(other, 'sv'));

const KNOWN = new Set(MUNICIPALITIES.map((name) => name.toLocaleLowerCase('sv')));

/** Whether there is a municipality of that name; case is no part of it. */
export const isMunicipality = (name: string): boolean => KNOWN.has(name.trim().toLocaleLowerCase('sv'));
