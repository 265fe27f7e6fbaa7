import { describe, expect, it } from 'vitest';
import type { Answer, Answers } from '../domain/answers.ts';
import { sendingRefusals } from '../domain/certificate.ts';
import { judge } from '../domain/validate.ts';
import db from './db-1.0.ts';
import doi from './doi-1.0.ts';

const today = '2017-06-01';
const birthDate = '1927-03-10';
const text = (words: string): Answer => ({ text: words });
const yes: Answer = { boolean: true };
const no: Answer = { boolean: false };
const code = (of: string): Answer => ({ code: of });
const day = (of: string): Answer => ({ date: of });
const death = (of: string): Answer => ({ partialDate: of });
const causes = (...dates: string[]): Answer => ({
  causes: dates.map((date, row) => ({ description: `Sjukdom ${row + 1}`, date, specification: '' })),
});

type Change = Readonly<Record<string, Answer | undefined>>;
const change = (base: Answers, what: Change): Answers =>
  Object.fromEntries(
    Object.entries({ ...base, ...what }).filter((entry): entry is [string, Answer] => entry[1] !== undefined),
  );

/** Died on a day that is known. */
const both: Answers = {
  '1.1': text('Körkort'),
  '2.1': yes,
  '2.2': death('2017-05-10'),
  '3.1': { municipality: 'Östersund' },
  '3.2': code('SJUKHUS'),
  '4.1': no,
};
/** Found dead, nobody knows when it was. */
const found: Change = { '2.1': no, '2.2': death('2017-05-00'), '2.3': day('2017-05-20') };
const dbBase: Answers = { ...both, '5.1': no, '6.1': yes, '7.1': no };
const doiBase: Answers = {
  ...both,
  '8.1': text('Hjärtinfarkt'),
  '11.1': code('NEJ'),
  '12.1': no,
  '13.1': { codes: ['UNDERSOKNING_FORE_DODEN'] },
};
const operated: Change = { '11.1': code('JA'), '11.2': day('2017-05-01'), '11.3': text('Höftfraktur') };
const injured: Change = {
  '12.1': yes,
  '12.2': code('OLYCKSFALL'),
  '12.3': day('2017-05-01'),
  '12.4': text('Föll'),
};
const examined: Change = { '6.1': no, '6.2': code('UNDERSOKNING_GJORT'), '6.3': day('2017-05-01') };

type Row = readonly [what: string, kept: Change, broken: Change, told: readonly string[]];

/** What both ask. By the rows of domain.md §3.11. */
const SHARED: readonly Row[] = [
  ['1: the identity is proved', {}, { '1.1': undefined }, ['1.1 MANDATORY']],
  ['1: in 27 characters', { '1.1': text('x'.repeat(27)) }, { '1.1': text('x'.repeat(28)) }, ['1.1 TOO_LONG']],
  ['2: it is said whether the date is certain', {}, { '2.1': undefined, '2.2': undefined }, ['2.1 MANDATORY']],
  ['3: a certain date is whole', {}, { '2.2': death('2017-05-00') }, ['2.2 DEATH_DATE_WHOLE']],
  ['3: it is there', {}, { '2.2': undefined }, ['2.2 MANDATORY']],
  ['3: the month is chosen, or unknown', found, { ...found, '2.2': death('2017-xy') }, ['2.2 DATE_MISSING month']],
  [
    '3: so is the year',
    { ...found, '2.2': death('0000-00-00') },
    { ...found, '2.2': death('-') },
    ['2.2 DATE_MISSING year'],
  ],
  ['3: it is a day', {}, { '2.2': death('2017-02-30') }, ['2.2 DATE']],
  ['3: not in the future', { '2.2': death(today) }, { '2.2': death('2017-06-02') }, ['2.2 DEATH_IN_FUTURE']],
  [
    '3: not in a month to come',
    { ...found, '2.2': death('2017-06-00'), '2.3': day(today) },
    { ...found, '2.2': death('2017-07-00') },
    ['2.2 DEATH_IN_FUTURE', '2.3 DATE_TOO_EARLY'],
  ],
  ['3: not before birth', {}, { '2.2': death('1927-03-09'), '4.1': yes }, ['2.2 DEATH_BEFORE_BIRTH']],
  [
    '3: not in a year before it',
    { ...found, '2.2': death('1927-00-00') },
    { ...found, '2.2': death('1926-00-00') },
    ['2.2 DEATH_BEFORE_BIRTH'],
  ],
  ['4: found dead when it is not certain', found, { ...found, '2.3': undefined }, ['2.3 MANDATORY']],
  ['4: and only then', {}, { '2.3': day('2017-05-20') }, ['2.3 NOT_APPLICABLE']],
  ['4: not before that month', found, { ...found, '2.3': day('2017-04-30') }, ['2.3 DATE_TOO_EARLY']],
  ['4: not in the future', found, { ...found, '2.3': day('2017-06-02') }, ['2.3 DATE_IN_FUTURE']],
  [
    '4: not in the future, whatever else is wrong with it',
    found,
    { ...found, '2.2': death('2017-08-00'), '2.3': day('2017-06-02') },
    ['2.3 DATE_IN_FUTURE', '2.2 DEATH_IN_FUTURE'],
  ],
  [
    '4: not before birth',
    { ...found, '2.2': death('0000-00-00'), '2.3': day(birthDate) },
    { ...found, '2.2': death('0000-00-00'), '2.3': day('1927-03-09') },
    ['2.3 DATE_BEFORE_BIRTH'],
  ],
  ['4: it is a day', found, { ...found, '2.3': day('2017-05') }, ['2.3 DATE']],
  ['5: the municipality is one', {}, { '3.1': { municipality: 'Ankeborg' } }, ['3.1 UNKNOWN_MUNICIPALITY']],
  ['5: it is there', {}, { '3.1': undefined }, ['3.1 MANDATORY']],
  ['6: the dwelling is there', {}, { '3.2': undefined }, ['3.2 MANDATORY']],
  ['7: the child is answered', {}, { '4.1': undefined }, ['4.1 MANDATORY']],
  [
    '7: died within 28 days of birth',
    { '2.2': death('1927-04-07'), '4.1': yes },
    { '2.2': death('1927-04-08'), '4.1': yes },
    ['4.1 NEWBORN'],
  ],
  ['7: did not', { '2.2': death('1927-04-08'), '4.1': no }, { '2.2': death('1927-04-07'), '4.1': no }, ['4.1 NEWBORN']],
];

