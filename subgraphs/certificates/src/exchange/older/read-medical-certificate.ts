import { XmlFault } from '@intygsgraf/kernel/server';
import type { XmlElement } from 'libxml2-wasm';
import type { TransportValue } from '../../domain/transport.ts';
import type { PlacedAnswer, PlacedSubAnswer } from '../answer-reader.ts';
import type { Identifier, MessageIssuer, MessagePatient } from '../certificate-message.ts';
import { attribute, CODED_ATTRIBUTES, Elements, type PlacedText } from './elements.ts';
import type { OlderMessage } from './read-ts.ts';
import { refuseStraysOf } from '../refuse-strays.ts';

/** Of RegisterMedicalCertificate 3, which FK7263 was sent with. */
export const REGISTER_MEDICAL = 'urn:riv:insuranceprocess:healthreporting:RegisterMedicalCertificateResponder:3';

/** What the contract calls it, letter by letter; it may be left empty. */
const NAME = 'Läkarintyg enligt 3 kap, 8 § lagen (1962:381) om allmän försäkring';
const TYPE = { code: 'FK7263', codeSystem: 'f6fb361a-e31d-48b8-8657-99b63912dd9b' } as const;
const BASIS = 'KV_FKMU_0001';
const ICD_10 = '1.2.752.116.1.1.1.1.3';

const cv = (codeSystem: string, code: string): TransportValue => ({ code, codeSystem });
const yes: TransportValue = { text: 'true' };

/** What an activity says: the field of the form, and what stands there when it is more than its description. */
const ACTIVITIES: Readonly<Record<string, { readonly field: string; readonly value?: TransportValue }>> = {
  Avstangning_enligt_SmL_pga_smitta: { field: '27.1', value: yes },
  Patienten_behover_fa_kontakt_med_Arbetsformedlingen: { field: '10003.1', value: yes },
  Patienten_behover_fa_kontakt_med_foretagshalsovarden: { field: '10003.2', value: yes },
  Ovrigt: { field: '10003.3', value: yes },
  Planerad_eller_pagaende_behandling_eller_atgard_inom_sjukvarden: { field: '10004.1' },
  Planerad_eller_pagaende_annan_atgard: { field: '10004.2' },
  Arbetslivsinriktad_rehabilitering_ar_aktuell: { field: '10005.1', value: yes },
  Arbetslivsinriktad_rehabilitering_ar_ej_aktuell: { field: '10005.2', value: yes },
  Gar_ej_att_bedomma_om_arbetslivsinriktad_rehabilitering_ar_aktuell: {
    field: '10005.3',
    value: yes,
  },
  Forandrat_ressatt_till_arbetsplatsen_ar_aktuellt: { field: '34.1', value: yes },
  Forandrat_ressatt_till_arbetsplatsen_ar_ej_aktuellt: { field: '10007.1', value: yes },
  Kontakt_med_Forsakringskassan_ar_aktuell: { field: '26.1', value: yes },
};
/** Where the words of an activity go that has a value as well. */
const DESCRIPTIONS: Readonly<Record<string, string>> = { '10003.3': '10003.4' };

const CONTACTS: Readonly<Record<string, string>> = {
  Min_undersokning_av_patienten: 'UNDERSOKNING',
  Min_telefonkontakt_med_patienten: 'TELEFONKONTAKT',
};
const REFERENCES: Readonly<Record<string, string>> = { Journaluppgifter: 'JOURNALUPPGIFTER', Annat: 'ANNAT' };
const OCCUPATIONS: Readonly<Record<string, string>> = {
  Nuvarande_arbete: 'NUVARANDE_ARBETE',
  Arbetsloshet: 'ARBETSSOKANDE',
  Foraldraledighet: 'FORALDRALEDIG',
};
const DEGREES: Readonly<Record<string, string>> = {
  'Nedsatt_med_1/4': 'EN_FJARDEDEL',
  'Nedsatt_med_1/2': 'HALFTEN',
  'Nedsatt_med_3/4': 'TRE_FJARDEDEL',
  Helt_nedsatt: 'HELT_NEDSATT',
};
/** The box that a prognosis ticks. */
const PROGNOSES: Readonly<Record<string, string>> = {
  Aterstallas_helt: '10006.1',
  Aterstallas_delvis: '10006.2',
  Det_gar_inte_att_bedomma: '10006.3',
  Inte_aterstallas: '10006.4',
};

