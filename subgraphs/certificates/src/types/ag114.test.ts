import { describe, expect, it } from 'vitest';
import type { Answer, Answers } from '../domain/answers.ts';
import { questionsOf } from '../domain/certificate-type.ts';
import { receivedAnswers, transportAnswers } from '../domain/transport.ts';
import { isShown, judge } from '../domain/validate.ts';
import ag114v1 from './ag114-1.0.ts';
import ag114v2 from './ag114-2.0.ts';

const today = '2026-11-22';
const text = (words: string): Answer => ({ text: words });
const yes: Answer = { boolean: true };
const no: Answer = { boolean: false };
const basis = (code: string, date: string): Answer => ({ datedCodes: [{ code, date }] });
const icd = (...codes: string[]): Answer => ({
  diagnoses: codes.map((code) => ({ code, codeSystem: 'ICD_10_SE', description: `Diagnos ${code}` })),
});
const period = (from: string, to: string): Answer => ({ period: { from, to } });

const base: Answers = {
  '10.1': basis('FYSISKUNDERSOKNING', '2026-11-20'),
  '1.1': text('Smed'),
  '3.1': no,
  '5.1': text('Kan inte lyfta'),
  '6.1': no,
  '7.1': { integer: 70 },
  '7.2': period('2026-11-20', '2026-11-30'),
};

type Change = Readonly<Record<string, Answer | undefined>>;
const changed = (change: Change): Answers =>
  Object.fromEntries(
    Object.entries({ ...base, ...change }).filter((entry): entry is [string, Answer] => entry[1] !== undefined),
  );
const told = (change: Change): string[] =>
  judge(ag114v2, changed(change), { today }).map(({ field, rule }) => `${field} ${rule}`);

/** By the rows of domain.md §3.8, v2.0: what keeps a rule, what breaks it, and what is then told. */
const ROWS: readonly (readonly [string, Change, Change, readonly string[]])[] = [
  ['10.1: a basis is needed', {}, { '10.1': undefined }, ['10.1 MANDATORY']],
  [
    '10.1: no basis is in the future',
    { '10.1': basis('TELEFONKONTAKT', today) },
    { '10.1': basis('TELEFONKONTAKT', '2026-11-23') },
    ['10.1 DATE_IN_FUTURE'],
  ],
  [
    '10.3: another basis is named',
    { '10.1': basis('ANNAT', today), '10.3': text('Samtal') },
    { '10.1': basis('ANNAT', today) },
    ['10.3 MANDATORY'],
  ],
  [
    '10.3: in 50 characters',
    { '10.1': basis('ANNAT', today), '10.3': text('x'.repeat(50)) },
    { '10.1': basis('ANNAT', today), '10.3': text('x'.repeat(51)) },
    ['10.3 TOO_LONG'],
  ],
  ['1.1: work is described', {}, { '1.1': undefined }, ['1.1 MANDATORY']],
  ['3.1: the patient’s wish is asked', {}, { '3.1': undefined }, ['3.1 MANDATORY']],
  ['4.1: the diagnosis goes with a yes', { '3.1': yes, '4.1': icd('S47') }, { '3.1': yes }, ['4.1 MANDATORY']],
  [
    '4.1: three diagnoses at most',
    { '3.1': yes, '4.1': icd('S47', 'M545', 'Z731') },
    { '3.1': yes, '4.1': icd('S47', 'M545', 'Z731', 'A039') },
    ['4.1 TOO_MANY'],
  ],
  [
    '4.1: of ICD-10-SE',
    { '3.1': yes, '4.1': icd('S47') },
    { '3.1': yes, '4.1': { diagnoses: [{ code: 'A00-', codeSystem: 'KSH_97_P', description: 'Kolera' }] } },
    ['4.1 DIAGNOSIS_CODE_SYSTEM'],
  ],
  ['5.1: the ability to work is described', {}, { '5.1': undefined }, ['5.1 MANDATORY']],
  ['6.1: whether there is some', {}, { '6.1': undefined }, ['6.1 MANDATORY']],
  ['6.2: what there is', { '6.1': yes, '6.2': text('Kan sitta') }, { '6.1': yes }, ['6.2 MANDATORY']],
  ['7.1: per cent are needed', {}, { '7.1': undefined }, ['7.1 MANDATORY']],
  ['7.1: from 1', { '7.1': { integer: 1 } }, { '7.1': { integer: 0 } }, ['7.1 NUMBER_RANGE']],
  ['7.1: to 100', { '7.1': { integer: 100 } }, { '7.1': { integer: 101 } }, ['7.1 NUMBER_RANGE']],
  ['7.1: whole', { '7.1': { integer: 50 } }, { '7.1': { integer: 50.5 } }, ['7.1 NUMBER_RANGE']],
  ['7.2: a period is needed', {}, { '7.2': undefined }, ['7.2 MANDATORY']],
  [
    '7.2: it ends after it begins',
    { '7.2': period('2026-11-20', '2026-11-20') },
    { '7.2': period('2026-11-20', '2026-11-19') },
    ['7.2 PERIOD_ORDER'],
  ],
  ['8.1: may be left out, not blank', { '8.1': text('Hej') }, { '8.1': text(' ') }, ['8.1 BLANK']],
  ['9.2: a wish for contact is explained', { '9.1': yes, '9.2': text('Ring') }, { '9.1': yes }, ['9.2 MANDATORY']],
  ['9.1: may be left out or be a no', { '9.1': no }, { '9.1': text('nej') }, ['9.1 WRONG_KIND']],
  [
    '10.1: each basis once, five at most',
    {
      '10.1': {
        datedCodes: ['FYSISKUNDERSOKNING', 'DIGITALUNDERSOKNING', 'TELEFONKONTAKT', 'JOURNALUPPGIFTER', 'ANNAT'].map(
          (code) => ({ code, date: today }),
        ),
      },
      '10.3': text('Samtal'),
    },
    { '10.1': { datedCodes: ['2026-11-20', today].map((date) => ({ code: 'TELEFONKONTAKT', date })) } },
    ['10.1 DUPLICATE_CODE'],
  ],
  ['10.1: a basis of the older form is none', {}, { '10.1': basis('UNDERSOKNING', today) }, ['10.1 UNKNOWN_CODE']],
  [
    '1.1: in words, not as a code',
    { '1.1': text('Lärare') },
    { '1.1': { code: 'NUVARANDE_ARBETE' } },
    ['1.1 WRONG_KIND'],
  ],
  ['2.1: tasks go with the occupation', {}, { '2.1': text('Svetsar') }, ['2.1 UNKNOWN_FIELD']],
  ['5.1: is not blank', {}, { '5.1': text(' ') }, ['5.1 BLANK']],
];

