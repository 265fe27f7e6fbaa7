import { describe, expect, it } from 'vitest';
import type { Answer, Answers } from '../domain/answers.ts';
import type { CertificateType } from '../domain/certificate-type.ts';
import { isShown, judge } from '../domain/validate.ts';
import { questionsOf } from '../domain/certificate-type.ts';
import ag7804 from './ag7804-2.0.ts';
import fk7804 from './fk7804-2.0.ts';

const today = '2026-11-22';

const text = (words: string): Answer => ({ text: words });
const yes: Answer = { boolean: true };
const no: Answer = { boolean: false };
const code = (one: string): Answer => ({ code: one });
const icf = (words: string): Answer => ({ icfText: { text: words, categories: [] } });
const basis = (one: string, date: string): Answer => ({ datedCodes: [{ code: one, date }] });
const icd = (...codes: string[]): Answer => ({
  diagnoses: codes.map((one) => ({ code: one, codeSystem: 'ICD_10_SE', description: 'Diagnos' })),
});
const periods = (...rows: [string, string, string][]): Answer => ({
  codedPeriods: rows.map(([degree, from, to]) => ({ code: degree, from, to })),
});

const full = periods(['HELT_NEDSATT', '2026-11-20', '2026-12-03']);
const half = periods(['HALFTEN', '2026-11-20', '2026-12-03']);

/** What both types need, of a patient who cannot work at all. */
const both: Answers = {
  '1.1': basis('FYSISKUNDERSOKNING', '2026-11-20'),
  '28.1': { codes: ['STUDIER'] },
  '6.1': icd('S47'),
  '32.1': full,
  '39.1': code('STOR_SANNOLIKHET'),
};
const forAgency: Answers = { ...both, '35.1': icf('Haltar'), '17.1': icf('Kan inte gå långt') };
const forEmployer: Answers = { ...both, '35.1': text('Haltar'), '17.1': text('Kan inte gå långt'), '100.1': yes };

type Change = Readonly<Record<string, Answer | undefined>>;
const changed = (base: Answers, change: Change): Answers =>
  Object.fromEntries(
    Object.entries({ ...base, ...change }).filter((entry): entry is [string, Answer] => entry[1] !== undefined),
  );

const told = (type: CertificateType, base: Answers, change: Change): string[] =>
  judge(type, changed(base, change), { today }).map(({ field, rule }) => `${field} ${rule}`);

/** A row of the table: the rule, a change that keeps it, one that breaks it, and what is then told. */
type Case = readonly [string, Change, Change, readonly string[]];