function known<Value>(table: Readonly<Record<string, Value>>, element: XmlElement): Value {
  const text = element.content.trim();
  const value = Object.hasOwn(table, text) ? table[text] : undefined;
  if (value === undefined) throw new XmlFault(`${element.name} is none of its values`, element.line);
  return value;
}

/** Rows of a question, each an answer of its own. */
type Row = readonly PlacedSubAnswer[];

const say = (id: string, value: TransportValue, { line }: Pick<PlacedText, 'line'>): PlacedSubAnswer => ({
  id,
  value,
  line,
});
const words = (id: string, element: PlacedText | undefined): PlacedSubAnswer[] =>
  element ? [say(id, { text: element.content }, element)] : [];

/** The day is needed of a contact, and not of what else it is based on. */
function basisOf(element: XmlElement, table: Readonly<Record<string, string>>, kind: string, when: string): Row {
  const of = new Elements(element);
  const type = of.one(kind);
  const row = [
    say('1.1', cv(BASIS, known(table, type)), type),
    ...words('1.2', when === 'datum' ? of.optionalDay(when) : of.day(when)),
  ];
  of.end();
  return row;
}

function activityOf(element: XmlElement): Row {
  const of = new Elements(element);
  const { field, value } = known(ACTIVITIES, of.one('aktivitetskod'));
  const description = of.optional('beskrivning');
  of.end();
  if (!value) return words(field, description ?? element);
  return [say(field, value, element), ...words(DESCRIPTIONS[field] ?? field, description)];
}

function diagnosisOf(element: XmlElement): Row {
  const of = new Elements(element);
  const coded = of.optional('tillstandskod');
  const row = words('10001.1', of.optional('beskrivning'));
  of.end();
  const code = coded?.attr('code')?.value ?? '';
  return coded && code !== '' ? [...row, say('6.2', cv(ICD_10, code.replace('.', '')), coded)] : row;
}

/** The ability to work: periods and occupations are rows, the rest is said once. */
function abilityOf(element: XmlElement): { readonly said: Row; readonly rows: readonly Row[] } {
  const of = new Elements(element);
  const prognosis = of.optional('prognosangivelse');
  const task = of.optional('arbetsuppgift');
  const periods = of.some('arbetsformagaNedsattning', 1, 4).map((one) => {
    const own = new Elements(one);
    const degree = own.one('nedsattningsgrad');
    const period = { start: own.day('varaktighetFrom').content, end: own.day('varaktighetTom').content };
    own.end();
    return [say('32.1', cv('KV_FKMU_0003', known(DEGREES, degree)), degree), say('32.2', period, one)];
  });
  const occupations = of.some('sysselsattning', 0, 3).map((one) => {
    const type = new Elements(one).one('typAvSysselsattning');
    return [say('28.1', cv('KV_FKMU_0002', known(OCCUPATIONS, type)), type)];
  });
  const said = [
    ...words('37.1', of.optional('motivering')),
    ...(prognosis ? [say(known(PROGNOSES, prognosis), yes, prognosis)] : []),
    ...(task ? words('29.1', new Elements(task).one('typAvArbetsuppgift')) : []),
  ];
  of.end();
  return { said, rows: [...periods, ...occupations] };
}

function functionOf(element: XmlElement): { readonly said: Row; readonly rows: readonly Row[] } {
  const of = new Elements(element);
  const field = known({ Kroppsfunktion: '35.1', Aktivitet: '17.1' }, of.one('typAvFunktionstillstand'));
  const ability = of.optional('arbetsformaga');
  const own = words(field, of.optional('beskrivning'));
  of.end();
  const more = ability ? abilityOf(ability) : { said: [], rows: [] };
  return { said: [...own, ...more.said], rows: more.rows };
}

/** Whose the identifier is (root) need not be said. */
const identifierOf = (element: XmlElement): Identifier => ({
  root: element.attr('root')?.value ?? '',
  extension: attribute(element, 'extension'),
});

