import type { UserText } from '@intygsgraf/kernel/domain';
import type { Condition } from './condition.ts';
import type { DiagnosisCodeSystem } from './diagnosis.ts';
import type { FormProperties } from './form-question.ts';
import type { CommonRule, Profile, RuleDefinition, ViolationKind } from './rules.ts';
import type { Shape } from './shape.ts';

/** What every question says, whatever its kind. */
export interface Asked<Kind extends string> {
  readonly kind: Kind;
  /** National question id (fråga-id, svar). */
  readonly id: string;
  /** National sub-answer id (delsvar-id): the answer's key. */
  readonly field: string;
  readonly label: string;
  /** Plain words of our own. */
  readonly help?: string;
  /** Must be answered while it is shown: always, or when this holds. */
  readonly required?: true | Condition;
  /** Shown only while this holds; without it, always. */
  readonly showWhen?: Condition;
  /** An answer is an error while this holds. */
  readonly refusedWhen?: Condition;
  /**
   * The part of the form that it stands in is asked about only while this holds: hidden with it, it is neither needed nor
   * refused in a draft. A message is held to what goes with its other answers all the same.
   */
  readonly askedWhen?: Condition;
  /** No message has it: at signing it is appended to the text of this field, if the form shows it. */
  readonly appendedTo?: string;
  /** In a message, other sub-answers of its question never stand without it. */
  readonly leads?: true;
  /** The question (fråga-id) that such an answer counts as an error of, where that is another one. */
  readonly refusedAs?: string;
  /**
   * False: each of its answers is an answer (svar) of its own, without a number (instans). In sequence: the numbers are 1,
   * 2 and so on, whatever the order that the answers stand in.
   */
  readonly numbered?: false | 'IN_SEQUENCE';
  /** What a message that came in has to say instead, where its published rules ask for more, or less, than the form. */
  readonly inMessages?: InMessages;
  /** What breaking a rule counts as for this question, where it is not what the rule says. */
  readonly kinds?: Readonly<Record<string, ViolationKind>>;
  /** Which profile is held to a rule here, where it is not what the rule says. */
  readonly only?: Readonly<Record<string, Profile | 'BOTH'>>;
}

/** What of a question is otherwise in messages; what is not named here holds in them as well. */
interface InMessages {
  /** Needed, whether a form would show it or not; false: never. */
  readonly required?: boolean | Condition;
  /** False: never. */
  readonly refusedWhen?: false | Condition;
}

/** What is judged against beside the answers. All of it is given: a judge has no clock and asks nobody. */
export interface Judging {
  /** `YYYY-MM-DD` in Sweden. */
  readonly today: string;
  /** Without it, a draft. */
  readonly profile?: Profile;
  /** The patient's, `YYYY-MM-DD`; without it, what depends on it is not judged. */
  readonly birthDate?: string | undefined;
  /** Whether a register has a code; without it, only the code's form is judged. */
  readonly isDiagnosis?: (codeSystem: DiagnosisCodeSystem, code: string) => boolean;
  /** Whether there is a municipality of a name; without it, the list that we have is asked. */
  readonly isMunicipality?: (name: string) => boolean;
}

/** A broken rule, and which part of the answer broke it where it has parts: `HALFTEN.from`, `2.code`. */
export interface Fault<Rule extends string = string> {
  readonly rule: Rule;
  readonly at?: string;
}

/** What a condition can learn of an answer. */
export interface Facts {
  readonly is?: boolean;
  readonly codes?: readonly string[];
  readonly number?: number;
  /** Its days, with the code they belong to where there is one; a single day is both first and last. */
  readonly days?: readonly { readonly of?: string; readonly first: string; readonly last: string }[];
}

/** What a sub-answer (delsvar) holds in a message. Dates are `YYYY-MM-DD`. */
export type TransportValue =
  | { readonly text: string }
  | { readonly code: string; readonly codeSystem: string; readonly displayName?: string }
  | { readonly start: string; readonly end: string }
  /** Quantity (pq); the value as it is written. */
  | { readonly quantity: string; readonly unit: string }
  /** Partial date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD` by the format's name. */
  | { readonly format: string; readonly partialDate: string };

