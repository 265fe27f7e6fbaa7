import {
  codeIfYes,
  codeOf,
  codes,
  number,
  optionalDay,
  optionalNumber,
  optionalText,
  optionalYear,
  optionalYesNo,
  other,
  type Part,
  within,
  yearOf,
  yesNo,
} from './contents.ts';
import {
  CANNOT_SAY,
  CONCERNS,
  CONCERNS_CODES,
  DIABETES_CODES,
  ICD_10,
  IDENTITY,
  IDENTITY_CODES,
  MEETS,
  MEETS_CODES,
} from './driving-codes.ts';

/** Of RegisterTSBas 1 and RegisterTSDiabetes 1. */
export const TS = 'urn:local:se:intygstjanster:services:1';

const part = (name: string, parts: readonly Part[]): Part => within(name, TS, parts);
const optionalPart = (name: string, parts: readonly Part[]): Part => within(name, TS, parts, true);

const concerns = part('intygAvser', [codes('korkortstyp', '1.1', codeOf(CONCERNS, CONCERNS_CODES))]);
const identity = part('identitetStyrkt', [codes('idkontroll', '2.1', codeOf(IDENTITY, IDENTITY_CODES), { most: 1 })]);
const meets = codes('korkortstyp', '33.1', codeOf(MEETS, MEETS_CODES), { least: 0 });
const diabetesType = (least: number, most: number): Part =>
  codes('diabetesTyp', '18.1', codeOf(ICD_10, DIABETES_CODES), { least, most });
const uncorrected = part('synskarpaUtanKorrektion', [
  number('hogerOga', '8.1'),
  number('vansterOga', '8.2'),
  number('binokulart', '8.3'),
]);
const corrected = [
  optionalNumber('hogerOga', '8.4'),
  optionalYesNo('harKontaktlinsHogerOga', '8.7'),
  optionalNumber('vansterOga', '8.5'),
  optionalYesNo('harKontaktlinsVansterOga', '8.8'),
  optionalNumber('binokulart', '8.6'),
];
const treatments = [
  optionalYesNo('harBehandlingKost', '19.1'),
  optionalYesNo('harBehandlingTabletter', '19.2'),
  optionalYesNo('harBehandlingInsulin', '19.3'),
];

