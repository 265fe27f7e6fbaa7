import { UserMessage } from '@intygsgraf/kernel/server';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DiagnosisCodeSystem } from '../domain/diagnosis.ts';
import type { FormAlternative, FormCategory, FormOption, FormQuestion, FormTest } from '../domain/form.ts';
import { AnswerKindName } from './enums.ts';

@ObjectType('FormTest', { description: 'One thing to look at in the answers. A field without an answer says nothing.' })
class FormTestType implements FormTest {
  @Field(() => ID, { description: 'The question (delsvar-id) to look at.' }) subAnswerId!: string;
  @Field(() => Boolean, { nullable: true, description: 'It says this, yes or no; null when it is about codes.' })
  is!: boolean | null;
  @Field(() => [String], { nullable: true, description: 'It has one of these codes; null when it is about yes or no.' })
  has!: readonly string[] | null;
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
}

@ObjectType('FormCategory', { description: 'A part of the form with a heading of its own (kategori).' })
export class FormCategoryType implements FormCategory {
  @Field(() => ID, { description: 'Its id within the form.' }) id!: string;
  @Field(() => UserMessage, { description: 'The heading.' }) title!: UserMessage;
  @Field(() => [FormQuestionType], { description: 'Its questions, in order.' }) questions!: readonly FormQuestion[];
}
