import type { Factor } from './model.ts';
import type { SrsContent } from './register.ts';
import { type Advice, INTERVALS, type RiskQuestion } from './support.ts';

/**
 * A small edition of our own, so that everything works before the published one is imported. Prevalence and statistics are
 * facts (domain.md §7.7); questions and advice are our own words. The models are made up: they hit the prevalence for
 * whoever has every first level, and say nothing of anybody.
 */
const QUESTIONS: readonly RiskQuestion[] = [
  {
    factor: 'SA_1_gross',
    text: 'Annan längre sjukskrivning det senaste året',
    help: 'Ett annat fall än detta, längre än två veckor.',
    choices: [
      { value: '0', text: 'Ingen', isDefault: true },
      { value: '(0,90]', text: 'Högst tre månader', isDefault: false },
      { value: '(90,180]', text: 'Fyra till sex månader', isDefault: false },
      { value: '(180,366]', text: 'Längre än sex månader', isDefault: false },
    ],
  },
  {
    factor: 'SA_ExtentFirst',
    text: 'Grad när sjukskrivningen började',
    help: 'Graden i det första intyget.',
    choices: [
      { value: '1', text: '100 procent', isDefault: true },
      { value: '0.75', text: '75 procent', isDefault: false },
      { value: '0.5', text: '50 procent', isDefault: false },
      { value: '0.25', text: '25 procent', isDefault: false },
    ],
  },
  {
    factor: 'SA_SyssStart_fct',
    text: 'Sysselsättning när sjukskrivningen började',
    help: 'Den huvudsakliga.',
    choices: [
      { value: 'not_unemp', text: 'Arbetar, studerar eller är föräldraledig', isDefault: true },
      { value: 'unemp', text: 'Arbetssökande', isDefault: false },
    ],
  },
];

/** What each level makes of the daily chance to come back: its logarithm. Made up. */
const EFFECTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  SA_1_gross: { '0': 0, '(0,90]': -0.1, '(90,180]': -0.25, '(180,366]': -0.5 },
  SA_ExtentFirst: { '1': 0, '0.75': 0.05, '0.5': 0.15, '0.25': 0.3 },
  SA_SyssStart_fct: { not_unemp: 0, unemp: -0.3 },
  age_cat_fct: { '17-29': 0, '30-39': -0.05, '40-49': -0.1, '50-56': -0.15, '57-63': -0.2 },
  Sex: { Female: 0, Male: 0.05 },
};

/** Ends of the intervals, days. */
const BREAKS = [14, 90, 365] as const;

function demoModel(prevalence: number) {
  const daily = Math.log(-Math.log(prevalence) / (BREAKS[1] - BREAKS[0]));
  const factors = Object.entries(EFFECTS).map(([name, levels]): Factor => ({
    name,
    levels: Object.entries(levels).map(([value, effect]) => ({ value, beta: effect === 0 ? null : [effect, effect] })),
  }));
  return { breaks: BREAKS, factors, intercept: [daily, daily] };
}

const ADVICE: readonly Advice[] = [
  {
    kind: 'OBS',
    priority: 1,
    title: 'Fråga om arbetet',
    text: 'Vad patienten kan göra trots besvären säger mer än diagnosen.',
  },
  {
    kind: 'REK',
    priority: 1,
    title: 'Överväg sjukskrivning på deltid',
    text: 'Kontakten med arbetsplatsen hålls vid liv, och vägen tillbaka blir kortare.',
  },
  {
    kind: 'REK',
    priority: 2,
    title: 'Boka uppföljningen nu',
    text: 'En tid innan perioden slutar, helst redan bokad.',
  },
  {
    kind: 'FRL',
    priority: 1,
    title: 'Vad har hänt sedan sist?',
    text: 'Har behandlingen hjälpt? Om inte, pröva en annan före en förlängning.',
  },
  {
    kind: 'REH',
    priority: 1,
    title: 'Ta kontakt med arbetsgivaren',
    text: 'Med patientens samtycke: vilka anpassningar går att göra?',
  },
];

/** Code, title, prevalence, and cases by interval in 2017. Source: domain.md §7.7, the table of diagnoses. */
const DIAGNOSES: readonly (readonly [string, string, number, readonly number[]])[] = [
  ['F32', 'Depressiv episod', 0.52, [3215, 9108, 5433, 4301, 3559]],
  ['F43', 'Anpassningsstörningar och reaktion på svår stress', 0.37, [13432, 24062, 13023, 12435, 8288]],
  ['M54', 'Ryggvärk', 0.26, [10778, 10764, 3795, 2756, 1235]],
  ['S82', 'Fraktur på underben inklusive fotled', 0.31, [620, 3451, 1420, 496, 99]],
];

export const DEMO_EDITION: readonly SrsContent[] = [
  ...QUESTIONS.map((question) => ({ kind: 'QUESTION' as const, ...question })),
  ...DIAGNOSES.flatMap(([code, title, prevalence, cases]): SrsContent[] => [
    {
      kind: 'DIAGNOSIS',
      code,
      title,
      prevalence,
      questions: QUESTIONS.map(({ factor }) => factor),
      advice: ADVICE,
      statistics: {
        year: 2017,
        intervals: INTERVALS.map(([from, to], place) => ({ from, to, cases: cases[place] ?? 0 })),
      },
    },
    { kind: 'MODEL', collection: 'demo', code, version: '0.1', isTest: false, model: demoModel(prevalence) },
  ]),
];
