import { parseGlobalId, TEXTS } from '@intygsgraf/kernel/domain';
import { type Refusal, refusing } from '@intygsgraf/kernel/server';
import { Arg, Ctx, Directive, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { type CaseReading, markCaseHandled, markCaseUnhandled } from '../application/cases.ts';
import type { Case } from '../domain/case.ts';
import { CaseType } from './case.ts';
import type { Context } from './context.ts';

@ObjectType('UserMessage', { description: 'What a user is told.' })
@Directive('@shareable')
export class UserMessage {
  @Field(() => String, { description: 'In Swedish.' }) sv!: string;
  @Field(() => String, { description: 'In English.' }) en!: string;
}

@ObjectType('CaseError', { description: 'Why a change to a case was refused. Nothing was changed.' })
export class CaseErrorType {
  @Field(() => String, {
    description: 'CASE_NOT_FOUND, CASE_NOT_UNHANDLED, CASE_NOT_HANDLED, COMPLEMENT_STAYS_HANDLED, PU_PROBLEM or ID.',
  })
  code!: string;
  @Field(() => UserMessage, { description: 'The same in words.' }) message!: UserMessage;
  @Field(() => String, { nullable: true, description: 'The input field it is about.' }) path?: string | undefined;
}

@ObjectType('CaseChangePayload', { description: 'The case after the change, or why it was refused.' })
export class CaseChangePayload {
  @Field(() => CaseType, { nullable: true, description: 'The case as it is now.' }) case?: Case | undefined;
  @Field(() => [CaseErrorType], { description: 'Refusals; none when the change was made.' }) errors!: CaseErrorType[];
}

@InputType('CaseChangeInput', { description: 'Which case to change.' })
export class CaseChangeInput {
  @Field(() => ID, { description: 'Id of the case in the graph.' }) caseId!: string;
}

const shown = ({ code, path }: Refusal): CaseErrorType => ({ code, message: TEXTS[code], path });

async function change(
  context: Context,
  { caseId }: CaseChangeInput,
  useCase: (reading: CaseReading, id: string) => Promise<Case>,
): Promise<CaseChangePayload> {
  const { result, errors } = await refusing(context, (em) =>
    useCase({ ...context, em }, parseGlobalId('Case', caseId)),
  );
  return { case: result, errors: errors.map(shown) };
}

@Resolver()
export class MarkHandledResolver {
  @Mutation(() => CaseChangePayload, { description: 'Marks a case as handled (markera som hanterat).' })
  markCaseHandled(
    @Arg('input', () => CaseChangeInput, { description: 'Which case.' }) input: CaseChangeInput,
    @Ctx() context: Context,
  ): Promise<CaseChangePayload> {
    return change(context, input, (reading, id) => markCaseHandled(reading, id, context.now));
  }

  @Mutation(() => CaseChangePayload, {
    description: 'Takes the mark away again (markera som ej hanterat). A complement request stays handled.',
  })
  markCaseUnhandled(
    @Arg('input', () => CaseChangeInput, { description: 'Which case.' }) input: CaseChangeInput,
    @Ctx() context: Context,
  ): Promise<CaseChangePayload> {
    return change(context, input, markCaseUnhandled);
  }
}
