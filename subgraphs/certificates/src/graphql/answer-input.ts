import { Field, Float, ID, InputType, Int } from 'type-graphql';
import type { Answer, AnswerKind, AnswerValues } from '../domain/answers.ts';
import { DiagnosisCodeSystem } from '../domain/diagnosis.ts';
import type { AnswerChange } from '../domain/save-answers.ts';
import { CauseInput, PercentPeriodInput, YearlyDiagnosisInput } from './more-answers.ts';

@InputType('DatedCodeInput', { description: 'An option with a date (val med datum).' })
export class DatedCodeInput {
  @Field(() => String, { description: 'The code.' }) code!: string;
  @Field(() => String, { nullable: true, description: 'The date, YYYY-MM-DD; left out while it is not given.' })
  date?: string | null;
}

@InputType('DiagnosisInput', { description: 'A diagnosis (diagnos) as the certificate is to have it.' })
export class DiagnosisInput {
  @Field(() => String, { description: 'Code (diagnoskod), upper case, no dot.' }) code!: string;
  @Field(() => DiagnosisCodeSystem, { description: 'Register (kodverk).' }) codeSystem!: DiagnosisCodeSystem;
  @Field(() => String, { description: 'Description (diagnosbeskrivning).' }) description!: string;
}

@InputType('CodedPeriodInput', { description: 'An option with a period (val med period); both days are within it.' })
export class CodedPeriodInput {
  @Field(() => String, { description: 'The code.' }) code!: string;
  @Field(() => String, { nullable: true, description: 'First day, YYYY-MM-DD; left out while it is not given.' })
  from?: string | null;
  @Field(() => String, { nullable: true, description: 'Last day, YYYY-MM-DD; left out while it is not given.' })
  to?: string | null;
}

@InputType('PeriodInput', { description: 'A period (period); both days are within it.' })
export class PeriodInput {
  @Field(() => String, { nullable: true, description: 'First day, YYYY-MM-DD; left out while it is not given.' })
  from?: string | null;
  @Field(() => String, { nullable: true, description: 'Last day, YYYY-MM-DD; left out while it is not given.' })
  to?: string | null;
}

@InputType('IcfCategoryInput', { description: 'A category of ICF (ICF-kategori) chosen beside a text.' })
export class IcfCategoryInput {
  @Field(() => String, { description: 'Code, as b280.' }) code!: string;
  @Field(() => String, { description: 'Title, in Swedish.' }) title!: string;
}

@InputType('IcfTextInput', { description: 'Free text with categories of ICF.' })
export class IcfTextInput {
  @Field(() => String, { description: 'The text.' }) text!: string;
  @Field(() => [IcfCategoryInput], { nullable: true, description: 'The categories.' })
  categories?: IcfCategoryInput[] | null;
}

@InputType('EvidenceInput', { description: 'Evidence that an opinion rests on (underlag).' })
export class EvidenceInput {
  @Field(() => String, { nullable: true, description: 'What it is; left out while it is not given.' })
  code?: string | null;
  @Field(() => String, { nullable: true, description: 'The date, YYYY-MM-DD; left out while it is not given.' })
  date?: string | null;
  @Field(() => String, { nullable: true, description: 'Where the recipient can have it from.' })
  source?: string | null;
}

