import { describe, expect, it } from 'vitest';
import type { Answer, Answers } from '../domain/answers.ts';
import type { CertificateType } from '../domain/certificate-type.ts';
import { judge } from '../domain/validate.ts';
import bas6 from './tstrk1007-6.8.ts';
import bas7 from './tstrk1007-7.0.ts';
import report from './tstrk1009-1.0.ts';
import diabetes3 from './tstrk1031-3.0.ts';
import diabetes4 from './tstrk1031-4.2.ts';
import adhd from './tstrk1062-1.0.ts';

const today = '2026-11-22';
const birthDate = '1980-02-01';
const text = (words: string): Answer => ({ text: words });
const yes: Answer = { boolean: true };
const no: Answer = { boolean: false };
const code = (of: string): Answer => ({ code: of });
const codes = (...of: string[]): Answer => ({ codes: of });
const day = (of: string): Answer => ({ date: of });
const year = (of: string): Answer => ({ year: of });

type Change = Readonly<Record<string, Answer | undefined>>;
const change = (base: Answers, what: Change): Answers =>
  Object.fromEntries(
    Object.entries({ ...base, ...what }).filter((entry): entry is [string, Answer] => entry[1] !== undefined),
  );
const fields = (answer: Answer, names: string): Answers =>
  Object.fromEntries(names.split(' ').map((field) => [field, answer]));
/** Visual acuity from the sub-answer `8.<first>` on. */
const acuity = (first: number, ...values: number[]): Answers =>
  Object.fromEntries(values.map((number, place) => [`8.${first + place}`, { number }]));

type Row = readonly [what: string, kept: Change, broken: Change, told: readonly string[]];

const BAS_NO = fields(
  no,
  '3.1 4.1 5.1 6.1 7.1 10.1 12.1 14.1 15.1 16.1 17.1 20.1 21.1 22.1 23.1 24.1 25.1 25.2 26.1 27.1 28.1 29.1 30.1 31.1',
);
const basBase = (first: number): Answers => ({
  '1.1': codes('IAV3'),
  '2.1': code('IDK6'),
  ...BAS_NO,
  ...acuity(first, 1, 1, 1),
  '33.1': codes('VAR11'),
});
const CORRECTED = ['8.5 MANDATORY', '8.6 MANDATORY', '8.7 MANDATORY'];

