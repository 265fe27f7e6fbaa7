import { describe, expect, it } from 'vitest';
import { type HazardModel, isSame } from './model.ts';
import { ageClassOf, ageOn, personOf, regionOf } from './patient-factors.ts';
import { type NamedModel, predict, type RiskQuestionAsked } from './prediction.ts';
import { modelFor, type ModelEntry } from './register.ts';

describe('The age of a patient', () => {
  it.each([
    [16, undefined],
    [17, '17-29'],
    [29, '17-29'],
    [30, '30-39'],
    [40, '40-49'],
    [50, '50-56'],
    [56, '50-56'],
    [57, '57-63'],
    [63, '57-63'],
    [64, undefined],
  ])('%i is of the class %s', (age, of) => expect(ageClassOf(age)).toBe(of));

  it.each([
    ['1980-11-22', '2026-11-22', 46],
    ['1980-11-23', '2026-11-22', 45],
    ['2000-02-29', '2026-02-28', 25],
    ['2000-02-29', '2026-03-01', 26],
    ['2000-02-29', '2024-02-29', 24],
  ])('born on %s is, on %s, %i years', (bornOn, day, years) => expect(ageOn(bornOn, day)).toBe(years));

  it('is told by a co-ordination number, too, and by no reserve number', () => {
    expect(personOf('195401875769')).toEqual({ sex: 'Female', bornOn: '1954-01-27' });
    expect(personOf('22850321TP84')).toBeUndefined();
  });
});

describe('The region of a unit', () => {
  // 19 is Stockholm's and Mitt's, 65 to 71 Väst's and Stockholm's: the first holds, as the researchers have it
  it.each([
    ['80132', 'Nord'],
    ['411 01', 'Vast'],
    ['65225', 'Vast'],
    ['19162', 'Mitt'],
    ['72212', 'Mitt'],
    ['76130', 'Stockholm'],
    ['113 59', 'Stockholm'],
    ['62157', 'Stockholm'],
    ['211 20', 'Syd'],
    ['99000', undefined],
    ['1135', undefined],
  ])('with the postal code %s is %s', (code, region) => expect(regionOf(code)).toBe(region));
});

/** A model in which so many of a hundred are still on sick leave after 90 days, the same chance to end every day. */
const lasting = (share: number): NamedModel => ({
  code: 'F43',
  version: '3.0',
  revision: 1,
  isDemo: false,
  model: { breaks: [0, 365], factors: [], intercept: [Math.log(-Math.log(share) / 90)] },
});
const asked: RiskQuestionAsked = {
  situation: 'NEW',
  personId: '198206169289',
  today: '2026-11-22',
  region: 'Stockholm',
  answers: {},
};

describe('A predicted risk', () => {
  it.each([
    [0.38, 'MODERATE'],
    [0.39, 'HIGH'],
    [0.62, 'HIGH'],
    [0.63, 'VERY_HIGH'],
  ])('of %f is %s', (share, level) => expect(predict(lasting(share), asked)).toMatchObject({ risk: share, level }));

  it('of who is still on sick leave on day 45 is that of the days that are left, and indicative', () => {
    const { risk, isIndicative } = predict(lasting(0.36), { ...asked, situation: 'EXTENSION' });
    expect([risk, isIndicative]).toEqual([0.6, true]);
  });

  it.each([
    ['late in an extension', { situation: 'LATE_EXTENSION' }, 'RISK_LATE_EXTENSION'],
    ['for who is too young', { today: '1999-06-15' }, 'RISK_AGE'],
    ['for who is too old', { today: '2046-06-16' }, 'RISK_AGE'],
    ['without a birth date', { personId: '22850321TP84' }, 'RISK_PERSON_NUMBER'],
  ] as const)('is none %s', (_, more, code) =>
    expect(() => predict(lasting(0.5), { ...asked, ...more })).toThrow(expect.objectContaining({ code })),
  );
});

describe('Somebody else’s risk', () => {
  it.each([
    ['is ours to the second decimal', 0.684_177, 0.68, true],
    ['is another when that differs', 0.684_177, 0.69, false],
    ['is ours at the edge of it, told with six decimals', 0.684_999_8, 0.685, true],
    ['is another beyond that', 0.684_998, 0.685, false],
  ])('%s', (_what, ours, told, same) => expect(isSame(ours, told)).toBe(same));
});

describe('The model of a diagnosis', () => {
  const factor = (name: string) => ({ name, levels: [{ value: 'no', beta: null }] });
  const model = (...names: string[]): HazardModel => ({ breaks: [0, 1], intercept: [0], factors: names.map(factor) });
  const entry = (version: string, more: Partial<ModelEntry> = {}): ModelEntry => ({
    kind: 'MODEL',
    collection: 'models',
    code: 'F43',
    version,
    isTest: false,
    model: model('Sex', 'Region', 'comorbidity'),
    ...more,
  });
  const of = { code: 'F43', questions: ['comorbidity'] };

  it('is the newest of its own that asks for no more than its questions, and never one for tests', () => {
    const fits = entry('3.0');
    const others = [
      entry('2.2'),
      entry('9.0', { isTest: true }),
      entry('9.1', { code: 'F32' }),
      entry('9.2', { model: model('Sex', 'DP_atStart') }),
    ];
    expect(modelFor(of, [...others, fits])).toBe(fits);
    expect(modelFor(of, [fits, ...others])).toBe(fits);
    expect(modelFor(of, others.slice(1))).toBeUndefined();
  });
});
