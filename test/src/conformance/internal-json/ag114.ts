import { all, answer, at, boolean, code, datedCodes, diagnoses, type Read, text, textAt } from './parts.ts';

const degree: Read = (json) => {
  const value = at(json, 'sjukskrivningsgrad');
  return answer('7.1', 'integer', value === undefined ? undefined : Number(value));
};

const period: Read = (json) =>
  answer(
    '7.2',
    'period',
    at(json, 'sjukskrivningsperiod') === undefined
      ? undefined
      : { from: textAt(json, 'sjukskrivningsperiod.from'), to: textAt(json, 'sjukskrivningsperiod.tom') },
  );

/** One of its codes is all that a certificate of it may have. */
const occupation: Read = (json) => {
  const [first] = (at(json, 'sysselsattning') ?? []) as readonly unknown[];
  return code('1.1', 'typ')(first === undefined ? {} : (first as Record<string, unknown>));
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
  degree,
  period,
  text('8.1', 'ovrigaUpplysningar'),
  boolean('9.1', 'kontaktMedArbetsgivaren'),
  text('9.2', 'anledningTillKontakt'),
);