describe('A certificate AG1-14 2.0', () => {
  it.each(ROWS)('keeps or breaks %s', (_, kept, broken, expected) => {
    expect(told(kept)).toEqual([]);
    expect(told(broken)).toEqual(expected);
  });

  it('has a row here for each of its questions', () => {
    const tried = new Set(ROWS.map(([row]) => row.split(':')[0]));
    const asked = questionsOf(ag114v2).filter(({ kind }) => kind !== 'message');
    expect(asked.map(({ field }) => field).filter((field) => !tried.has(field))).toEqual([]);
  });

  it.each<readonly [string, Change, Change, 'may' | 'may not']>([
    ['10.3', { '10.1': basis('ANNAT', today) }, {}, 'may not'],
    // the patient wants the employer not to know
    ['4.1', { '3.1': yes }, {}, 'may not'],
    ['6.2', { '6.1': yes }, {}, 'may'],
    ['9.2', { '9.1': yes }, { '9.1': no }, 'may'],
  ])(
    'shows %s with the answer that it goes with, and only then; whether a message may have it without is its own matter',
    (field, withIt, without, may) => {
      const [question] = questionsOf(ag114v2).filter((one) => one.field === field);
      if (!question) throw new Error(`no ${field}`);
      expect(isShown(question, changed(withIt), { today })).toBe(true);
      expect(isShown(question, changed(without), { today })).toBe(false);
      const answer = field === '4.1' ? icd('S47') : text('Ord');
      expect(judge(ag114v2, changed({ ...without, [field]: answer }), { today })).toEqual([]);
      const inMessage = judge(ag114v2, changed({ ...without, [field]: answer }), { today, profile: 'MESSAGE' });
      expect(inMessage).toMatchObject(may === 'may' ? [] : [{ field, rule: 'NOT_APPLICABLE' }]);
    },
  );

  it('is sent to nobody and not renewed, and nobody may ask about it', () => {
    expect(ag114v2).toMatchObject({ recipient: null, cases: false, automaticSending: false });
    expect(ag114v2.copies.RENEW).toBeUndefined();
  });

  it('says so when the period is longer than the first fortnight, and is signed all the same', () => {
    const long = questionsOf(ag114v2).find(({ field }) => field === '7.longPeriod');
    if (!long) throw new Error('no message');
    const to = (day: string) => changed({ '7.2': period('2026-11-01', day) });
    expect(isShown(long, to('2026-11-14'), { today })).toBe(false);
    expect(isShown(long, to('2026-11-15'), { today })).toBe(true);
    expect(judge(ag114v2, to('2026-11-15'), { today })).toEqual([]);
  });
});

describe('A certificate AG1-14 1.0', () => {
  it('takes no per cent at all for an answer, which 2.0 does not', () => {
    const answers: Answers = { ...base, '10.1': basis('UNDERSOKNING', today), '1.1': { code: 'NUVARANDE_ARBETE' } };
    const none = { ...answers, '2.1': text('Smed'), '7.1': { integer: 0 } };
    expect(judge(ag114v1, none, { today })).toEqual([]);
  });

  it('sends each diagnosis as an answer of its own, and the degree with a decimal', () => {
    const sent = transportAnswers(
      ag114v1,
      { '3.1': yes, '4.1': icd('S47', 'M545'), '7.1': { integer: 70 } },
      { today },
    );
    expect(sent.filter(({ questionId }) => questionId === '4').map(({ instance }) => instance)).toEqual([1, 2]);
    expect(sent.at(-1)?.subAnswers).toEqual([{ id: '7.1', value: { quantity: '70.0', unit: '%' } }]);
    expect(receivedAnswers(ag114v1, sent).answers['4.1']).toEqual(icd('S47', 'M545'));
  });
});
