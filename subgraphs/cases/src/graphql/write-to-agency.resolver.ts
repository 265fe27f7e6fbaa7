import { IDEMPOTENCY_KEY, parseGlobalId } from '@intygsgraf/kernel/domain';
import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { sendAgain } from '../application/send-again.ts';
import { answerAgency, askAgency } from '../application/write-to-agency.ts';
import { CaseSubject } from '../domain/case.ts';
import { CaseChangeInput, CaseChangePayload, changing } from './case-change.ts';
import type { Context } from './context.ts';

const TEXT = 'What to say (meddelande), 1 to 4999 characters. Plain text.';

@InputType('AskAgencyInput', { description: 'A question from care to the agency.' })
export class AskAgencyInput {
  @Field(() => ID, { description: 'Graph id of the certificate that it is about.' }) certificateId!: string;
  @Field(() => CaseSubject, { description: 'What it is about (ämne); a complement request is for the agency to make.' })
  subject!: CaseSubject;
  @Field(() => String, { description: TEXT }) text!: string;
  @Field(() => String, { description: IDEMPOTENCY_KEY }) idempotencyKey!: string;
}

@InputType('AnswerCaseInput', { description: 'An answer from care to a question of the agency.' })
export class AnswerCaseInput {
  @Field(() => ID, { description: 'Id of the case in the graph.' }) caseId!: string;
  @Field(() => String, { description: TEXT }) text!: string;
  @Field(() => String, { description: IDEMPOTENCY_KEY }) idempotencyKey!: string;
}

@Resolver()
export class WriteToAgencyResolver {
  @Mutation(() => CaseChangePayload, {
    description: 'Asks the agency about a certificate that it has (ny fråga). The case waits for the agency.',
  })
  askAgency(
    @Arg('input', () => AskAgencyInput, { description: 'The question.' }) input: AskAgencyInput,
    @Ctx() context: Context,
  ): Promise<CaseChangePayload> {
    const { certificateId, ...question } = input;
    return changing(context, (writing) =>
      askAgency(writing, { ...question, certificateId: parseGlobalId('Certificate', certificateId) }),
    );
  }

  @Mutation(() => CaseChangePayload, {
    description: "Answers the agency's question in words (svara), once. That handles the case.",
  })
  answerCase(
    @Arg('input', () => AnswerCaseInput, { description: 'The answer.' }) input: AnswerCaseInput,
    @Ctx() context: Context,
  ): Promise<CaseChangePayload> {
    const { caseId, ...answer } = input;
    return changing(context, (writing) => answerAgency(writing, { ...answer, caseId: parseGlobalId('Case', caseId) }));
  }

  @Mutation(() => CaseChangePayload, {
    description: "Sends care's message of a case again, when its delivery was given up (skicka om).",
  })
  sendCaseMessageAgain(
    @Arg('input', () => CaseChangeInput, { description: 'Which case.' }) input: CaseChangeInput,
    @Ctx() context: Context,
  ): Promise<CaseChangePayload> {
    return changing(context, (writing) => sendAgain(writing, parseGlobalId('Case', input.caseId)));
  }
}
