import type { UserText } from '@intygsgraf/kernel/domain';
import { type Answers, valueOf } from './answers.ts';
import { type CertificateType, type Question, questionsOf, type TypeRule } from './certificate-type.ts';
import { type Days, holds } from './holds.ts';
import type { Fault, Judging } from './kind.ts';
import { KIND_RULES, kindOf } from './question.ts';
import { COMMON_RULES, type RuleDefinition, type ViolationKind } from './rules.ts';

/** A rule that the answers of a certificate break, or something unusual about them. */
export interface Violation {
  /** As fk7804. */
  readonly typeId: string;
  readonly typeVersion: string;
  /** National question id. */
  readonly questionId: string;
  /** National sub-answer id. */
  readonly field: string;
  readonly rule: string;
  readonly kind: ViolationKind;
  /** Which part of the answer, where it has parts: `HALFTEN.from`, `2.code`. */
  readonly at?: string;
  readonly text: UserText;
}

/**
 * Everything that the answers break and all that is unusual about them, in the order of the form. All of it is derived
 * from the type and the kinds of its questions. A question that is not shown needs no answer; one that it has all the
 * same must be well-formed. Pure, never throws, and the same in a browser.
 */
export function judge(type: CertificateType, answers: Answers, judging: Judging): Violation[] {
  const questions = questionsOf(type);
  const fields = new Set(questions.filter((question) => !kindOf(question).silent).map(({ field }) => field));
  const unknown = Object.keys(answers).filter((field) => !fields.has(field));
  const tell = teller(type, questions, judging);
  return [
    ...unknown.flatMap((field) => tell({ rule: 'UNKNOWN_FIELD' }, field)),
    ...questions.flatMap((question) => questionFaults(question, answers, judging).flatMap(told(tell, question))),
    ...(type.rules ?? []).flatMap((rule) =>
      placesOf(rule, answers, judging).flatMap(({ field = rule.field, at = rule.at }) =>
        tell({ rule: rule.id, ...(at !== undefined && { at }) }, field),
      ),
    ),
  ];
}

/** Everything that keeps the answers from being signed; none means they may be. */
export const violations = (type: CertificateType, answers: Answers, judging: Judging): Violation[] =>
  judge(type, answers, judging).filter(({ kind }) => kind !== 'WARN');

/** What is unusual about the answers; none of it keeps anybody from signing. Source: domain.md §3.1.1, 6. */
export const warnings = (type: CertificateType, answers: Answers, judging: Judging): Violation[] =>
  judge(type, answers, judging).filter(({ kind }) => kind === 'WARN');

/** Whether a question is shown with these answers. */
export const isShown = ({ showWhen }: Pick<Question, 'showWhen'>, answers: Answers, days: Days): boolean =>
  showWhen === undefined || holds(showWhen, answers, days);

const isNeeded = (question: Question, answers: Answers, days: Days): boolean => {
  const { required } = question;
  if (required === undefined || !isShown(question, answers, days)) return false;
  return required === true || holds(required, answers, days);
};

function questionFaults(question: Question, answers: Answers, judging: Judging): Fault[] {
  const { field, refusedWhen } = question;
  if (!Object.hasOwn(answers, field)) return isNeeded(question, answers, judging) ? [{ rule: 'MANDATORY' }] : [];
  const isRefused = refusedWhen !== undefined && holds(refusedWhen, answers, judging);
  return [...(isRefused ? [{ rule: 'NOT_APPLICABLE' }] : []), ...formFaults(question, answers, judging)];
}

/** What is wrong with an answer by itself, whatever stands beside it. */
export function formFaults(question: Question, answers: Answers, judging: Judging): Fault[] {
  if (!Object.hasOwn(answers, question.field)) return [];
  const value: unknown = valueOf(answers, question);
  if (value === undefined) return [{ rule: 'WRONG_KIND' }];
  return kindOf(question)
    .faults(question, value, judging)
    .filter((fault) => fault !== false && fault !== undefined);
}

/** The definition of a rule by its id; a type's own rules go before. */
const definitionOf = ({ rules }: Pick<CertificateType, 'rules'>, id: string): RuleDefinition | undefined =>
  rules?.find((rule) => rule.id === id) ?? KIND_RULES[id] ?? (COMMON_RULES as Record<string, RuleDefinition>)[id];

/** Whether not even a draft may have it: all else is stored, and told as what is left to mend. */
export const neverStored = ({ rule }: Fault): boolean => definitionOf({}, rule)?.neverStored ?? false;

type Teller = (fault: Fault, field: string, question?: Question) => Violation[];

/** Says what a broken rule is to this type and question; nothing when the profile does not know the rule. */
function teller(type: CertificateType, questions: readonly Question[], { profile = 'DRAFT' }: Judging): Teller {
  const byField = new Map(questions.map((question) => [question.field, question]));
  return ({ rule, at }, field, asked) => {
    const definition = definitionOf(type, rule);
    if (!definition || (definition.only ?? profile) !== profile) return [];
    const question = asked ?? byField.get(field);
    return [
      {
        typeId: type.id,
        typeVersion: type.version,
        questionId: byField.get(field)?.id ?? field.split('.')[0] ?? '',
        field,
        rule,
        kind: question?.kinds?.[rule] ?? type.kinds?.[rule] ?? definition.kind,
        ...(at !== undefined && { at }),
        text: rule === 'MANDATORY' && question ? kindOf(question).missing : definition.text,
      },
    ];
  };
}

/** A fault of a question, told where the question wants it told. */
const told =
  (tell: Teller, question: Question) =>
  (fault: Fault): Violation[] =>
    tell(fault, fault.rule === 'NOT_APPLICABLE' ? (question.refusedAt ?? question.field) : question.field, question);

function placesOf({ brokenWhen }: TypeRule, answers: Answers, judging: Judging) {
  if (typeof brokenWhen === 'function') return brokenWhen(answers, judging);
  return holds(brokenWhen, answers, judging) ? [{}] : [];
}
