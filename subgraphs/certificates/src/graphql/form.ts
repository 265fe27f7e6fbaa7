import { UserMessage } from '@intygsgraf/kernel/server';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { DiagnosisCodeSystem } from '../domain/diagnosis.ts';
import {
  type FormAlternative,
  type FormCategory,
  type FormDay,
  FormDayBase,
  type FormQuestion,
  type FormTest,
} from '../domain/form.ts';
import type { FormOption } from '../domain/form-question.ts';
import { AnswerKindName } from './enums.ts';

@ObjectType('FormDay', { description: 'A day to compare with: so many days after another, before it when negative.' })
class FormDayType implements FormDay {
  @Field(() => Int, { description: 'The days.' }) days!: number;
  @Field(() => FormDayBase, { description: 'What they are counted from.' }) from!: FormDayBase;
  @Field(() => ID, { nullable: true, description: 'The question (delsvar-id) where it is another answer.' })
  subAnswerId!: string | null;
  @Field(() => String, { nullable: true, description: 'The code of the row of that answer; null: any.' })
  of!: string | null;
}

@ObjectType('FormTest', { description: 'One thing to look at in the answers. A field without an answer says nothing.' })
class FormTestType implements FormTest {
  @Field(() => ID, { description: 'The question (delsvar-id) to look at.' }) subAnswerId!: string;
  @Field(() => Boolean, {
    nullable: true,
    description: 'It says this, yes or no; null when it is about something else.',
  })
  is!: boolean | null;
  @Field(() => [String], { nullable: true, description: 'It has one of these codes; null when it is not about codes.' })
  has!: readonly string[] | null;
  @Field(() => Boolean, { nullable: true, description: 'True: it has an answer, whatever that says.' })
  answered!: boolean | null;
  @Field(() => Float, { nullable: true, description: 'Its number, or the days of its period, is at least this.' })
  atLeast!: number | null;
  @Field(() => Float, { nullable: true, description: 'Its number, or the days of its period, is less than this.' })
  below!: number | null;
  @Field(() => FormDayType, { nullable: true, description: 'A day of it, the first of a period, is before this.' })
  before!: FormDay | null;
  @Field(() => FormDayType, { nullable: true, description: 'A day of it, the last of a period, is after this.' })
  after!: FormDay | null;
  @Field(() => String, { nullable: true, description: 'Only the day of the row with this code; null: any day.' })
  of!: string | null;
  @Field(() => Boolean, { description: 'The test holds when that is not so.' }) negated!: boolean;
}

@ObjectType('FormAlternative', { description: 'One way for a condition to hold: all these tests do.' })
class FormAlternativeType implements FormAlternative {
  @Field(() => [FormTestType], { description: 'The tests.' }) tests!: readonly FormTest[];
}

@ObjectType('FormOption', { description: 'What may be chosen (val).' })
class FormOptionType implements FormOption {
  @Field(() => String, { description: 'The code that is sent.' }) code!: string;
  @Field(() => UserMessage, { description: 'What it is called.' }) label!: UserMessage;
  @Field(() => Boolean, { description: 'May not be chosen together with another.' }) alone!: boolean;
}

@ObjectType('FormQuestion', { description: 'A question of the form (fråga): which answer it takes, and when.' })
class FormQuestionType implements FormQuestion {
  @Field(() => ID, { description: 'National question id (fråga-id), as 39.' }) questionId!: string;
  @Field(() => ID, { description: 'National sub-answer id (delsvar-id), as 39.1: what an answer is saved by.' })
  subAnswerId!: string;
  @Field(() => AnswerKindName, { description: 'Which kind of answer it takes.' }) kind!: FormQuestion['kind'];
  @Field(() => UserMessage, { description: 'The question (frågetext).' }) label!: UserMessage;
  @Field(() => UserMessage, { nullable: true, description: 'Help (hjälptext).' }) help!: UserMessage | null;
  @Field(() => Boolean, { description: 'Must be answered while it is shown (obligatorisk).' }) required!: boolean;
  @Field(() => [FormAlternativeType], {
    nullable: true,
    description: 'Must be answered while it is shown and one of these holds; null when there is no condition.',
  })
  requiredWhen!: readonly FormAlternative[] | null;
  @Field(() => [FormAlternativeType], {
    nullable: true,
    description: 'Shown while one of these holds; null: always.',
  })
  showWhen!: readonly FormAlternative[] | null;
  @Field(() => [FormAlternativeType], {
    nullable: true,
    description: 'An answer is an error while one of these holds; null: never.',
  })
  refusedWhen!: readonly FormAlternative[] | null;
  @Field(() => Int, { nullable: true, description: 'Most characters of a text, or of a description of a diagnosis.' })
  maxLength!: number | null;
  @Field(() => String, { nullable: true, description: 'National table (kodverk) of the options, as KV_FKMU_0006.' })
  codeSystem!: string | null;
  @Field(() => [FormOptionType], { nullable: true, description: 'What may be chosen, each once.' })
  options!: readonly FormOption[] | null;
  @Field(() => [DiagnosisCodeSystem], { nullable: true, description: 'The registers that a diagnosis may be of.' })
  codeSystems!: readonly DiagnosisCodeSystem[] | null;
  @Field(() => Int, { nullable: true, description: 'Most diagnoses.' }) maxRows!: number | null;
  @Field(() => Boolean, { description: 'No date after today.' }) pastOnly!: boolean;
  @Field(() => Float, { nullable: true, description: 'The least number.' }) minimum!: number | null;
  @Field(() => Float, { nullable: true, description: 'The greatest number.' }) maximum!: number | null;
  @Field(() => String, { nullable: true, description: 'What the number counts, as %.' }) unit!: string | null;
  @Field(() => [String], { nullable: true, description: 'What a text may be completed to, and has to be.' })
  suggestions!: readonly string[] | null;
}

@ObjectType('FormCategory', { description: 'A part of the form with a heading of its own (kategori).' })
export class FormCategoryType implements FormCategory {
  @Field(() => ID, { description: 'Its id within the form.' }) id!: string;
  @Field(() => UserMessage, { description: 'The heading.' }) title!: UserMessage;
  @Field(() => [FormQuestionType], { description: 'Its questions, in order.' }) questions!: readonly FormQuestion[];
}
