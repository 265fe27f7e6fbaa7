import {
  all,
  answer,
  boolean,
  datedCodes,
  diagnoses,
  number,
  period,
  type Read,
  rowsAt,
  text,
  textAt,
} from './parts.ts';

/** Exactly one occupation, or none that the form has. */
const occupation: Read = (json) => {
  const codes = rowsAt(json, 'sysselsattning').map((row) => textAt(row, 'typ'));
  return answer('1.1', 'code', codes.length === 0 ? undefined : codes.join(' '));
};

export const ag114 = all(
  datedCodes('10.1', {
    UNDERSOKNING: 'undersokningAvPatienten',
    TELEFONKONTAKT: 'telefonkontaktMedPatienten',
    JOURNALUPPGIFTER: 'journaluppgifter',
    ANNAT: 'annatGrundForMU',
  }),
  text('10.3', 'annatGrundForMUBeskrivning'),
  occupation,
  text('2.1', 'nuvarandeArbete'),
  boolean('3.1', 'onskarFormedlaDiagnos'),
  diagnoses('4.1'),
  text('5.1', 'nedsattArbetsformaga'),
  boolean('6.1', 'arbetsformagaTrotsSjukdom'),
  text('6.2', 'arbetsformagaTrotsSjukdomBeskrivning'),
  number('7.1', 'sjukskrivningsgrad'),
  period('7.2', 'sjukskrivningsperiod'),
  text('8.1', 'ovrigaUpplysningar'),
  boolean('9.1', 'kontaktMedArbetsgivaren'),
  text('9.2', 'anledningTillKontakt'),
);
