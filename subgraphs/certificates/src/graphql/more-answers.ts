import { Field, Float, InputType, ObjectType } from 'type-graphql';
import { AnswerType, CodedValueType } from './answers.ts';

@ObjectType('PartialDateAnswer', { implements: AnswerType, description: 'A date of which parts may be unknown.' })
class PartialDateAnswerType extends AnswerType {
  @Field(() => String, { description: 'YYYY-MM-DD, with 00 for an unknown day or month; 0000-00-00: all unknown.' })
  partialDate!: string;
}

@ObjectType('YearAnswer', { implements: AnswerType, description: 'A year (år).' })
class YearAnswerType extends AnswerType {
  @Field(() => String, { description: 'The year, YYYY.' }) year!: string;
}

@ObjectType('NumberAnswer', { implements: AnswerType, description: 'A number (tal).' })
class NumberAnswerType extends AnswerType {
  @Field(() => Float, { description: 'The number.' }) number!: number;
}

@ObjectType('MunicipalityAnswer', { implements: AnswerType, description: 'A municipality (kommun).' })
class MunicipalityAnswerType extends AnswerType {
  @Field(() => String, { description: 'Its name.' }) municipality!: string;
}

@ObjectType('PercentPeriod', { description: 'How much and when; both days are within the period.' })
class PercentPeriodType {
  @Field(() => Float, { description: 'Per cent.' }) percent!: number;
  @Field(() => String, { description: 'First day (från och med), YYYY-MM-DD.' }) from!: string;
  @Field(() => String, { description: 'Last day (till och med), YYYY-MM-DD.' }) to!: string;
}

@ObjectType('PercentPeriodsAnswer', { implements: AnswerType, description: 'Percentages with a period each.' })
class PercentPeriodsAnswerType extends AnswerType {
  @Field(() => [PercentPeriodType], { description: 'The periods.' }) percentPeriods!: PercentPeriodType[];
}

@ObjectType('YearlyDiagnosis', { description: 'A diagnosis of ICD-10-SE (diagnos) with the year it was made.' })
class YearlyDiagnosisType {
  @Field(() => String, { description: 'Code (diagnoskod), upper case, no dot.' }) code!: string;
  @Field(() => String, { description: 'Description (diagnosbeskrivning) as it was written.' }) description!: string;
  @Field(() => String, { description: 'The year, YYYY.' }) year!: string;
}

@ObjectType('YearlyDiagnosesAnswer', { implements: AnswerType, description: 'Diagnoses, each with its year.' })
class YearlyDiagnosesAnswerType extends AnswerType {
  @Field(() => [YearlyDiagnosisType], { description: 'The diagnoses.' }) yearlyDiagnoses!: YearlyDiagnosisType[];
}

@ObjectType('Cause', { description: 'An illness or injury that led to a death (dödsorsak).' })
class CauseType {
  @Field(() => String, { description: 'What it was.' }) description!: string;
  @Field(() => String, { nullable: true, description: 'About when it began (ungefärlig debut), YYYY-MM-DD.' })
  date!: string | null;
  @Field(() => CodedValueType, { nullable: true, description: 'How it came (specificera tillståndet).' })
  specification!: CodedValueType | null;
}

@ObjectType('CausesAnswer', { implements: AnswerType, description: 'Illnesses or injuries, in their order.' })
class CausesAnswerType extends AnswerType {
  @Field(() => [CauseType], { description: 'The rows.' }) causes!: CauseType[];
}

/** The kinds of answer that days, numbers and rows of them are. */
export const MORE_ANSWER_TYPES = [
  PartialDateAnswerType,
  YearAnswerType,
  NumberAnswerType,
  MunicipalityAnswerType,
  PercentPeriodsAnswerType,
  YearlyDiagnosesAnswerType,
  CausesAnswerType,
];

@InputType('PercentPeriodInput', { description: 'How much and when; both days are within the period.' })
export class PercentPeriodInput {
  @Field(() => Float, { description: 'Per cent.' }) percent!: number;
  @Field(() => String, { nullable: true, description: 'First day, YYYY-MM-DD; left out while it is not given.' })
  from?: string | null;
  @Field(() => String, { nullable: true, description: 'Last day, YYYY-MM-DD; left out while it is not given.' })
  to?: string | null;
}

@InputType('YearlyDiagnosisInput', { description: 'A diagnosis of ICD-10-SE with the year it was made.' })
export class YearlyDiagnosisInput {
  @Field(() => String, { description: 'Code (diagnoskod), upper case, no dot.' }) code!: string;
  @Field(() => String, { description: 'Description (diagnosbeskrivning).' }) description!: string;
  @Field(() => String, { nullable: true, description: 'The year, YYYY; left out while it is not given.' })
  year?: string | null;
}

@InputType('CauseInput', { description: 'An illness or injury that led to a death.' })
export class CauseInput {
  @Field(() => String, { description: 'What it was.' }) description!: string;
  @Field(() => String, { nullable: true, description: 'About when it began, YYYY-MM-DD; left out while not known.' })
  date?: string | null;
  @Field(() => String, { nullable: true, description: 'The code of how it came; left out while not known.' })
  specification?: string | null;
}
