import type { UserText } from '@intygsgraf/kernel/domain';
import { type Answers, valueOf } from './answers.ts';
import { type CertificateType, type Question, questionsWith, type TypeRule } from './certificate-type.ts';
import type { Condition } from './condition.ts';
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
 * from the type and the kinds of its questions. A question that a draft's form does not show needs no answer, and one that
 * it has all the same is left alone; a message's must be well-formed. Pure, never throws, and the same in a browser.
 */
export function judge(type: CertificateType, answers: Answers, judging: Judging): Violation[] {
  const questions = questionsWith(type, Object.keys(answers));
  const fields = new Set(questions.filter((question) => !kindOf(question).silent).map(({ field }) => field));
  const unknown = Object.keys(answers).filter((field) => !fields.has(field));
  const rules = (type.rules ?? []).filter(({ only }) => only === undefined || only === (judging.profile ?? 'DRAFT'));
  // one id may stand for a rule of drafts and, otherwise put, for one of messages
  const tell = teller({ ...type, rules }, questions, answers, judging);
  const between = rules.map((rule) => ({ rule, places: placesOf(rule, answers, judging) }));
  const instead = new Set(between.flatMap(({ rule, places }) => (places.length > 0 ? (rule.insteadOf ?? []) : [])));
  const own = questions
    .filter(({ field }) => !instead.has(field))
    .flatMap((question) =>
      questionFaults(question, answers, judging).flatMap((fault) => tell(fault, question.field, question)),
    );
  const unsound = new Set(own.map(({ field }) => field));
  const told = between.filter(({ rule }) => !rule.ifSound || !unsound.has(rule.field));
  return [
    ...unknown.flatMap((field) => tell({ rule: 'UNKNOWN_FIELD' }, field)),
    ...own,
    ...leadingFaults(questions, answers).flatMap(({ field }) => tell({ rule: 'LEADING' }, field)),
    ...told.flatMap(({ rule, places }) =>
      places.flatMap(({ field = rule.field, at = rule.at }) =>
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

/** What to say of a part of a message that could not be read: of a sub-answer, or where there is none, of the question. */
export const unreadViolations = (
  type: CertificateType,
  { questionId, field = questionId, ...fault }: Fault & { readonly questionId: string; readonly field?: string },
  judging: Judging,
): Violation[] => teller(type, questionsWith(type, [field]), {}, judging)(fault, field);

/** Whether a question is shown with these answers. */
export const isShown = (
  { askedWhen, showWhen }: Pick<Question, 'askedWhen' | 'showWhen'>,
  answers: Answers,
  days: Days,
): boolean => isMet(askedWhen, answers, days) && isMet(showWhen, answers, days);

const isMet = (condition: Condition | undefined, answers: Answers, days: Days): boolean =>
  condition === undefined || holds(condition, answers, days);

const isSo = (condition: boolean | Condition, answers: Answers, days: Days): boolean =>
  typeof condition === 'object' ? holds(condition, answers, days) : condition;

/** Whether a question has to be answered. In a message, what goes with another answer goes with it wherever it stands. */
function isNeeded(question: Question, answers: Answers, judging: Judging): boolean {
  const { required, showWhen, askedWhen, inMessages } = question;
  if (judging.profile === 'MESSAGE' && inMessages?.required !== undefined)
    return isSo(inMessages.required, answers, judging);
  if (required === undefined || !isMet(showWhen, answers, judging)) return false;
  const isDependent = judging.profile === 'MESSAGE' && showWhen !== undefined;
  if (!isDependent && !isMet(askedWhen, answers, judging)) return false;
  return isSo(required, answers, judging);
}

/** Whether an answer does not go with the others; what stands in a part that is not asked about is left alone in a draft. */
function isRefused({ refusedWhen, askedWhen, inMessages }: Question, answers: Answers, judging: Judging): boolean {
  if (judging.profile === 'MESSAGE' && inMessages?.refusedWhen !== undefined)
    return isSo(inMessages.refusedWhen, answers, judging);
  if (refusedWhen === undefined || !holds(refusedWhen, answers, judging)) return false;
  return judging.profile === 'MESSAGE' || isMet(askedWhen, answers, judging);
}

function questionFaults(question: Question, answers: Answers, judging: Judging): Fault[] {
  if (!Object.hasOwn(answers, question.field))
    return isNeeded(question, answers, judging) ? [{ rule: 'MANDATORY' }] : [];
  const faults = formFaults(question, answers, judging);
  if (isRefused(question, answers, judging)) return [{ rule: 'NOT_APPLICABLE' }, ...faults];
  if (judging.profile === 'MESSAGE' || isShown(question, answers, judging)) return faults;
  // what a form neither shows nor asks to take away is in nobody's way: it is not signed. Blanks are told as long as its
  // part of the form is asked about. Source: domain.md §3.0, V-BLANK
  return isMet(question.askedWhen, answers, judging) ? faults.filter(({ rule }) => rule === 'BLANK') : [];
}

/** Sub-answers that stand without the one that leads their question. */
function leadingFaults(questions: readonly Question[], answers: Answers): Question[] {
  const isThere = ({ field }: Question): boolean => Object.hasOwn(answers, field);
  return questions.filter(
    (leading) => leading.leads && !isThere(leading) && questions.some((one) => one.id === leading.id && isThere(one)),
  );
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

/** What a user is told of a broken rule. */
export const ruleText = (type: Pick<CertificateType, 'rules'>, id: string): UserText =>
  (definitionOf(type, id) ?? COMMON_RULES.WRONG_KIND).text;

/** Whether not even a draft may have it: all else is stored, and told as what is left to mend. */
export const neverStored = ({ rule }: Fault): boolean => definitionOf({}, rule)?.neverStored ?? false;

type Teller = (fault: Fault, field: string, question?: Question) => Violation[];

/** Says what a broken rule is to this type and question; nothing when the profile does not know the rule. */
function teller(type: CertificateType, questions: readonly Question[], answers: Answers, judging: Judging): Teller {
  const { profile = 'DRAFT' } = judging;
  const byField = new Map(questions.map((question) => [question.field, question]));
  return ({ rule, at }, field, asked) => {
    const definition = definitionOf(type, rule);
    const question = asked ?? byField.get(field);
    const only = question?.only?.[rule] ?? definition?.only ?? 'BOTH';
    if (!definition || (only !== 'BOTH' && only !== profile)) return [];
    // blanks where something is needed are nothing
    const isNothing = rule === 'BLANK' && question !== undefined && isNeeded(question, answers, judging);
    return [
      {
        typeId: type.id,
        typeVersion: type.version,
        questionId: (rule === 'NOT_APPLICABLE' && question?.refusedAs) || (question?.id ?? field.split('.')[0] ?? ''),
        field,
        rule,
        kind: question?.kinds?.[rule] ?? type.kinds?.[rule] ?? (isNothing ? 'EMPTY' : definition.kind),
        ...(at !== undefined && { at }),
        text: rule === 'MANDATORY' && question ? kindOf(question).missing : definition.text,
      },
    ];
  };
}

function placesOf({ brokenWhen }: TypeRule, answers: Answers, judging: Judging) {
  if (typeof brokenWhen === 'function') return brokenWhen(answers, judging);
  return holds(brokenWhen, answers, judging) ? [{}] : [];
}