/** By the rows of domain.md §3.9. */
const BAS: readonly Row[] = [
  ['1: a licence', {}, { '1.1': undefined }, ['1.1 MANDATORY']],
  ['2: an identity', {}, { '2.1': undefined }, ['2.1 MANDATORY']],
  ['3: sight is answered', {}, { '3.1': undefined }, ['3.1 MANDATORY']],
  [
    '8: values sent on their own stand nowhere else',
    {},
    { '8.1': yes },
    ['8.2 NOT_APPLICABLE', '8.3 NOT_APPLICABLE', '8.4 NOT_APPLICABLE'],
  ],
  [
    '9: values that are not',
    { '8.1': yes, '8.2': undefined, '8.3': undefined, '8.4': undefined },
    { '8.2': undefined },
    ['8.2 MANDATORY'],
  ],
  ['9: from 0.0 to 2.0', acuity(2, 2, 2, 2), acuity(2, 2.1, 2, 2), ['8.2 OUT_OF_RANGE']],
  ['9: with one decimal', acuity(2, 0.9), acuity(2, 0.95), ['8.2 DECIMALS']],
  [
    '10: both eyes below 0.8 are corrected (R34)',
    { ...acuity(2, 0.6, 0.6, 0.6), ...acuity(5, 1, 1, 1) },
    acuity(2, 0.6, 0.6, 0.6),
    CORRECTED,
  ],
  ['10: one eye from 0.8 is not', acuity(2, 0.6, 0.8, 0.8), acuity(2, 0.7, 0.7, 0.8), CORRECTED],
  [
    '10: one eye below 0.1 is (R35)',
    { ...acuity(2, 0, 0.8, 0.8), ...acuity(5, 0.1, 0.8, 0.8) },
    acuity(2, 0, 0.8, 0.8),
    CORRECTED,
  ],
  [
    '10: both together below 0.5 for another licence (R33)',
    { '1.1': codes('IAV10'), ...acuity(2, 0, 0, 0.5) },
    { '1.1': codes('IAV10'), ...acuity(2, 1, 1, 0.4) },
    CORRECTED,
  ],
  [
    '14: hearing of those who drive people',
    { '1.1': codes('IAV9'), '11.1': no, '13.1': no },
    { '1.1': codes('IAV5') },
    ['11.1 MANDATORY', '13.1 MANDATORY'],
  ],
  ['16: which impairment', { '12.1': yes, '12.2': text('Artros') }, { '12.1': yes }, ['12.2 MANDATORY']],
  ['20: which risk of stroke', { '16.1': yes, '16.2': text('TIA') }, { '16.1': yes }, ['16.2 MANDATORY']],
  ['22: which diabetes', { '17.1': yes, '18.1': code('E10') }, { '17.1': yes }, ['18.1 MANDATORY']],
  [
    '23: what treatment of type 2',
    { '17.1': yes, '18.1': code('E11'), '19.1': yes },
    { '17.1': yes, '18.1': code('E11'), '19.1': no },
    ['19.1 NONE_CHOSEN'],
  ],
  ['25: an illness of consciousness may be described', { '21.1': yes }, { '21.1': undefined }, ['21.1 MANDATORY']],
  ['30: samples where there was abuse (R17)', { '25.1': yes, '25.3': no }, { '25.1': yes }, ['25.3 MANDATORY']],
  ['30: or care for it (R18)', { '25.2': yes, '25.3': no }, { '25.2': yes }, ['25.3 MANDATORY']],
  ['31: which drugs', { '26.1': yes, '26.2': text('Oxazepam 10 mg') }, { '26.1': yes }, ['26.2 MANDATORY']],
  [
    '35: when, where and why in hospital',
    { '30.1': yes, '30.2': text('2024'), '30.3': text('Östersund'), '30.4': text('Stroke') },
    { '30.1': yes },
    ['30.2 MANDATORY', '30.3 MANDATORY', '30.4 MANDATORY'],
  ],
  ['36: which medicine', { '31.1': yes, '31.2': text('Alvedon') }, { '31.1': yes }, ['31.2 MANDATORY']],
  [
    '37: a comment in 500 characters',
    { '32.1': text('x'.repeat(500)) },
    { '32.1': text('x'.repeat(501)) },
    ['32.1 TOO_LONG'],
  ],
  ['38: a verdict', { '33.1': codes('VAR1', 'VAR2') }, { '33.1': undefined }, ['33.1 MANDATORY']],
  ['38: nothing beside no verdict', {}, { '33.1': codes('VAR11', 'VAR1') }, ['33.1 NOT_ALONE']],
];

const diabetesBase: Answers = {
  '1.1': codes('VAR15'),
  '2.1': code('IDK6'),
  '205.1': code('VN1'),
  '35.1': year('1990'),
  '18.1': code('E10'),
  '207.1': no,
  '206.1': no,
  '33.1': codes('VAR11'),
};
const atRisk: Change = {
  '207.1': yes,
  '208.1': yes,
  '209.1': yes,
  '210.1': day('2020-01-01'),
  ...fields(yes, '200.1 201.1 110.1 202.1'),
  ...fields(no, '106.1 107.1'),
};
const heavy: Change = { '1.1': codes('VAR1'), '203.1': no, '204.1': yes };

