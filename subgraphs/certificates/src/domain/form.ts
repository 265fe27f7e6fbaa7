import type { UserText } from '@intygsgraf/kernel/domain';
import type { DiagnosisCodeSystem } from './diagnosis.ts';
import type { AnswerKind } from './answers.ts';
import type { Category, CertificateType, Question } from './certificate-type.ts';
import { alternatives, type Condition, type Test } from './condition.ts';

/** A part of the form as whoever draws it needs it: words in both languages, conditions without nesting. */
export interface FormCategory {
  readonly id: string;
  readonly title: UserText;
  readonly questions: readonly FormQuestion[];
}

export interface FormQuestion {
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
  /** Characters of a text, or of a diagnosis' description. */
  readonly maxLength: number | null;
  readonly codeSystem: string | null;
  readonly options: readonly FormOption[] | null;
  readonly codeSystems: readonly DiagnosisCodeSystem[] | null;
  readonly maxRows: number | null;
  readonly pastOnly: boolean;
}

export interface FormOption {
  readonly code: string;
  readonly label: UserText;
  readonly alone: boolean;
}

export interface FormAlternative {
  readonly tests: readonly FormTest[];
}

export interface FormTest {
  readonly subAnswerId: string;
  readonly is: boolean | null;
  readonly has: readonly string[] | null;
  readonly negated: boolean;
}

/** The form of a type (formulär), derived from what the type says. */
export const formOf = (type: Pick<CertificateType, 'categories' | 'english'>): FormCategory[] =>
  type.categories.map(({ id, title, questions }: Category) => ({
    id,
    title: inBoth(type, id, title),
    questions: questions.map((question) => questionOf(type, question)),
  }));

const inBoth = ({ english }: Pick<CertificateType, 'english'>, key: string, sv: string): UserText => ({
  sv,
  en: english[key] ?? sv,
});

function questionOf(type: Pick<CertificateType, 'english'>, question: Question): FormQuestion {
  const { id: questionId, field, kind, label, help, required, showWhen, refusedWhen } = question;
  const rows = 'options' in question ? question.options : undefined;
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
    maxLength: 'maxLength' in question ? question.maxLength : null,
    codeSystem: 'codeSystem' in question ? question.codeSystem : null,
    options:
      rows?.map((row) => ({
        code: row.code,
        label: inBoth(type, `${field} ${row.code}`, row.label),
        alone: row.alone ?? false,
      })) ?? null,
    codeSystems: 'codeSystems' in question ? question.codeSystems : null,
    maxRows: 'rows' in question ? question.rows.length : null,
    pastOnly: 'latest' in question,
  };
}

const shown = (condition: Condition): FormAlternative[] =>
  alternatives(condition).map((tests) => ({ tests: tests.map(shownTest) }));

const shownTest = (test: Test): FormTest => ({
  subAnswerId: test.field,
  is: 'is' in test ? test.is : null,
  has: 'has' in test ? test.has : null,
  negated: test.negated,
});
