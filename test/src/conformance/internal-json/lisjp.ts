import {
  additional,
  all,
  answer,
  boolean,
  code,
  codes,
  datedCodes,
  diagnoses,
  type Read,
  rowsAt,
  text,
  textAt,
} from './parts.ts';

const sickLeave: Read = (json) => {
  const rows = rowsAt(json, 'sjukskrivningar').map((row) => ({
    code: textAt(row, 'sjukskrivningsgrad'),
    from: textAt(row, 'period.from'),
    to: textAt(row, 'period.tom'),
  }));
  return answer('32.1', 'codedPeriods', rows.length === 0 ? undefined : rows);
};

/** What the certificates for sick pay, to the agency and to the employer, have alike. */
export const sickLeaveAnswers = all(
  boolean('27.1', 'avstangningSmittskydd'),
  datedCodes('1.1', {
    UNDERSOKNING: 'undersokningAvPatienten',
    TELEFONKONTAKT: 'telefonkontaktMedPatienten',
    JOURNALUPPGIFTER: 'journaluppgifter',
    ANNAT: 'annatGrundForMU',
  }),
  text('1.3', 'annatGrundForMUBeskrivning'),
  codes('28.1', 'sysselsattning'),
  text('29.1', 'nuvarandeArbete'),
  diagnoses('6.1'),
  text('35.1', 'funktionsnedsattning'),
  text('17.1', 'aktivitetsbegransning'),
  text('19.1', 'pagaendeBehandling'),
  text('20.1', 'planeradBehandling'),
  sickLeave,
  text('37.1', 'forsakringsmedicinsktBeslutsstod'),
  boolean('34.1', 'arbetsresor'),
  boolean('33.1', 'arbetstidsforlaggning'),
  text('33.2', 'arbetstidsforlaggningMotivering'),
  code('39.1', 'prognos.typ'),
  code('39.3', 'prognos.dagarTillArbete'),
  codes('40.1', 'arbetslivsinriktadeAtgarder'),
  text('44.1', 'arbetslivsinriktadeAtgarderBeskrivning'),
  text('25.1', 'ovrigt'),
);

export const lisjp = all(
  sickLeaveAnswers,
  boolean('26.1', 'kontaktMedFk'),
  text('26.2', 'anledningTillKontakt'),
  additional,
);

export const ag7804 = all(
  sickLeaveAnswers,
  boolean('100.1', 'onskarFormedlaDiagnos'),
  boolean('103.1', 'kontaktMedAg'),
  text('103.2', 'anledningTillKontakt'),
);
