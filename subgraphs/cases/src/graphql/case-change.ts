import { TEXTS } from '@intygsgraf/kernel/domain';
import { type Refusal, refusing, UserMessage } from '@intygsgraf/kernel/server';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { ShownCase } from '../application/cases.ts';
import type { Writing } from '../application/write-to-agency.ts';
import { CaseType } from './case.ts';
import type { Context } from './context.ts';

@ObjectType('CaseError', { description: 'Why a change to a case was refused. Nothing was changed.' })
export class CaseErrorType {
  @Field(() => String, {
    description: `Why: CASE_NOT_FOUND, CERTIFICATE_NOT_FOUND, ID, PU_PROBLEM, UNAVAILABLE or BAD_USER_INPUT; marking: CASE_NOT_UNHANDLED,
CASE_NOT_HANDLED, COMPLEMENT_STAYS_HANDLED, ANSWERED_STAYS_HANDLED; writing: ROLE_MAY_NOT_WRITE, CERTIFICATE_NOT_SENT,
CERTIFICATE_REVOKED, TEST_CERTIFICATE, TEST_INDICATED_PATIENT, ASKED_BY_CARE, COMPLEMENT_NOT_ANSWERED_IN_WORDS,
CASE_ALREADY_ANSWERED, IDEMPOTENCY_KEY_TAKEN; sending again: DELIVERY_NOT_FOUND, DELIVERY_NOT_FAILED;
complementing: NOT_A_COMPLEMENT_REQUEST, COMPLEMENT_BEGUN, CERTIFICATE_COMPLEMENTED, NOT_OF_THIS_TYPE, TYPE_NOT_IN_FORCE,
ROLE_MAY_NOT_DRAFT, PATIENT_PROTECTED, IDEMPOTENCY_KEY_TAKEN.`,
  })
  code!: string;
  @Field(() => UserMessage, { description: 'The same in words.' }) message!: UserMessage;
  @Field(() => String, { nullable: true, description: 'The input field it is about.' }) path?: string | undefined;
}

@ObjectType('CaseChangePayload', { description: 'The case after the change, or why it was refused.' })
export class CaseChangePayload {
  @Field(() => CaseType, { nullable: true, description: 'The case as it is now.' }) case?: ShownCase | undefined;
  @Field(() => [CaseErrorType], { description: 'Refusals; none when the change was made.' }) errors!: CaseErrorType[];
}

@InputType('CaseChangeInput', { description: 'Which case to change.' })
export class CaseChangeInput {
  @Field(() => ID, { description: 'Id of the case in the graph.' }) caseId!: string;
}

export const shownRefusal = ({ code, path }: Refusal): CaseErrorType => ({ code, message: TEXTS[code], path });

/** A change to a case as its payload: made whole, or refused with nothing changed. */
export async function changing(
  context: Context,
  useCase: (writing: Writing) => Promise<ShownCase>,
): Promise<CaseChangePayload> {
  const { result, errors } = await refusing(context, (em) => useCase({ ...context, em }));
  return { case: result, errors: errors.map(shownRefusal) };
}