/** The rules that both types have, by the rows of domain.md §3.2. */
const SHARED: readonly Case[] = [
  ['1: a basis is needed', {}, { '1.1': undefined }, ['1.1 MANDATORY']],
  [
    '1: no basis is in the future',
    { '1.1': basis('DIGITALUNDERSOKNING', today) },
    { '1.1': basis('DIGITALUNDERSOKNING', '2026-11-23') },
    ['1.1 DATE_IN_FUTURE'],
  ],
  ['1: a basis of the older form is none', {}, { '1.1': basis('UNDERSOKNING', today) }, ['1.1 UNKNOWN_CODE']],
  [
    '1.3: another basis is named',
    { '1.1': basis('ANNAT', today), '1.3': text('Samtal') },
    { '1.1': basis('ANNAT', today) },
    ['1.3 MANDATORY'],
  ],
  [
    '1.3: in 50 characters',
    { '1.1': basis('ANNAT', today), '1.3': text('x'.repeat(50)) },
    { '1.1': basis('ANNAT', today), '1.3': text('x'.repeat(51)) },
    ['1.3 TOO_LONG'],
  ],
  ['28: an occupation is needed', {}, { '28.1': undefined }, ['28.1 MANDATORY']],
  [
    '29: work is described',
    { '28.1': { codes: ['NUVARANDE_ARBETE'] }, '29.1': text('Smed') },
    { '28.1': { codes: ['NUVARANDE_ARBETE'] } },
    ['29.1 MANDATORY'],
  ],
  [
    '29: in 4,000 characters',
    { '28.1': { codes: ['NUVARANDE_ARBETE'] }, '29.1': text('x'.repeat(4000)) },
    { '28.1': { codes: ['NUVARANDE_ARBETE'] }, '29.1': text('x'.repeat(4001)) },
    ['29.1 TOO_LONG'],
  ],
  ['6: the diagnosis is needed', {}, { '6.1': undefined }, ['6.1 MANDATORY']],
  [
    '6: rows are filled from the top',
    { '6.1': icd('S47', 'M545', 'Z731') },
    { '6.1': icd('', 'M545') },
    ['6.1 DIAGNOSIS_CODE_MISSING'],
  ],
  ['6: the code is precise', { '6.1': icd('F438A') }, { '6.1': icd('F32') }, ['6.1 DIAGNOSIS_CODE']],
  [
    '6: the code is of ICD-10-SE',
    {},
    { '6.1': { diagnoses: [{ code: 'A00-', codeSystem: 'KSH_97_P', description: 'Kolera' }] } },
    ['6.1 DIAGNOSIS_CODE_SYSTEM'],
  ],
  ['35: the impairment is needed', {}, { '35.1': undefined }, ['35.1 MANDATORY']],
  ['17: the limitation is needed', {}, { '17.1': undefined }, ['17.1 MANDATORY']],
  ['19: treatment may be left out, not blank', { '19.1': text('Vila') }, { '19.1': text('  ') }, ['19.1 BLANK']],
  ['32: a period is needed', {}, { '32.1': undefined }, ['32.1 MANDATORY']],
  [
    '32: periods share no day',
    {
      '32.1': periods(['HELT_NEDSATT', '2026-11-20', '2026-11-23'], ['HALFTEN', '2026-11-24', '2026-11-30']),
      '33.1': no,
    },
    {
      '32.1': periods(['HELT_NEDSATT', '2026-11-20', '2026-11-24'], ['HALFTEN', '2026-11-24', '2026-11-30']),
      '33.1': no,
    },
    ['32.1 PERIODS_TOUCH', '32.1 PERIODS_TOUCH'],
  ],
  [
    '32: a period ends after it begins',
    { '32.1': periods(['HELT_NEDSATT', '2026-11-20', '2026-11-20']) },
    { '32.1': periods(['HELT_NEDSATT', '2026-11-20', '2026-11-19']) },
    ['32.1 PERIOD_ORDER'],
  ],
  ['33: asked when some ability is left', { '32.1': half, '33.1': no }, { '32.1': half }, ['33.1 MANDATORY']],
  [
    '33.2: a yes is explained',
    { '32.1': half, '33.1': yes, '33.2': text('Behöver vila') },
    { '32.1': half, '33.1': yes },
    ['33.2 MANDATORY'],
  ],
  ['37: may be left out, not blank', { '37.1': text('Läker långsamt') }, { '37.1': text(' ') }, ['37.1 BLANK']],
  ['34: yes, no or nothing', { '34.1': no }, { '34.1': text('ja') }, ['34.1 WRONG_KIND']],
  ['39: the prognosis is needed', {}, { '39.1': undefined }, ['39.1 MANDATORY']],
  [
    '39: days are of the older form',
    { '39.1': code('SANNOLIKT_INTE') },
    { '39.1': code('ATER_X_ANTAL_DGR') },
    ['39.1 UNKNOWN_CODE'],
  ],
  [
    '39.4: months are given',
    { '39.1': code('ATER_X_ANTAL_MANADER'), '39.4': { integer: 3 } },
    { '39.1': code('ATER_X_ANTAL_MANADER') },
    ['39.4 MANDATORY'],
  ],
  ...[0, 100].map((integer): Case => [
    `39.4: 1 to 99, not ${integer}`,
    { '39.1': code('ATER_X_ANTAL_MANADER'), '39.4': { integer: integer === 0 ? 1 : 99 } },
    { '39.1': code('ATER_X_ANTAL_MANADER'), '39.4': { integer } },
    ['39.4 NUMBER_RANGE'],
  ]),
  [
    '39.2: an uncertain prognosis is explained',
    { '39.1': code('PROGNOS_OKLAR'), '39.2': text('Väntar på provsvar') },
    { '39.1': code('PROGNOS_OKLAR') },
    ['39.2 MANDATORY'],
  ],
  [
    '44: measures in 4,000 characters',
    { '44.1': text('x'.repeat(4000)) },
    { '44.1': text('x'.repeat(4001)) },
    ['44.1 TOO_LONG'],
  ],
  [
    '25: other information in 4,000 characters',
    { '25.1': text('x'.repeat(4000)) },
    { '25.1': text('x'.repeat(4001)) },
    ['25.1 TOO_LONG'],
  ],
];

