import type { Question } from '../../domain/certificate-type.ts';
import type { Condition } from '../../domain/condition.ts';

/** Questions that several types ask alike, with the English of their words. */
export interface Part {
  readonly questions: readonly Question[];
  readonly english: Readonly<Record<string, string>>;
}

/** The English of some parts together. */
export const englishOf = (...parts: readonly Part[]): Record<string, string> =>
  Object.assign({}, ...parts.map(({ english }) => english));

/** Avstängning enligt smittskyddslagen: what the illness does to the patient's work is then not asked. */
export const ASKED: Condition = { not: { field: '27.1', is: true } };

/** A question that goes with another one's answer: needed with it, an error without it. */
export const onlyWith = (condition: Condition) =>
  ({ required: true, showWhen: condition, refusedWhen: { not: condition } }) as const;

/** In messages, too, it is needed only while it is asked. Source: domain.md §3.1.1, rule 4. */
export const neededWhileAsked = (condition: Condition) =>
  ({ inMessages: { required: { all: [ASKED, condition] } } }) as const;

/** Characters. Source: domain.md §3.15, the form's own limit where the type has none. */
export const LONG = 3500;

/** Rows of diagnoses: code and description of each. */
export const DIAGNOSIS_ROWS = [
  { code: '6.2', description: '6.1' },
  { code: '6.4', description: '6.3' },
  { code: '6.6', description: '6.5' },
] as const;

export const OCCUPATIONS = [
  { code: 'NUVARANDE_ARBETE', label: 'Nuvarande arbete' },
  {
    code: 'ARBETSSOKANDE',
    label: 'Arbetssökande - att utföra sådant arbete som är normalt förekommande på arbetsmarknaden',
  },
  { code: 'FORALDRALEDIG', label: 'Föräldraledighet för vård av barn' },
  { code: 'STUDIER', label: 'Studier' },
] as const;

export const OCCUPATIONS_ENGLISH = {
  '28.1': 'In relation to which occupation do you assess the ability to work?',
  '28.1 help': 'Say under Other information if degree or period differ between occupations.',
  '28.1 NUVARANDE_ARBETE': 'Present work',
  '28.1 ARBETSSOKANDE': 'Job seeker - doing work that is common on the labour market',
  '28.1 FORALDRALEDIG': 'Parental leave to care for a child',
  '28.1 STUDIER': 'Studies',
} as const;

/** Some ability to work is left. */
export const PARTLY: Condition = { field: '32.1', has: ['TRE_FJARDEDEL', 'HALFTEN', 'EN_FJARDEDEL'] };
