import { Field, ID, InputType, Int } from 'type-graphql';
import type { Answer } from '../domain/answers.ts';
import { DiagnosisCodeSystem } from '../domain/diagnosis.ts';
import type { AnswerChange } from '../domain/save-answers.ts';

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

function answerOf({ boolean, text, code, codes, datedCodes, diagnoses, codedPeriods }: AnswerInput): Answer {
  const given = {
    boolean,
    text,
    code,
    codes,
    datedCodes: datedCodes?.map((row) => ({ code: row.code, date: row.date ?? '' })),
    diagnoses: diagnoses?.map((row) => ({ code: row.code, codeSystem: row.codeSystem, description: row.description })),
    codedPeriods: codedPeriods?.map((row) => ({ code: row.code, from: row.from ?? '', to: row.to ?? '' })),
  };
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== null && value !== undefined),
  ) as unknown as Answer;
}