/** Those of FK7804 alone. */
const OF_AGENCY: readonly Case[] = [
  [
    '26.2: a reason for contact is not blank',
    { '26.1': yes, '26.2': text('Ring') },
    { '26.1': yes, '26.2': text(' ') },
    ['26.2 BLANK'],
  ],
  ['35: in 4,000 characters', { '35.1': icf('x'.repeat(4000)) }, { '35.1': icf('x'.repeat(4001)) }, ['35.1 TOO_LONG']],
  [
    '17: with ICF categories, each once',
    { '17.1': { icfText: { text: 'Går', categories: [{ code: 'd450', title: 'Att gå' }] } } },
    {
      '17.1': { icfText: { text: 'Går', categories: ['Att gå', 'Att gå'].map((title) => ({ code: 'd450', title })) } },
    },
    ['17.1 DUPLICATE_CODE'],
  ],
];

/** Those of AG7804 alone, by the rows of domain.md §3.7. */
const OF_EMPLOYER: readonly Case[] = [
  ['100: the patient’s wish is asked', {}, { '100.1': undefined }, ['100.1 MANDATORY']],
  ['6: only when the patient wants it', { '100.1': no, '6.1': undefined }, { '6.1': undefined }, ['6.1 MANDATORY']],
  [
    '103.2: a reason is not blank',
    { '103.1': yes, '103.2': text('Ring') },
    { '103.1': yes, '103.2': text(' ') },
    ['103.2 BLANK'],
  ],
  ['35: as text', { '35.1': text('x'.repeat(4000)) }, { '35.1': icf('Haltar') }, ['35.1 WRONG_KIND']],
];

describe.each<[string, CertificateType, Answers, readonly Case[]]>([
  ['FK7804 2.0', fk7804, forAgency, [...SHARED, ...OF_AGENCY]],
  ['AG7804 2.0', ag7804, forEmployer, [...SHARED, ...OF_EMPLOYER]],
])('A certificate %s', (_, type, base, cases) => {
  it.each(cases)('keeps or breaks %s', (_rule, kept, broken, expected) => {
    expect(told(type, base, kept)).toEqual([]);
    expect(told(type, base, broken)).toEqual(expected);
  });

  const infected: Answers = {
    '27.1': yes,
    '6.1': icd('Z223'),
    '32.1': full,
    ...(type.id === 'ag7804' && { '100.1': yes }),
  };

  it('needs diagnosis and period alone when the patient is kept from work because of infection', () => {
    expect(told(type, infected, {})).toEqual([]);
    expect(told(type, infected, { '32.1': undefined })).toEqual(['32.1 MANDATORY']);
    expect(told(type, infected, { '27.1': no }).length).toBeGreaterThan(4);
  });

  it('hides what is not asked then', () => {
    const hidden = questionsOf(type).filter((question) => !isShown(question, infected, { today }));
    expect([...new Set(hidden.map(({ id }) => id))]).toEqual(
      expect.arrayContaining(['1', '28', '29', '35', '17', '19', '37', '34', '33', '39', '44']),
    );
    expect(hidden.some(({ field }) => ['27.1', '6.1', '32.1', '25.1'].includes(field))).toBe(false);
  });

  it('says so when a period begins more than a week ago, and is signed all the same', () => {
    const early = questionsOf(type).find(({ field }) => field === '32.earlyStartDate');
    const from = (day: string) => changed(base, { '32.1': periods(['HELT_NEDSATT', day, '2026-12-03']) });
    if (!early) throw new Error('no message');
    expect(isShown(early, from('2026-11-14'), { today })).toBe(true);
    expect(isShown(early, from('2026-11-15'), { today })).toBe(false);
    expect(judge(type, from('2026-11-14'), { today })).toEqual([]);
  });

  it('leaves what the form hides where it is, and a message may not have it', () => {
    const answers = changed(base, { '29.1': text('Smed') });
    expect(judge(type, answers, { today })).toEqual([]);
    const inMessage = judge(type, answers, { today, profile: 'MESSAGE' });
    expect(inMessage.map(({ field, rule }) => `${field} ${rule}`)).toEqual(['29.1 NOT_APPLICABLE']);
  });
});