/** By the rules of domain.md §3.10. */
const DIABETES: readonly Row[] = [
  ['R2: a year not before birth', { '35.1': year('1980') }, { '35.1': year('1979') }, ['35.1 YEAR_BEFORE_BIRTH']],
  ['R2: nor to come', { '35.1': year('2026') }, { '35.1': year('2027') }, ['35.1 YEAR_IN_FUTURE']],
  ['R2: in figures', {}, { '35.1': year('2100T') }, ['35.1 YEAR']],
  [
    'R3: another type is described',
    { '18.1': code('ANNAN'), '18.2': text('MODY') },
    { '18.1': code('ANNAN') },
    ['18.2 MANDATORY'],
  ],
  ['R3: in 53 characters', {}, { '18.1': code('ANNAN'), '18.2': text('x'.repeat(54)) }, ['18.2 TOO_LONG']],
  ['R4: a treatment', atRisk, { ...atRisk, '209.1': no }, ['209.1 NONE_CHOSEN']],
  [
    'R8: more of recurrent hypoglycaemia',
    { ...atRisk, '106.1': yes, '106.2': day('2026-01-01'), '106.3': yes, '106.5': no },
    { ...atRisk, '106.1': yes },
    ['106.2 MANDATORY', '106.3 MANDATORY', '106.5 MANDATORY'],
  ],
  [
    'R9: and of that while awake',
    { ...atRisk, '107.1': yes, '107.3': no },
    { ...atRisk, '107.1': yes },
    ['107.3 MANDATORY'],
  ],
  [
    'R18: another treatment is named',
    { ...atRisk, '209.3': yes, '209.4': text('Pump') },
    { ...atRisk, '209.3': yes },
    ['209.4 MANDATORY'],
  ],
  [
    'R19: a date not before birth',
    { ...atRisk, '210.1': day(birthDate) },
    { ...atRisk, '210.1': day('1980-01-31') },
    ['210.1 DATE_BEFORE_BIRTH'],
  ],
  [
    'R19: nor to come',
    { ...atRisk, '210.1': day(today) },
    { ...atRisk, '210.1': day('2121-01-01') },
    ['210.1 DATE_IN_FUTURE'],
  ],
  ['R19: of the calendar', {}, { ...atRisk, '210.1': day('2020-02-30') }, ['210.1 DATE']],
  ['R23: nothing beside no verdict', {}, { '33.1': codes('VAR11', 'VAR15') }, ['33.1 NOT_ALONE']],
  [
    'R27: why it is not under control',
    { ...atRisk, '200.1': no, '200.2': text('Nytt läkemedel') },
    { ...atRisk, '200.1': no },
    ['200.2 MANDATORY'],
  ],
  ['R28: those who drive what is heavy', heavy, { '1.1': codes('VAR1') }, ['203.1 MANDATORY', '204.1 MANDATORY']],
  ['R29: which complications', { '206.1': yes, '206.2': text('Neuropati') }, { '206.1': yes }, ['206.2 MANDATORY']],
  [
    'R30: all of hypoglycaemia',
    {},
    { '207.1': yes, '208.1': yes, '209.1': yes },
    ['210.1', '200.1', '201.1', '110.1', '202.1', '106.1', '107.1'].map((field) => `${field} MANDATORY`),
  ],
  ['R32: whether the medicine is a risk', { '207.1': yes, '208.1': no }, { '207.1': yes }, ['208.1 MANDATORY']],
  [
    'R33: when it was while awake',
    { ...atRisk, '107.1': yes, '107.3': yes, '107.5': day('2026-10-01') },
    { ...atRisk, '107.1': yes, '107.3': yes },
    ['107.5 MANDATORY'],
  ],
  [
    'R34: when it was',
    { ...heavy, '203.1': yes, '203.2': day('2026-10-01') },
    { ...heavy, '203.1': yes },
    ['203.2 MANDATORY'],
  ],
  [
    'R22: not in the future, as long as it is asked',
    { '203.1': yes, '203.2': day('2026-12-01') },
    { ...heavy, '203.1': yes, '203.2': day('2026-12-01') },
    ['203.2 DATE_IN_FUTURE'],
  ],
  [
    'R35: no verdict on what was not asked',
    { ...heavy, '33.1': codes('VAR1', 'VAR16') },
    { ...heavy, '33.1': codes('VAR1', 'VAR2') },
    ['33.1 VERDICT_NOT_ASKED'],
  ],
];

const diabetes3Base: Answers = {
  '1.1': codes('IAV14'),
  '2.1': code('IDK6'),
  '35.1': year('1990'),
  '18.1': code('E10'),
  '109.1': yes,
  '103.1': no,
  '8.1': yes,
  '33.1': codes('VAR11'),
};
const insulin: Change = { '109.3': yes, '109.4': year('1991'), '41.1': yes, '37.1': no };
/** By the published rules of version 3. */
const DIABETES_3: readonly Row[] = [
  [
    'R1: fitness for what is heavy',
    { '1.1': codes('IAV1'), '45.1': yes },
    { '1.1': codes('IAV1') },
    ['45.1 MANDATORY'],
  ],
  ['R4: a treatment', {}, { '109.1': undefined }, ['109.1 NONE_CHOSEN']],
  ['R5: insulin since', insulin, { ...insulin, '109.4': undefined }, ['109.4 MANDATORY']],
  [
    'R6: checks and hypoglycaemia with insulin',
    insulin,
    { '109.3': yes, '109.4': year('1991') },
    ['41.1 MANDATORY', '37.1 MANDATORY'],
  ],
  [
    'R12: acuity where no eye disease is suspected',
    { '103.1': yes, '8.1': undefined },
    { '8.1': no },
    ['8.2 MANDATORY', '8.3 MANDATORY', '8.4 MANDATORY'],
  ],
  ['R13: poor sight is corrected', {}, { '8.1': no, ...acuity(2, 1, 1, 0.4) }, CORRECTED],
  ['R16: whether tablets are a risk', { '109.2': yes, '109.7': no }, { '109.2': yes }, ['109.7 MANDATORY']],
  [
    'R25: all of hypoglycaemia',
    {},
    { ...insulin, '37.1': yes },
    ['100.1', '110.1', '106.1', '107.1', '108.1'].map((field) => `${field} MANDATORY`),
  ],
];