function issuerOf(element: XmlElement): MessageIssuer {
  const of = new Elements(element);
  const unit = new Elements(of.one('enhet'));
  const provider = unit.optional('vardgivare');
  const own = provider && new Elements(provider);
  const email = unit.optional('epost')?.content;
  const prescriberCode = of.optional('forskrivarkod')?.content;
  return {
    hsaId: identifierOf(of.one('personal-id')).extension,
    fullName: of.optional('fullstandigtNamn')?.content ?? '',
    ...(prescriberCode !== undefined && { prescriberCode }),
    positions: [],
    specialities: [],
    licensedProfessions: [],
    unit: {
      hsaId: identifierOf(unit.one('enhets-id')).extension,
      workplaceCode: unit.optional('arbetsplatskod')?.attr('extension')?.value ?? '',
      name: unit.one('enhetsnamn').content,
      postalAddress: unit.optional('postadress')?.content ?? '',
      postalCode: unit.optional('postnummer')?.content ?? '',
      city: unit.optional('postort')?.content ?? '',
      phone: unit.optional('telefonnummer')?.content ?? '',
      ...(email !== undefined && { email }),
      careProvider: {
        hsaId: own ? identifierOf(own.one('vardgivare-id')).extension : '',
        name: own?.one('vardgivarnamn').content ?? '',
      },
    },
  };
}

function patientOf(element: XmlElement): MessagePatient {
  const of = new Elements(element);
  const { root, extension } = identifierOf(of.one('person-id'));
  const lastName = of.optional('fullstandigtNamn')?.content ?? '';
  const personId = { root, extension: extension.replace('-', '') };
  return { personId, firstName: '', lastName, postalAddress: '', postalCode: '', city: '' };
}

/** Sub-answers said once, by their question, then each row as an answer of its own. */
function answersOf(said: readonly PlacedSubAnswer[], rows: readonly Row[]): PlacedAnswer[] {
  const byQuestion = Map.groupBy(said, ({ id }) => id.split('.')[0] ?? '');
  const once = [...byQuestion].map(([questionId, subAnswers]) => ({ questionId, subAnswers }));
  const each = rows.map((subAnswers, place) => ({
    questionId: subAnswers[0]?.id.split('.')[0] ?? '',
    instance: place + 1,
    subAnswers,
  }));
  return [...once, ...each].map((answer) => ({ ...answer, line: answer.subAnswers[0]?.line ?? 0 }));
}

function certificateOf(of: Elements): OlderMessage {
  const id = of.one('lakarutlatande-id').content;
  const named = of.one('typAvUtlatande');
  if (![NAME, ''].includes(named.content))
    throw new XmlFault('typAvUtlatande is not the one of the contract', named.line);
  const signedAt = of.time('signeringsdatum');
  const sentAt = of.time('skickatDatum');
  const patient = patientOf(of.one('patient'));
  const issuer = issuerOf(of.one('skapadAvHosPersonal'));
  const functions = of.some('funktionstillstand', 0, 2).map(functionOf);
  const diagnosis = of.optional('medicinsktTillstand');
  const said = [
    ...(diagnosis ? diagnosisOf(diagnosis) : []),
    ...of.all('bedomtTillstand').flatMap((one) => words('10002.1', new Elements(one).one('beskrivning'))),
    ...of.all('aktivitet').flatMap(activityOf),
    ...functions.flatMap((one) => one.said),
    ...words('25.1', of.optional('kommentar')),
  ];
  const rows = [
    ...of.all('vardkontakt').map((one) => basisOf(one, CONTACTS, 'vardkontakttyp', 'vardkontaktstid')),
    ...of.some('referens', 0, 2).map((one) => basisOf(one, REFERENCES, 'referenstyp', 'datum')),
    ...functions.flatMap((one) => one.rows),
  ];
  of.end();
  const answers = answersOf(said, rows);
  const none = { relations: [], statuses: [], signed: false, others: [] };
  return {
    id: { root: issuer.unit.hsaId, extension: id },
    type: TYPE,
    version: '1.0',
    signedAt,
    sentAt,
    patient,
    issuer,
    answers,
    ...none,
  };
}

/** RegisterMedicalCertificate 3. Throws XmlFault. */
export function medicalCertificateOf(message: XmlElement): OlderMessage {
  const certificate = certificateOf(new Elements(new Elements(message).one('lakarutlatande')));
  refuseStraysOf(message, 'urn:riv:insuranceprocess:healthreporting:', CODED_ATTRIBUTES);
  return certificate;
}
