import { describe, expect, it } from 'vitest';
import type { Answer, Answers } from '../domain/answers.ts';
import type { CertificateType } from '../domain/certificate-type.ts';
import { contactFaults } from '../domain/contacts.ts';
import { isSickLeave } from '../domain/sick-leave.ts';
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
  judge(type, changed(base, change), { today, isDiagnosis: (_, one) => one !== 'A99' }).map(
    ({ field, rule }) => `${field} ${rule}`,
  );

/** A row of the table: the rule, a change that keeps it, one that breaks it, and what is then told. */
type Case = readonly [string, Change, Change, readonly string[]];

/** The rules that both types have, by the rows of domain.md §3.2. */
const SHARED: readonly Case[] = [
  ['1.1: a basis is needed', {}, { '1.1': undefined }, ['1.1 MANDATORY']],
  [
    '1.1: no basis is in the future',
    { '1.1': basis('DIGITALUNDERSOKNING', today) },
    { '1.1': basis('DIGITALUNDERSOKNING', '2026-11-23') },
    ['1.1 DATE_IN_FUTURE'],
  ],
  ['1.1: a basis of the older form is none', {}, { '1.1': basis('UNDERSOKNING', today) }, ['1.1 UNKNOWN_CODE']],
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
  ['28.1: an occupation is needed', {}, { '28.1': undefined }, ['28.1 MANDATORY']],
  [
    '29.1: work is described',
    { '28.1': { codes: ['NUVARANDE_ARBETE'] }, '29.1': text('Smed') },
    { '28.1': { codes: ['NUVARANDE_ARBETE'] } },
    ['29.1 MANDATORY'],
  ],
  [
    '29.1: in 4,000 characters',
    { '28.1': { codes: ['NUVARANDE_ARBETE'] }, '29.1': text('x'.repeat(4000)) },
    { '28.1': { codes: ['NUVARANDE_ARBETE'] }, '29.1': text('x'.repeat(4001)) },
    ['29.1 TOO_LONG'],
  ],
  ['6.1: the diagnosis is needed', {}, { '6.1': undefined }, ['6.1 MANDATORY']],
  [
    '6.1: rows are filled from the top',
    { '6.1': icd('S47', 'M545', 'Z731') },
    { '6.1': icd('', 'M545') },
    ['6.1 DIAGNOSIS_CODE_MISSING'],
  ],
  ['6.1: the code is precise', { '6.1': icd('F438A') }, { '6.1': icd('F32') }, ['6.1 DIAGNOSIS_CODE']],
  [
    '6.1: the code is of ICD-10-SE',
    {},
    { '6.1': { diagnoses: [{ code: 'A00-', codeSystem: 'KSH_97_P', description: 'Kolera' }] } },
    ['6.1 DIAGNOSIS_CODE_SYSTEM'],
  ],
  ['35.1: the impairment is needed', {}, { '35.1': undefined }, ['35.1 MANDATORY']],
  ['17.1: the limitation is needed', {}, { '17.1': undefined }, ['17.1 MANDATORY']],
  ['32.1: a period is needed', {}, { '32.1': undefined }, ['32.1 MANDATORY']],
  [
    '32.1: periods share no day',
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
    '32.1: a period ends after it begins',
    { '32.1': periods(['HELT_NEDSATT', '2026-11-20', '2026-11-20']) },
    { '32.1': periods(['HELT_NEDSATT', '2026-11-20', '2026-11-19']) },
    ['32.1 PERIOD_ORDER'],
  ],
  ...(['EN_FJARDEDEL', 'HALFTEN', 'TRE_FJARDEDEL'] as const).map((degree): Case => {
    const partly = periods([degree, '2026-11-20', '2026-12-03']);
    return [
      `33.1: asked when some ability is left, ${degree}`,
      { '32.1': partly, '33.1': no },
      { '32.1': partly },
      ['33.1 MANDATORY'],
    ];
  }),
  [
    '33.2: a yes is explained',
    { '32.1': half, '33.1': yes, '33.2': text('Behöver vila') },
    { '32.1': half, '33.1': yes },
    ['33.2 MANDATORY'],
  ],
  ['34.1: yes, no or nothing', { '34.1': no }, { '34.1': text('ja') }, ['34.1 WRONG_KIND']],
  ['39.1: the prognosis is needed', {}, { '39.1': undefined }, ['39.1 MANDATORY']],
  [
    '39.1: days are of the older form',
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
];

/** A text that may be left out: 4,000 characters at most, and not blank. */
const optional = (field: string, more: Change = {}): Case[] => [
  [
    `${field}: may be left out or be 4,000 characters long`,
    { ...more, [field]: text('x'.repeat(4000)) },
    { ...more, [field]: text('x'.repeat(4001)) },
    [`${field} TOO_LONG`],
  ],
  [`${field}: is not blank`, more, { ...more, [field]: text(' ') }, [`${field} BLANK`]],
];

/** A question of the older form that this one has not. */
const removed = (field: string, answer: Answer): Case => [
  `${field}: is of the older form`,
  {},
  { [field]: answer },
  [`${field} UNKNOWN_FIELD`],
];

const ANOTHER = { '1.1': basis('ANNAT', today) };
const IN_MONTHS = { '39.1': code('ATER_X_ANTAL_MANADER') };
const UNSURE = { '39.1': code('PROGNOS_OKLAR') };

/** The rest of the rows: limits, how often, and what is no part of the form any more. */
const MORE: readonly Case[] = [
  [
    '1.1: each basis once, five at most',
    {
      '1.1': {
        datedCodes: ['FYSISKUNDERSOKNING', 'DIGITALUNDERSOKNING', 'TELEFONKONTAKT', 'JOURNALUPPGIFTER', 'ANNAT'].map(
          (one) => ({ code: one, date: today }),
        ),
      },
      '1.3': text('Samtal'),
    },
    { '1.1': { datedCodes: ['2026-11-20', today].map((date) => ({ code: 'TELEFONKONTAKT', date })) } },
    ['1.1 DUPLICATE_CODE'],
  ],
  ['1.1: each with its date', {}, { '1.1': basis('TELEFONKONTAKT', '') }, ['1.1 DATE_MISSING']],
  ['1.3: is not blank', { ...ANOTHER, '1.3': text('x') }, { ...ANOTHER, '1.3': text(' ') }, ['1.3 BLANK']],
  [
    '28.1: four at most, each once',
    { '28.1': { codes: ['NUVARANDE_ARBETE', 'ARBETSSOKANDE', 'FORALDRALEDIG', 'STUDIER'] }, '29.1': text('Smed') },
    { '28.1': { codes: ['STUDIER', 'STUDIER'] } },
    ['28.1 DUPLICATE_CODE'],
  ],
  [
    '28.1: of KV_FKMU_0002',
    { '28.1': { codes: ['ARBETSSOKANDE'] } },
    { '28.1': { codes: ['PENSION'] } },
    ['28.1 UNKNOWN_CODE'],
  ],
  [
    '6.1: three rows',
    { '6.1': icd('S47', 'M545', 'J22') },
    { '6.1': icd('S47', 'M545', 'J22', 'J45') },
    ['6.1 TOO_MANY'],
  ],
  [
    '6.1: each with a description',
    {},
    { '6.1': { diagnoses: [{ code: 'S47', codeSystem: 'ICD_10_SE', description: '' }] } },
    ['6.1 DIAGNOSIS_DESCRIPTION'],
  ],
  ['6.1: the code is in the register', { '6.1': icd('S47') }, { '6.1': icd('A99') }, ['6.1 DIAGNOSIS_UNKNOWN']],
  ...optional('19.1'),
  removed('20.1', text('Planeras')),
  [
    '32.1: each degree once, four at most',
    {
      '32.1': periods(
        ['HELT_NEDSATT', '2026-11-20', '2026-11-23'],
        ['TRE_FJARDEDEL', '2026-11-24', '2026-11-30'],
        ['HALFTEN', '2026-12-01', '2026-12-07'],
        ['EN_FJARDEDEL', '2026-12-08', '2026-12-14'],
      ),
      '33.1': no,
    },
    { '32.1': periods(['HELT_NEDSATT', '2026-11-20', '2026-11-23'], ['HELT_NEDSATT', '2026-11-25', '2026-11-30']) },
    ['32.1 DUPLICATE_CODE'],
  ],
  ['32.1: of KV_FKMU_0003', {}, { '32.1': periods(['TREDJEDEL', '2026-11-20', '2026-11-23']) }, ['32.1 UNKNOWN_CODE']],
  ...optional('37.1'),
  ['34.1: may be a no', { '34.1': no }, { '34.1': code('JA') }, ['34.1 WRONG_KIND']],
  [
    '33.2: in 4,000 characters',
    { '32.1': half, '33.1': yes, '33.2': text('x'.repeat(4000)) },
    { '32.1': half, '33.1': yes, '33.2': text('x'.repeat(4001)) },
    ['33.2 TOO_LONG'],
  ],
  [
    '39.4: whole months',
    { ...IN_MONTHS, '39.4': { integer: 12 } },
    { ...IN_MONTHS, '39.4': { integer: 1.5 } },
    ['39.4 NUMBER_RANGE'],
  ],
  [
    '39.2: in 4,000 characters',
    { ...UNSURE, '39.2': text('x'.repeat(4000)) },
    { ...UNSURE, '39.2': text('x'.repeat(4001)) },
    ['39.2 TOO_LONG'],
  ],
  removed('39.3', code('TRETTIO_DGR')),
  ...optional('44.1'),
  removed('40.1', { codes: ['ARBETSTRANING'] }),
  ...optional('25.1'),
  ['27.1: may be left out or be a no', { '27.1': no }, { '27.1': text('nej') }, ['27.1 WRONG_KIND']],
];

/** Those of FK7804 alone. */
const OF_AGENCY: readonly Case[] = [
  ['26.1: may be left out or be a no', { '26.1': no }, { '26.1': code('JA') }, ['26.1 WRONG_KIND']],
  ...optional('26.2', { '26.1': yes }),
  [
    '17.1: in 4,000 characters',
    { '17.1': icf('x'.repeat(4000)) },
    { '17.1': icf('x'.repeat(4001)) },
    ['17.1 TOO_LONG'],
  ],
  [
    '35.1: in 4,000 characters',
    { '35.1': icf('x'.repeat(4000)) },
    { '35.1': icf('x'.repeat(4001)) },
    ['35.1 TOO_LONG'],
  ],
  [
    '17.1: with ICF categories, each once',
    { '17.1': { icfText: { text: 'Går', categories: [{ code: 'd450', title: 'Att gå' }] } } },
    {
      '17.1': { icfText: { text: 'Går', categories: ['Att gå', 'Att gå'].map((title) => ({ code: 'd450', title })) } },
    },
    ['17.1 DUPLICATE_CODE'],
  ],
];

/** Those of AG7804 alone, by the rows of domain.md §3.7. */
const OF_EMPLOYER: readonly Case[] = [
  ['103.1: may be left out or be a no', { '103.1': no }, { '103.1': code('JA') }, ['103.1 WRONG_KIND']],
  ...optional('103.2', { '103.1': yes }),
  [
    '17.1: in 4,000 characters',
    { '17.1': text('x'.repeat(4000)) },
    { '17.1': text('x'.repeat(4001)) },
    ['17.1 TOO_LONG'],
  ],
  ['100.1: the patient’s wish is asked', {}, { '100.1': undefined }, ['100.1 MANDATORY']],
  ['6.1: only when the patient wants it', { '100.1': no, '6.1': undefined }, { '6.1': undefined }, ['6.1 MANDATORY']],
  ['35.1: as text', { '35.1': text('x'.repeat(4000)) }, { '35.1': icf('Haltar') }, ['35.1 WRONG_KIND']],
];

describe.each<[string, CertificateType, Answers, readonly Case[]]>([
  ['FK7804 2.0', fk7804, forAgency, [...SHARED, ...MORE, ...OF_AGENCY]],
  ['AG7804 2.0', ag7804, forEmployer, [...SHARED, ...MORE, ...OF_EMPLOYER]],
])('A certificate %s', (_, type, base, cases) => {
  it.each(cases)('keeps or breaks %s', (_rule, kept, broken, expected) => {
    expect(told(type, base, kept)).toEqual([]);
    expect(told(type, base, broken)).toEqual(expected);
  });

  it('has a row here for each of its questions', () => {
    const tried = new Set(cases.map(([row]) => row.split(':')[0]));
    const asked = questionsOf(type).filter(({ kind }) => kind !== 'message');
    expect(asked.map(({ field }) => field).filter((field) => !tried.has(field))).toEqual([]);
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
    const shown = questionsOf(type).filter((question) => isShown(question, infected, { today }));
    const own = type.id === 'ag7804' ? ['100.1'] : [];
    expect(shown.map(({ field }) => field)).toEqual(['27.1', ...own, '6.1', '32.1', '25.1']);
  });

  it.each<readonly [string, Change, Change]>([
    ['1.3', ANOTHER, {}],
    ['29.1', { '28.1': { codes: ['NUVARANDE_ARBETE'] } }, {}],
    ['33.1', { '32.1': half }, {}],
    ['33.2', { '32.1': half, '33.1': yes }, { '32.1': half, '33.1': no }],
    ['39.4', IN_MONTHS, {}],
    ['39.2', UNSURE, {}],
    ...(type.id === 'ag7804'
      ? ([
          ['6.1', { '100.1': yes }, { '100.1': no }],
          ['103.2', { '103.1': yes }, { '103.1': no }],
        ] as const)
      : ([['26.2', { '26.1': yes }, { '26.1': no }]] as const)),
  ])('shows %s with the answer that it goes with, and only then', (field, withIt, withoutIt) => {
    const [question] = questionsOf(type).filter((one) => one.field === field);
    if (!question) throw new Error(`no ${field}`);
    expect(isShown(question, changed(base, withIt), { today })).toBe(true);
    expect(isShown(question, changed(base, withoutIt), { today })).toBe(false);
  });

  it('offers the degrees from the lowest', () => {
    const degrees = questionsOf(type).find(({ field }) => field === '32.1');
    expect(degrees && 'options' in degrees ? degrees.options.map(({ code }) => code) : []).toEqual([
      'EN_FJARDEDEL',
      'HALFTEN',
      'TRE_FJARDEDEL',
      'HELT_NEDSATT',
    ]);
  });

  it('needs the unit’s address, postal code, city and phone', () => {
    const lines = { postalAddress: 'Provgatan 1', postalCode: '123 45', city: 'Alfastad', phone: '08-465 004 10' };
    expect(contactFaults(type, { UNIT: lines })).toEqual([]);
    for (const line of ['postalAddress', 'postalCode', 'city', 'phone'] as const)
      expect(contactFaults(type, { UNIT: { ...lines, [line]: ' ' } })).toMatchObject([{ line, rule: 'MANDATORY' }]);
  });

  it('is renewed with what its rows tick, and without the others', () => {
    const { RENEW = [] } = type.copies;
    const left = questionsOf(type)
      .map(({ field }) => field)
      .filter((field) => !RENEW.includes(field));
    // the message at the periods has nothing to carry
    const ofAgency = ['1.1', '1.3', '32.1', '32.earlyStartDate', '39.1', '39.4', '39.2', '26.1', '26.2'];
    const ofEmployer = ['1.1', '1.3', '32.1', '32.earlyStartDate', '39.2', '103.1', '103.2'];
    expect(left).toEqual(type.id === 'ag7804' ? ofEmployer : ofAgency);
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

describe('Beside its questions, FK7804 2.0', () => {
  it('counts among no sick leaves when infection is the reason', () => {
    expect(isSickLeave(fk7804, { ...forAgency, '27.1': yes })).toBe(false);
    expect(isSickLeave(fk7804, { ...forAgency, '27.1': no })).toBe(true);
    expect(isSickLeave(fk7804, forAgency)).toBe(true);
  });

  it('is sent to Försäkringskassan, which may ask about it, and seen by its patient', () => {
    expect(fk7804).toMatchObject({ recipient: 'FKASSA', cases: true, patientSees: true, automaticSending: false });
  });

  it('gives AG7804 2.0 all that both ask, which nobody is sent', () => {
    const [template] = ag7804.templates ?? [];
    const asked = new Set(questionsOf(ag7804).map(({ field }) => field));
    const both = questionsOf(fk7804).filter(({ field, kind }) => kind !== 'message' && asked.has(field));
    expect(template).toMatchObject({ typeId: 'fk7804', version: '2.0' });
    expect(template?.fields.toSorted()).toEqual(both.map(({ field }) => field).toSorted());
    expect(ag7804).toMatchObject({ recipient: null, cases: false, patientSees: true });
  });
});