const reportBase: Answers = {
  '2.1': code('IDK6'),
  '46.1': code('OLAMPLIGHET'),
  '47.1': text('Demens'),
  '48.1': day(today),
  '1.1': codes('VAR3'),
};
const REPORT: readonly Row[] = [
  ['an examination that has been', {}, { '48.1': day('2026-11-23') }, ['48.1 DATE_IN_FUTURE']],
  [
    'nothing beside what cannot be decided',
    { '1.1': codes('VAR11') },
    { '1.1': codes('VAR11', 'VAR9') },
    ['1.1 NOT_ALONE'],
  ],
  ['a reason', {}, { '47.1': undefined }, ['47.1 MANDATORY']],
];

const diagnosis = (of: string, when: string): Answer => ({
  yearlyDiagnoses: [{ code: of, description: 'ADHD', year: when }],
});
const adhdBase: Answers = {
  '1.1': codes('IAV15'),
  '2.1': code('IDK1'),
  '51.1': diagnosis('F900', '2018'),
  '53.1': no,
  '60.1': text('Stabil'),
  '61.1': code('NI'),
  '33.1': codes('VAR16'),
};
const ADHD: readonly Row[] = [
  [
    'diagnoses by code or in words',
    { '51.1': undefined, '52.1': text('ADHD'), '52.2': year('2018') },
    { '51.1': undefined },
    ['52.1 MANDATORY', '52.2 MANDATORY'],
  ],
  ['not both', {}, { '52.1': text('ADHD'), '52.2': year('2018') }, ['52.1 NOT_APPLICABLE', '52.2 NOT_APPLICABLE']],
  ['a code that is precise', {}, { '51.1': diagnosis('F90', '2018') }, ['51.1 YEARLY_DIAGNOSIS_CODE 1.code']],
  ['R10: its year', {}, { '51.1': diagnosis('F900', '2027') }, ['51.1 YEAR_IN_FUTURE 1.year']],
  [
    'R1: medicine now',
    { '53.1': yes, '54.1': no, '59.1': text('2020'), '59.2': text('Utan verkan') },
    { '53.1': yes },
    ['54.1 MANDATORY'],
  ],
  [
    'R2 to R5: which and how it works',
    { '53.1': yes, '54.1': yes, '55.1': text('Metylfenidat'), ...fields(yes, '56.1 57.1 58.1') },
    { '53.1': yes, '54.1': yes },
    ['55.1', '56.1', '57.1', '58.1'].map((field) => `${field} MANDATORY`),
  ],
  ['R6, R7: when and why it ended', {}, { '53.1': yes, '54.1': no }, ['59.1 MANDATORY', '59.2 MANDATORY']],
];

const CASES: readonly (readonly [string, CertificateType, Answers, readonly Row[]])[] = [
  ['TSTRK1007 7.0', bas7, basBase(2), BAS],
  ['TSTRK1031 4.2', diabetes4, diabetesBase, DIABETES],
  ['TSTRK1031 3.0', diabetes3, diabetes3Base, DIABETES_3],
  ['TSTRK1009 1.0', report, reportBase, REPORT],
  ['TSTRK1062 1.0', adhd, adhdBase, ADHD],
];

describe.each(CASES)('A certificate %s', (_, type, base, rows) => {
  const told = (what: Change): string[] =>
    judge(type, change(base, what), { today, birthDate }).map(({ field, rule, at }) =>
      [field, rule, at].filter((part) => part !== undefined).join(' '),
    );

  it.each(rows)('has %s', (_what, kept, broken, expected) => {
    expect(told(kept)).toEqual([]);
    expect(told(broken)).toEqual(expected);
  });
});

describe('A certificate TSTRK1007 6.8', () => {
  it('asks the same as 7.0, with the values of acuity one place earlier and never on their own', () => {
    const told = (what: Change) =>
      judge(bas6, change(basBase(1), what), { today, birthDate }).map(({ field, rule }) => `${field} ${rule}`);
    expect(told({})).toEqual([]);
    expect(told(acuity(1, 0.6, 0.6, 0.6))).toEqual(['8.4 MANDATORY', '8.5 MANDATORY', '8.6 MANDATORY']);
    expect(bas6.contacts).toContain('PATIENT');
  });
});