/** TS-BAS as RegisterTSBas 1 has it, element by element, with today's sub-answer (TSTRK1007 version 6). */
export const BAS: readonly Part[] = [
  concerns,
  identity,
  part('synfunktion', [
    yesNo('harSynfaltsdefekt', '3.1'),
    yesNo('harNattblindhet', '4.1'),
    yesNo('harProgressivOgonsjukdom', '5.1'),
    yesNo('harDiplopi', '6.1'),
    yesNo('harNystagmus', '7.1'),
    uncorrected,
    optionalPart('synskarpaMedKorrektion', corrected),
    optionalYesNo('harGlasStyrkaOver8Dioptrier', '9.1'),
  ]),
  part('horselBalanssinne', [
    yesNo('harBalansrubbningYrsel', '10.1'),
    optionalYesNo('harSvartUppfattaSamtal4Meter', '11.1'),
  ]),
  part('rorelseorganensFunktioner', [
    yesNo('harRorelsebegransning', '12.1'),
    optionalText('rorelsebegransningBeskrivning', '12.2'),
    optionalYesNo('harOtillrackligRorelseformagaPassagerare', '13.1'),
  ]),
  part('hjartKarlSjukdomar', [
    yesNo('harRiskForsamradHjarnFunktion', '14.1'),
    yesNo('harHjarnskadaICNS', '15.1'),
    yesNo('harRiskfaktorerStroke', '16.1'),
    optionalText('riskfaktorerStrokeBeskrivning', '16.2'),
  ]),
  part('diabetes', [yesNo('harDiabetes', '17.1'), diabetesType(0, 1), ...treatments]),
  yesNo('neurologiskaSjukdomar', '20.1'),
  part('medvetandestorning', [
    yesNo('harMedvetandestorning', '21.1'),
    optionalText('medvetandestorningBeskrivning', '21.2'),
  ]),
  yesNo('harNjurSjukdom', '22.1'),
  yesNo('harKognitivStorning', '23.1'),
  yesNo('harSomnVakenhetStorning', '24.1'),
  part('alkoholNarkotikaLakemedel', [
    yesNo('harTeckenMissbruk', '25.1'),
    yesNo('harVardinsats', '25.2'),
    optionalYesNo('harVardinsatsProvtagningBehov', '25.3'),
    optionalYesNo('harLakarordineratLakemedelsbruk', '26.1'),
    optionalText('lakarordineratLakemedelOchDos', '26.2'),
  ]),
  yesNo('harPsykiskStorning', '27.1'),
  part('utvecklingsstorning', [yesNo('harPsykiskUtvecklingsstorning', '28.1'), yesNo('harAndrayndrom', '29.1')]),
  optionalPart('sjukhusvard', [
    yesNo('harSjukhusvardEllerLakarkontakt', '30.1'),
    optionalText('sjukhusvardEllerLakarkontaktDatum', '30.2'),
    optionalText('sjukhusvardEllerLakarkontaktVardinrattning', '30.3'),
    optionalText('sjukhusvardEllerLakarkontaktAnledning', '30.4'),
  ]),
  part('ovrigMedicinering', [
    yesNo('harStadigvarandeMedicinering', '31.1'),
    optionalText('stadigvarandeMedicineringBeskrivning', '31.2'),
  ]),
  optionalText('ovrigKommentar', '32.1'),
  part('bedomning', [
    meets,
    codeIfYes('kanInteTaStallning', '33.1', CANNOT_SAY),
    optionalText('behovAvLakareSpecialistKompetens', '34.1'),
  ]),
];

/** TS-DIABETES as RegisterTSDiabetes 1 has it (TSTRK1031 version 2). */
export const DIABETES: readonly Part[] = [
  concerns,
  identity,
  part('diabetes', [
    yearOf('debutArDiabetes', '35.1'),
    diabetesType(1, 2),
    ...treatments,
    optionalYear('insulinBehandlingSedanAr', '19.4'),
    optionalText('annanBehandlingBeskrivning', '19.5'),
  ]),
  part('hypoglykemier', [
    yesNo('harKunskapOmAtgarder', '36.1'),
    yesNo('harTeckenNedsattHjarnfunktion', '37.1'),
    optionalYesNo('saknarFormagaKannaVarningstecken', '38.1'),
    optionalYesNo('harAllvarligForekomst', '39.1'),
    optionalText('allvarligForekomstBeskrivning', '39.2'),
    optionalYesNo('harAllvarligForekomstTrafiken', '40.1'),
    optionalText('allvarligForekomstTrafikBeskrivning', '40.2'),
    optionalYesNo('genomforEgenkontrollBlodsocker', '41.1'),
    optionalYesNo('harAllvarligForekomstVakenTid', '42.1'),
    optionalDay('allvarligForekomstVakenTidAr', '42.2'),
  ]),
  optionalYesNo('separatOgonLakarintygKommerSkickas', '43.1'),
  optionalPart('synfunktion', [
    other('harSynfaltsdefekt'),
    uncorrected,
    part('synskarpaMedKorrektion', corrected),
    yesNo('harDiplopi', '6.1'),
    other('finnsSynfaltsprovning'),
    yesNo('synfaltsprovningUtanAnmarkning', '44.1'),
    other('finnsProvningOgatsRorlighet'),
  ]),
  optionalText('ovrigKommentar', '32.1'),
  part('bedomning', [
    meets,
    codeIfYes('kanInteTaStallning', '33.1', CANNOT_SAY),
    optionalYesNo('lamplighetInnehaBehorighetSpecial', '45.1'),
    other('ovrigKommentar', true),
    optionalText('behovAvLakareSpecialistKompetens', '34.1'),
  ]),
];
