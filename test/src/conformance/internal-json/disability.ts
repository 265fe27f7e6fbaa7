import {
  additional,
  all,
  answer,
  boolean,
  datedCodes,
  date,
  diagnoses,
  type Read,
  rowsAt,
  text,
  textAt,
} from './parts.ts';

const evidence: Read = (json) => {
  const rows = rowsAt(json, 'underlag').map((row) => ({
    code: textAt(row, 'typ'),
    date: textAt(row, 'datum'),
    source: textAt(row, 'hamtasFran'),
  }));
  return answer('4.1', 'evidence', rows.length === 0 ? undefined : rows);
};

/** What the three opinions on disability have alike; they name the relative's description differently. */
const opinion = (relative: string): Read =>
  all(
    datedCodes('1.1', {
      UNDERSOKNING: 'undersokningAvPatienten',
      JOURNALUPPGIFTER: 'journaluppgifter',
      ANHORIG: relative,
      ANNAT: 'annatGrundForMU',
    }),
    text('1.3', 'annatGrundForMUBeskrivning'),
    date('2.1', 'kannedomOmPatient'),
    boolean('3.1', 'underlagFinns'),
    evidence,
    diagnoses('6.1'),
    text('25.1', 'ovrigt'),
    boolean('26.1', 'kontaktMedFk'),
    text('26.2', 'anledningTillKontakt'),
    additional,
  );

const RELATIVE = 'anhorigsBeskrivningAvPatienten';

const adult = all(
  opinion(RELATIVE),
  text('5.1', 'sjukdomsforlopp'),
  text('7.1', 'diagnosgrund'),
  boolean('45.1', 'nyBedomningDiagnosgrund'),
  text('45.2', 'diagnosForNyBedomning'),
  text('8.1', 'funktionsnedsattningIntellektuell'),
  text('9.1', 'funktionsnedsattningKommunikation'),
  text('10.1', 'funktionsnedsattningKoncentration'),
  text('11.1', 'funktionsnedsattningPsykisk'),
  text('12.1', 'funktionsnedsattningSynHorselTal'),
  text('13.1', 'funktionsnedsattningBalansKoordination'),
  text('14.1', 'funktionsnedsattningAnnan'),
  text('17.1', 'aktivitetsbegransning'),
  text('18.1', 'avslutadBehandling'),
  text('19.1', 'pagaendeBehandling'),
  text('20.1', 'planeradBehandling'),
  text('21.1', 'substansintag'),
  text('22.1', 'medicinskaForutsattningarForArbete'),
  text('23.1', 'formagaTrotsBegransning'),
);

export const luse = adult;

export const luaeNa = all(adult, text('24.1', 'forslagTillAtgard'));

export const luaeFs = all(
  opinion(RELATIVE),
  text('15.1', 'funktionsnedsattningDebut'),
  text('16.1', 'funktionsnedsattningPaverkan'),
);
