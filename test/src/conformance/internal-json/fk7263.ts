import { all, answer, boolean, datedCodes, number, type Read, text, textAt } from './parts.ts';

const rows = (field: string, kind: string, found: readonly unknown[]) =>
  answer(field, kind, found.length === 0 ? undefined : found);

/** Three diagnoses, each with names of its own; the first description may be under either of two. */
const diagnoses: Read = (json) => {
  const found = [
    ['diagnosKod', 'diagnosKodsystem1', 'diagnosBeskrivning1'],
    ['diagnosKod2', 'diagnosKodsystem2', 'diagnosBeskrivning2'],
    ['diagnosKod3', 'diagnosKodsystem3', 'diagnosBeskrivning3'],
  ].map(([code = '', codeSystem = '', description = '']) => ({
    code: textAt(json, code),
    codeSystem: textAt(json, codeSystem) || 'ICD_10_SE',
    description: textAt(json, description),
  }));
  return rows(
    '6.1',
    'diagnoses',
    found.filter(({ code }) => code !== ''),
  );
};

const PERIODS = { EN_FJARDEDEL: '25', HALFTEN: '50', TRE_FJARDEDEL: '75', HELT_NEDSATT: '100' };

const periods: Read = (json) =>
  rows(
    '32.1',
    'codedPeriods',
    Object.entries(PERIODS).flatMap(([code, percent]) => {
      const [from, to] = [textAt(json, `nedsattMed${percent}.from`), textAt(json, `nedsattMed${percent}.tom`)];
      return from === '' && to === '' ? [] : [{ code, from, to }];
    }),
  );

const OCCUPATIONS = {
  NUVARANDE_ARBETE: 'nuvarandeArbete',
  ARBETSSOKANDE: 'arbetsloshet',
  FORALDRALEDIG: 'foraldrarledighet',
};

const occupations: Read = (json) =>
  rows(
    '28.1',
    'codes',
    Object.entries(OCCUPATIONS).flatMap(([code, name]) => (json[name] === true ? [code] : [])),
  );

/** A box that is ticked when a property has one of the form's words. */
const ticked =
  (field: string, name: string, word: string): Read =>
  (json) =>
    answer(field, 'boolean', json[name] === word ? true : undefined);

export const fk7263 = all(
  boolean('27.1', 'avstangningSmittskydd'),
  diagnoses,
  text('10001.1', 'diagnosBeskrivning'),
  boolean('10001.2', 'samsjuklighet'),
  text('10002.1', 'sjukdomsforlopp'),
  text('35.1', 'funktionsnedsattning'),
  datedCodes('1.1', {
    UNDERSOKNING: 'undersokningAvPatienten',
    TELEFONKONTAKT: 'telefonkontaktMedPatienten',
    JOURNALUPPGIFTER: 'journaluppgifter',
    ANNAT: 'annanReferens',
  }),
  text('1.3', 'annanReferensBeskrivning'),
  text('17.1', 'aktivitetsbegransning'),
  boolean('10003.1', 'rekommendationKontaktArbetsformedlingen'),
  boolean('10003.2', 'rekommendationKontaktForetagshalsovarden'),
  boolean('10003.3', 'rekommendationOvrigtCheck'),
  text('10003.4', 'rekommendationOvrigt'),
  text('10004.1', 'atgardInomSjukvarden'),
  text('10004.2', 'annanAtgard'),
  ticked('10005.1', 'rehabilitering', 'rehabiliteringAktuell'),
  ticked('10005.2', 'rehabilitering', 'rehabiliteringEjAktuell'),
  ticked('10005.3', 'rehabilitering', 'rehabiliteringGarInteAttBedoma'),
  occupations,
  text('29.1', 'nuvarandeArbetsuppgifter'),
  periods,
  number('32.3', 'tjanstgoringstid'),
  text('37.1', 'arbetsformagaPrognos'),
  ticked('10006.1', 'prognosBedomning', 'arbetsformagaPrognosJa'),
  ticked('10006.2', 'prognosBedomning', 'arbetsformagaPrognosJaDelvis'),
  ticked('10006.3', 'prognosBedomning', 'arbetsformagaPrognosGarInteAttBedoma'),
  ticked('10006.4', 'prognosBedomning', 'arbetsformagaPrognosNej'),
  text('10006.5', 'arbetsformagaPrognosGarInteAttBedomaBeskrivning'),
  boolean('34.1', 'ressattTillArbeteAktuellt'),
  boolean('10007.1', 'ressattTillArbeteEjAktuellt'),
  boolean('26.1', 'kontaktMedFk'),
  text('25.1', 'kommentar'),
);