/** By the rows of domain.md §3.11. */
const DB: readonly Row[] = [
  ['8: the implant is answered', {}, { '5.1': undefined }, ['5.1 MANDATORY']],
  ['8: an implant is said to be removed', { '5.1': yes, '5.2': no }, { '5.1': yes }, ['5.2 MANDATORY']],
  ['8: where there is one', {}, { '5.2': yes }, ['5.2 NOT_APPLICABLE']],
  ['9: the examination is answered', {}, { '6.1': undefined }, ['6.1 MANDATORY']],
  ['9: why it was not done', examined, { '6.1': no }, ['6.2 MANDATORY']],
  ['9: where it was not', {}, { '6.2': code('UNDERSOKNING_GJORT'), '6.3': day('2017-05-01') }, ['6.2 NOT_APPLICABLE']],
  ['10: its date', examined, { ...examined, '6.3': undefined }, ['6.3 MANDATORY']],
  [
    '10: not after death',
    { ...examined, '6.3': day('2017-05-10') },
    { ...examined, '6.3': day('2017-05-11') },
    ['6.3 DATE_TOO_LATE'],
  ],
  [
    '10: not in the future, and after death is not told beside it',
    { ...examined, '6.3': day('2017-05-10') },
    { ...examined, '6.3': day('2017-06-02') },
    ['6.3 DATE_IN_FUTURE'],
  ],
  [
    '10: not after the body was found',
    { ...found, ...examined },
    { ...found, ...examined, '6.3': day('2017-05-21') },
    ['6.3 DATE_TOO_LATE'],
  ],
  [
    '10: not more than four weeks before',
    { ...examined, '6.3': day('2017-04-12') },
    { ...examined, '6.3': day('2017-04-11') },
    ['6.3 DATE_TOO_EARLY'],
  ],
  [
    '10: not before birth',
    { ...found, ...examined },
    { ...found, ...examined, '6.3': day('1927-03-09') },
    ['6.3 DATE_BEFORE_BIRTH'],
  ],
  ['11: the police is answered', {}, { '7.1': undefined }, ['7.1 MANDATORY']],
  [
    '11: reported when a forensic examination is to come',
    { '6.1': no, '6.2': code('UNDERSOKNING_SKA_GORAS'), '7.1': yes },
    { '6.1': no, '6.2': code('UNDERSOKNING_SKA_GORAS') },
    ['7.1 POLICE_REPORT'],
  ],
];

