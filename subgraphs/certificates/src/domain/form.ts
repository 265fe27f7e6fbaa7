import type { UserText } from '@intygsgraf/kernel/domain';
import type { AnswerKind } from './answers.ts';
import type { Category, CertificateType, Question } from './certificate-type.ts';
import { alternatives, type Condition, type Day, type Test } from './condition.ts';
import { type FormProperties, NO_PROPERTIES } from './form-question.ts';
import { kindOf } from './question.ts';

/** A part of the form as whoever draws it needs it: words in both languages, conditions without nesting. */
export interface FormCategory {
  readonly id: string;
  readonly title: UserText;
  readonly questions: readonly FormQuestion[];
}

export interface FormQuestion extends FormProperties {
  readonly questionId: string;
  readonly subAnswerId: string;
  readonly kind: AnswerKind;
  readonly label: UserText;
  readonly help: UserText | null;
  /** Must be answered while it is shown, always. */
  readonly required: boolean;
  /** Must be answered while it is shown and this holds. Each null when there is no such condition. */
  readonly requiredWhen: readonly FormAlternative[] | null;
  readonly showWhen: readonly FormAlternative[] | null;
  readonly refusedWhen: readonly FormAlternative[] | null;
}

export interface FormAlternative {
  readonly tests: readonly FormTest[];
}

export interface FormTest {
  readonly subAnswerId: string;
  /** One of these says what is looked at; the others are null. */
  readonly is: boolean | null;
  readonly has: readonly string[] | null;
  readonly answered: boolean | null;
  readonly atLeast: number | null;
  readonly below: number | null;
  readonly before: FormDay | null;
  readonly after: FormDay | null;
  /** The row whose day is looked at, by its code; null: any. */
  readonly of: string | null;
  readonly negated: boolean;
}

/** A day to compare with: so many days from another. */
export interface FormDay {
  readonly days: number;
  readonly from: FormDayBase;
  /** Where it is another answer's. */
  readonly subAnswerId: string | null;
  readonly of: string | null;
}

/** What a day is counted from. */
export const FormDayBase = { TODAY: 'TODAY', BIRTH: 'BIRTH', ANSWER: 'ANSWER' } as const;
export type FormDayBase = keyof typeof FormDayBase;

type Worded = Pick<CertificateType, 'english'>;

/** The form of a type (formulär), derived from what the type says. */
export const formOf = (type: Worded & Pick<CertificateType, 'categories'>): FormCategory[] =>
  type.categories.map(({ id, title, questions }: Category) => ({
    id,
    title: inBoth(type, id, title),
    questions: questions.map((question) => questionOf(type, question)),
  }));

/** The introduction of a type in both languages; null where it has none. */
export const introductionOf = (type: Worded & Pick<CertificateType, 'introduction'>): UserText | null =>
  type.introduction === undefined ? null : inBoth(type, 'introduction', type.introduction);

const inBoth = ({ english }: Worded, key: string, sv: string): UserText => ({ sv, en: english[key] ?? sv });

function questionOf(type: Worded, question: Question): FormQuestion {
  const { id: questionId, field, kind, label, help, required, showWhen, refusedWhen } = question;
  return {
    questionId,
    subAnswerId: field,
    kind,
    label: inBoth(type, field, label),
    help: help === undefined ? null : inBoth(type, `${field} help`, help),
    required: required === true,
    requiredWhen: typeof required === 'object' ? shown(required) : null,
    showWhen: showWhen ? shown(showWhen) : null,
    refusedWhen: refusedWhen ? shown(refusedWhen) : null,
    ...NO_PROPERTIES,
    ...kindOf(question).form(question, (part, sv) => inBoth(type, `${field} ${part}`, sv)),
  };
}

const shown = (condition: Condition): FormAlternative[] =>
  alternatives(condition).map((tests) => ({ tests: tests.map(shownTest) }));

const shownTest = (test: Test): FormTest => ({
  subAnswerId: test.field,
  is: 'is' in test ? test.is : null,
  has: 'has' in test ? test.has : null,
  answered: 'answered' in test ? test.answered : null,
  atLeast: 'atLeast' in test ? test.atLeast : null,
  below: 'below' in test ? test.below : null,
  before: 'before' in test ? shownDay(test.before) : null,
  after: 'after' in test ? shownDay(test.after) : null,
  of: 'of' in test ? (test.of ?? null) : null,
  negated: test.negated,
});

function shownDay(day: Day): FormDay {
  if ('today' in day) return { days: day.today, from: 'TODAY', subAnswerId: null, of: null };
  if ('birth' in day) return { days: day.birth, from: 'BIRTH', subAnswerId: null, of: null };
  return { days: day.days ?? 0, from: 'ANSWER', subAnswerId: day.field, of: day.of ?? null };
}
