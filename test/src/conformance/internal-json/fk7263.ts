import { all, answer, at, boolean, code, datedCodes, type Read, text, textAt } from './parts.ts';

const PERIODS = {
  EN_FJARDEDEL: 'nedsattMed25',
  HALFTEN: 'nedsattMed50',
  TRE_FJARDEDEL: 'nedsattMed75',
  HELT_NEDSATT: 'nedsattMed100',
} as const;

const periods: Read = (json) => {
  const rows = Object.entries(PERIODS).flatMap(([degree, path]) =>
    at(json, path) === undefined
      ? []
      : [{ code: degree, from: textAt(json, `${path}.from`), to: textAt(json, `${path}.tom`) }],
  );
  return answer('32.1', 'codedPeriods', rows.length === 0 ? undefined : rows);
};

const occupations: Read = (json) => {
  const paths = {
    NUVARANDE_ARBETE: 'nuvarandeArbete',
    ARBETSSOKANDE: 'arbetsloshet',
    FORALDRALEDIG: 'foraldrarledighet',
  };
  const chosen = Object.entries(paths).flatMap(([own, path]) => (at(json, path) === true ? [own] : []));
  return answer('8a.1', 'codes', chosen.length === 0 ? undefined : chosen);
};

/** The first diagnosis is described in a field of its own, or with the others. */
const diagnosisRows: Read = (json) => {
  const rows = ['', '2', '3'].map((number) => ({
    code: textAt(json, `diagnosKod${number}`),
    codeSystem: textAt(json, `diagnosKodsystem${number || '1'}`) || 'ICD_10_SE',
    description:
      textAt(json, `diagnosBeskrivning${number || '1'}`) || (number === '' ? textAt(json, 'diagnosBeskrivning') : ''),
  }));
  const last = rows.findLastIndex((row) => row.code !== '');
  return answer('2.1', 'diagnoses', last < 0 ? undefined : rows.slice(0, last + 1));
};

const named =
  (names: Readonly<Record<string, string>>) =>
  (value: unknown): unknown =>
    typeof value === 'string' ? (names[value] ?? value) : undefined;

export const fk7263 = all(
  boolean('1.1', 'avstangningSmittskydd'),
  diagnosisRows,
  boolean('2.7', 'samsjuklighet'),
  text('3.1', 'sjukdomsforlopp'),
  text('4.1', 'funktionsnedsattning'),
  datedCodes('4b.1', {
    UNDERSOKNING: 'undersokningAvPatienten',
    TELEFONKONTAKT: 'telefonkontaktMedPatienten',
    JOURNALUPPGIFTER: 'journaluppgifter',
    ANNAT: 'annanReferens',
  }),
  text('4b.3', 'annanReferensBeskrivning'),
  text('5.1', 'aktivitetsbegransning'),
  boolean('6a.1', 'rekommendationKontaktArbetsformedlingen'),
  boolean('6a.2', 'rekommendationKontaktForetagshalsovarden'),
  boolean('6a.3', 'rekommendationOvrigtCheck'),
  text('6a.4', 'rekommendationOvrigt'),
  text('6b.1', 'atgardInomSjukvarden'),
  text('6b.2', 'annanAtgard'),
  code(
    '7.1',
    'rehabilitering',
    named({
      rehabiliteringAktuell: 'AKTUELL',
      rehabiliteringEjAktuell: 'EJ_AKTUELL',
      rehabiliteringGarInteAttBedoma: 'GAR_INTE_ATT_BEDOMA',
    }),
  ),
  occupations,
  text('8a.2', 'nuvarandeArbetsuppgifter'),
  periods,
  text('9.1', 'arbetsformagaPrognos'),
  code(
    '10.1',
    'prognosBedomning',
    named({
      arbetsformagaPrognosJa: 'JA',
      arbetsformagaPrognosJaDelvis: 'DELVIS',
      arbetsformagaPrognosNej: 'NEJ',
      arbetsformagaPrognosGarInteAttBedoma: 'GAR_INTE_ATT_BEDOMA',
    }),
  ),
  text('10.2', 'arbetsformagaPrognosGarInteAttBedomaBeskrivning'),
  boolean('11.1', 'ressattTillArbeteAktuellt'),
  boolean('12.1', 'kontaktMedFk'),
  text('13.1', 'kommentar'),
);