@InputType('AnswerInput', { description: 'An answer (svar): exactly one of these, by the kind of the question.' })
export class AnswerInput {
  @Field(() => Boolean, { nullable: true, description: 'Yes or no.' }) boolean?: boolean | null;
  @Field(() => String, { nullable: true, description: 'Free text.' }) text?: string | null;
  @Field(() => String, { nullable: true, description: 'The code of one option.' }) code?: string | null;
  @Field(() => [String], { nullable: true, description: 'The codes of some options.' }) codes?: string[] | null;
  @Field(() => [DatedCodeInput], { nullable: true, description: 'Options with a date each.' })
  datedCodes?: DatedCodeInput[] | null;
  @Field(() => [DiagnosisInput], { nullable: true, description: 'Diagnoses, the main one (huvuddiagnos) first.' })
  diagnoses?: DiagnosisInput[] | null;
  @Field(() => [CodedPeriodInput], { nullable: true, description: 'Options with a period each.' })
  codedPeriods?: CodedPeriodInput[] | null;
  @Field(() => String, { nullable: true, description: 'A day, YYYY-MM-DD.' }) date?: string | null;
  @Field(() => String, { nullable: true, description: 'A date with 00 for an unknown day or month, YYYY-MM-DD.' })
  partialDate?: string | null;
  @Field(() => String, { nullable: true, description: 'A year, YYYY.' }) year?: string | null;
  @Field(() => Float, { nullable: true, description: 'A number.' }) number?: number | null;
  @Field(() => String, { nullable: true, description: 'The name of a municipality (kommun).' })
  municipality?: string | null;
  @Field(() => [PercentPeriodInput], { nullable: true, description: 'Percentages with a period each.' })
  percentPeriods?: PercentPeriodInput[] | null;
  @Field(() => [YearlyDiagnosisInput], { nullable: true, description: 'Diagnoses with the year of each.' })
  yearlyDiagnoses?: YearlyDiagnosisInput[] | null;
  @Field(() => [CauseInput], { nullable: true, description: 'Illnesses or injuries that led to a death.' })
  causes?: CauseInput[] | null;
  @Field(() => Int, { nullable: true, description: 'A whole number.' }) integer?: number | null;
  @Field(() => PeriodInput, { nullable: true, description: 'A period.' }) period?: PeriodInput | null;
  @Field(() => IcfTextInput, { nullable: true, description: 'Free text with categories of ICF.' })
  icfText?: IcfTextInput | null;
  @Field(() => [EvidenceInput], { nullable: true, description: 'Evidence that the opinion rests on.' })
  evidence?: EvidenceInput[] | null;
}

@InputType('AnswerChangeInput', { description: 'What a question is to say, and what its editor had before them.' })
export class AnswerChangeInput {
  @Field(() => ID, { description: 'National sub-answer id (delsvar-id), as 39.1.' }) subAnswerId!: string;
  @Field(() => AnswerInput, { nullable: true, description: 'The answer; left out or null takes it away.' })
  answer?: AnswerInput | null;
  @Field(() => Int, { description: 'The revision that the editor read; 0 when nobody had saved it.' })
  expectedRevision!: number;
}

/** The domain's word for the input. What names several kinds, or none, is left for the domain to refuse. */
export const changeOf = ({ subAnswerId, answer, expectedRevision }: AnswerChangeInput): AnswerChange => ({
  field: subAnswerId,
  answer: answer ? answerOf(answer) : null,
  expectedRevision,
});

type Answered = Exclude<AnswerKind, 'message'>;

/** What the domain calls each kind of input. A date that is not given yet is an empty one. */
const READ: { readonly [Kind in Answered]: (input: NonNullable<AnswerInput[Kind]>) => AnswerValues[Kind] } = {
  boolean: (input) => input,
  text: (input) => input,
  code: (input) => input,
  codes: (input) => input,
  datedCodes: (input) => input.map(({ code, date }) => ({ code, date: date ?? '' })),
  diagnoses: (input) => input.map(({ code, codeSystem, description }) => ({ code, codeSystem, description })),
  codedPeriods: (input) => input.map(({ code, from, to }) => ({ code, from: from ?? '', to: to ?? '' })),
  date: (input) => input,
  partialDate: (input) => input,
  year: (input) => input,
  number: (input) => input,
  municipality: (input) => input,
  percentPeriods: (input) => input.map(({ percent, from, to }) => ({ percent, from: from ?? '', to: to ?? '' })),
  yearlyDiagnoses: (input) => input.map(({ code, description, year }) => ({ code, description, year: year ?? '' })),
  causes: (input) =>
    input.map((row) => ({
      description: row.description,
      date: row.date ?? '',
      specification: row.specification ?? '',
    })),
  integer: (input) => input,
  period: ({ from, to }) => ({ from: from ?? '', to: to ?? '' }),
  icfText: ({ text, categories }) => ({
    text,
    categories: (categories ?? []).map(({ code, title }) => ({ code, title })),
  }),
  evidence: (input) =>
    input.map(({ code, date, source }) => ({ code: code ?? '', date: date ?? '', source: source ?? '' })),
};

function answerOf(input: AnswerInput): Answer {
  const given = Object.entries(READ).flatMap(([kind, read]) => {
    const value: unknown = input[kind as Answered];
    return value === null || value === undefined ? [] : [[kind, (read as (input: unknown) => unknown)(value)]];
  });
  return Object.fromEntries(given) as unknown as Answer;
}