export interface TransportSubAnswer {
  readonly id: string;
  readonly value: TransportValue;
}

/** Sub-answers that go into one answer (svar); with the option it is about where the question has several. */
export interface TransportGroup {
  readonly option?: string;
  readonly subAnswers: readonly TransportSubAnswer[];
}

/** One answer (svar) of a message, by sub-answer id; what stands there that is another question's is left alone. */
export type ReceivedGroup = ReadonlyMap<string, TransportValue>;

/** What was read of a message for one question; undefined when it says nothing of it. */
export type Received<Value> = { readonly value: Value } | { readonly fault: Fault<CommonRule> } | undefined;

/** What may be filled in for what a journal system left out. */
export interface Mending {
  /** `YYYY-MM-DD` in Sweden. */
  readonly today: string;
  /** The title of a diagnosis in its register, when it is there. */
  readonly titleOf?: (codeSystem: DiagnosisCodeSystem, code: string) => string | undefined;
}

/** An answer out of what a journal system gave: undefined when nothing of it can be kept, and what was done to it. */
export interface Mended<Value> {
  readonly value: Value | undefined;
  readonly filledIn: readonly Fault[];
  readonly leftOut: readonly Fault[];
}

/** As text below the question, beside it, as they are few, or several: in a row, or each on a line of its own. */
export type PrintedAs = 'TEXT' | 'BESIDE' | 'ROW' | 'LIST';

/** An answer of several things with parts (tabell): a row of words for each of them, empty where a part is not given. */
export interface AnswerTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The column, from 0, with the longest words. */
  readonly wide: number;
}

/** A word of the form in both languages, by the option or part it is for. */
export type Words = (part: string, sv: string) => UserText;

/**
 * A kind of question, all of it: the shape of its answer and of the question, its rules, how the answer travels, how it
 * is read and shown. What a kind is stands in its own file in `kinds/`; nothing else decides by the kind.
 */
export interface Kind<Value, Question, Shown = Value, Own extends string = string> {
  /** For the compiler alone: what the kind is about. */
  readonly types?: { readonly value: Value; readonly question: Question; readonly shown: Shown };
  /** For readers of the graph: what an answer is. */
  readonly description: string;
  readonly shape: Shape;
  /** What is asked for where the answer is missing. */
  readonly missing: UserText;
  /** The rules that no other kind has. */
  readonly rules: Readonly<Record<Own, RuleDefinition>>;
  /** Its answers go into one numbered answer (svar) each. */
  several?(question: Question): boolean;
  /** It is shown and never answered. */
  readonly silent?: true;
  /** What is wrong with an answer by itself, whatever stands beside it. */
  faults(
    question: Question,
    value: Value,
    judging: Judging,
  ): readonly (Fault<CommonRule | NoInfer<Own>> | false | undefined)[];
  facts?(value: Value): Facts;
  /** The sub-answer ids that it travels in. */
  fields(question: Question): readonly string[];
  toTransport(question: Question, value: Value): TransportGroup[];
  fromTransport(question: Question, groups: readonly ReceivedGroup[]): Received<Value>;
  /** Fills in what a journal system left out of a prefilled answer. Source: domain.md §3.14. */
  mend?(question: Question, value: Value, mending: Mending): Mended<Value>;
  show(question: Question, value: Value): Shown;
  /** The answer in words, a line each, in Swedish. */
  text(question: Question, value: Value): readonly string[];
  /** Where a print has these words; without it, as text. */
  printed?(question: Question): PrintedAs;
  /** The same words for a print in columns, where each thing has parts. */
  table?(question: Question, value: Value): AnswerTable;
  form(question: Question, words: Words): Partial<FormProperties>;
}

/** A kind, with the names of its own rules known. */
export const kind =
  <Value, Question, Shown = Value>() =>
  <const Own extends string>(definition: Kind<Value, Question, Shown, Own>): Kind<Value, Question, Shown, Own> =>
    definition;