/** By the rows of domain.md §3.12. */
const DOI: readonly Row[] = [
  ['1b: a country', { '14.1': text('Finland') }, { '14.1': text('x'.repeat(25)) }, ['14.1 TOO_LONG']],
  ['8: the terminal cause', {}, { '8.1': undefined }, ['8.1 MANDATORY']],
  [
    '9: which did not begin after death',
    { '8.2': day('2017-05-10') },
    { '8.2': day('2017-05-11') },
    ['8.2 DATE_TOO_LATE'],
  ],
  [
    '9: nor after the body was found',
    { ...found, '8.2': day('2017-05-20') },
    { ...found, '8.2': day('2017-05-21') },
    ['8.2 DATE_TOO_LATE'],
  ],
  ['10: how it came', { '8.3': code('UPPGIFT_SAKNAS') }, { '8.3': code('PLOTSLIG') }, ['8.3 UNKNOWN_CODE']],
  [
    '11: what it followed from came before it',
    { '8.2': day('2017-05-09'), '9.1': causes('2017-05-09') },
    { '8.2': day('2017-05-09'), '9.1': causes('2017-05-10') },
    ['9.1 DATE_TOO_LATE'],
  ],
  [
    '11: each before the last',
    { '9.1': causes('2017-03-01', '', '2017-02-01') },
    { '9.1': causes('2017-02-01', '', '2017-03-01') },
    ['9.1 CAUSE_ORDER 3.date'],
  ],
  ['11: three at most', { '9.1': causes('', '', '') }, { '9.1': causes('', '', '', '') }, ['9.1 TOO_MANY']],
  [
    '11: each described',
    {},
    { '9.1': { causes: [{ description: ' ', date: '', specification: '' }] } },
    ['9.1 CAUSE_DESCRIPTION 1.description'],
  ],
  [
    '12: what contributed was before death',
    { '10.1': causes('2017-05-10') },
    { '10.1': causes('2017-05-11') },
    ['10.1 DATE_TOO_LATE'],
  ],
  [
    '12: eight at most',
    { '10.1': causes(...Array.from({ length: 8 }, () => '')) },
    { '10.1': causes('', '', '', '', '', '', '', '', '') },
    ['10.1 TOO_MANY'],
  ],
  ['13: the operation is answered', {}, { '11.1': undefined }, ['11.1 MANDATORY']],
  ['14: its date', operated, { ...operated, '11.2': undefined }, ['11.2 MANDATORY']],
  ['14: not after death', operated, { ...operated, '11.2': day('2017-05-11') }, ['11.2 DATE_TOO_LATE']],
  [
    '14: which says enough of a day to come',
    operated,
    { ...operated, '11.2': day('2017-06-02') },
    ['11.2 DATE_TOO_LATE'],
  ],
  [
    '14: not more than 28 days before',
    { ...operated, '11.2': day('2017-04-12') },
    { ...operated, '11.2': day('2017-04-11') },
    ['11.2 DATE_TOO_EARLY'],
  ],
  [
    '14: none where it is not known',
    { '11.1': code('UPPGIFT_SAKNAS') },
    { '11.1': code('UPPGIFT_SAKNAS'), '11.2': day('2017-05-01') },
    ['11.2 NOT_APPLICABLE'],
  ],
  ['15: its reason', operated, { ...operated, '11.3': undefined }, ['11.3 MANDATORY']],
  ['15: none where there was none', {}, { '11.3': text('Höftfraktur') }, ['11.3 NOT_APPLICABLE']],
  ['16: the injury is answered', {}, { '12.1': undefined }, ['12.1 MANDATORY']],
  ['17: its cause', injured, { ...injured, '12.2': undefined }, ['12.2 MANDATORY']],
  [
    '17: nothing of it where there was none',
    {},
    { ...injured, '12.1': no },
    ['12.2 NOT_APPLICABLE', '12.3 NOT_APPLICABLE', '12.4 NOT_APPLICABLE'],
  ],
  ['18: not after death', injured, { ...injured, '12.3': day('2017-05-11') }, ['12.3 DATE_TOO_LATE']],
  [
    '18: which says enough of a day to come',
    injured,
    { ...injured, '12.3': day('2017-06-02') },
    ['12.3 DATE_TOO_LATE'],
  ],
  ['19: how it happened', injured, { ...injured, '12.4': undefined }, ['12.4 MANDATORY']],
  ['20: a ground', {}, { '13.1': undefined }, ['13.1 MANDATORY']],
  ['20: each once', {}, { '13.1': { codes: ['KLINISK_OBDUKTION', 'KLINISK_OBDUKTION'] } }, ['13.1 DUPLICATE_CODE']],
];

describe.each([
  ['A dödsbevis', db, dbBase, [...SHARED, ...DB]],
  ['A dödsorsaksintyg', doi, doiBase, [...SHARED, ...DOI]],
] as const)('%s', (_, type, base, rows) => {
  const told = (what: Change): string[] =>
    judge(type, change(base, what), { today, birthDate }).map(({ field, rule, at }) =>
      [field, rule, at].filter((part) => part !== undefined).join(' '),
    );

  it.each(rows)('%s', (_what, kept, broken, expected) => {
    expect(told(kept)).toEqual([]);
    expect(told(broken)).toEqual(expected);
  });

  it('G9: has no death in the future, and none before birth', () => {
    expect(told({ '2.2': death('2017-06-02') })).toContain('2.2 DEATH_IN_FUTURE');
    expect(told({ '2.2': death('1927-03-09') })).toContain('2.2 DEATH_BEFORE_BIRTH');
  });
});

describe('A dödsbevis', () => {
  const certificate = (what: Change) => ({
    answers: change(dbBase, what),
    personId: '194101157545',
    status: 'SIGNED' as const,
    sentAt: null,
    testCertificate: false,
    signedAt: new Date('2017-06-01T10:00:00Z'),
  });
  const refusals = (what: Change) =>
    sendingRefusals({ certificate: certificate(what), children: [], type: db, isSignedHere: true });

  it('goes to Skatteverket, and on paper to the police when they have to know', () => {
    expect(refusals({})).toEqual([]);
    expect(refusals({ '7.1': yes })).toEqual(['ON_PAPER']);
  });
});
