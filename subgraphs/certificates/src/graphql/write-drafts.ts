import { DomainError, parseGlobalId, TEXTS } from '@intygsgraf/kernel/domain';
import { type Refusal, refusing, UserMessage } from '@intygsgraf/kernel/server';
import { Arg, Ctx, Field, GraphQLISODateTime, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { createDraft } from '../application/create-draft.ts';
import { deleteDraft, saveDraft } from '../application/write-drafts.ts';
import { type Draft, DraftError } from '../domain/draft.ts';
import type { AnswerRefusal } from '../domain/save-answers.ts';
import type { ShownAnswer } from '../domain/shown-answer.ts';
import { AnswerChangeInput, changeOf } from './answer-input.ts';
import { AnswerType } from './answers.ts';
import { certificateTypeById } from './certificate-type.ts';
import type { Context } from './context.ts';
import { draftAnswer, DraftType } from './draft.ts';
import { StaffStub } from './stubs.ts';

@ObjectType('DraftConflict', { description: 'What somebody else has made of it since it was read.' })
export class DraftConflictType {
  @Field(() => Int, { description: 'The revision now.' }) revision!: number;
  @Field(() => StaffStub, { nullable: true, description: 'Who changed it last.' }) savedBy!: StaffStub | null;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was changed last.' }) savedAt!: Date | null;
  @Field(() => AnswerType, { nullable: true, description: 'What the answer says now; null when it says nothing.' })
  answer!: ShownAnswer | null;
}

@ObjectType('DraftError', { description: 'Why something was refused. What the other errors do not name was done.' })
export class DraftErrorType {
  @Field(() => String, {
    description:
      'DRAFT_NOT_FOUND, DRAFT_SIGNED, DRAFT_LOCKED, CONCURRENT_MODIFICATION, ANSWER_NOT_ACCEPTED, CERTIFICATE_TYPE_UNKNOWN, ROLE_MAY_NOT_DRAFT, TYPE_NOT_IN_FORCE, PATIENT_PROTECTED, PATIENT_DECEASED, UNIQUE_DRAFT, UNIQUE_CERTIFICATE, PERSON_ID, PERSON_NOT_FOUND, PU_PROBLEM, FORBIDDEN, UNAVAILABLE, IDEMPOTENCY_KEY_TAKEN, BAD_USER_INPUT or ID.',
  })
  code!: string;
  @Field(() => UserMessage, { description: 'The same in words.' }) message!: UserMessage;
  @Field(() => String, { nullable: true, description: 'The input field it is about, as answers.2.' })
  path?: string | undefined;
  @Field(() => ID, { nullable: true, description: 'The question (delsvar-id) it is about.' })
  subAnswerId?: string | undefined;
  @Field(() => ID, { nullable: true, description: 'The rule that an answer breaks which was not accepted.' })
  rule?: string | undefined;
  @Field(() => String, { nullable: true, description: 'Which part of the answer, as HALFTEN.from.' })
  at?: string | undefined;
  @Field(() => DraftConflictType, { nullable: true, description: 'With CONCURRENT_MODIFICATION: what stands there.' })
  conflict?: DraftConflictType | undefined;
}

@ObjectType('DraftPayload', { description: 'The draft after the change, and what was refused.' })
export class DraftPayload {
  @Field(() => DraftType, {
    nullable: true,
    description: 'The draft as it is now; null when it was refused or deleted.',
  })
  draft?: Draft | undefined;
  @Field(() => [DraftErrorType], { description: 'Refusals; none when all was done.' }) errors!: DraftErrorType[];
}

@InputType('CreateDraftInput', { description: 'Which draft to make. It is made on the unit one is signed in on.' })
export class CreateDraftInput {
  @Field(() => ID, { description: 'Id of the certificate type in the graph, with its version.' }) typeId!: string;
  @Field(() => String, {
    description: 'Personal, co-ordination or reserve number (personnummer), 12 characters, no dash.',
  })
  personId!: string;
  @Field(() => ID, {
    description: 'Any text of up to 100 visible characters, as a UUID: the same again makes no second draft.',
  })
  idempotencyKey!: string;
}

@InputType('SaveAnswersInput', { description: 'Which answers of which draft to save.' })
export class SaveAnswersInput {
  @Field(() => ID, { description: 'Id of the draft in the graph.' }) draftId!: string;
  @Field(() => [AnswerChangeInput], { description: 'The answers, 1 to 100.' }) answers!: AnswerChangeInput[];
}

@InputType('DeleteDraftInput', { description: 'Which draft to delete.' })
export class DeleteDraftInput {
  @Field(() => ID, { description: 'Id of the draft in the graph.' }) draftId!: string;
  @Field(() => Int, { description: 'The revision that its reader read.' }) expectedRevision!: number;
}

const errorOf = ({ code, path }: Refusal): DraftErrorType => ({
  code,
  message: TEXTS[code],
  path: code === 'PERSON_ID' ? 'personId' : path,
});

/** Most answers of a save. */
const MOST = 100;

@Resolver()
export class WriteDraftsResolver {
  @Mutation(() => DraftPayload, { description: 'Makes an empty draft (skapa utkast).' })
  async createDraft(
    @Arg('input', () => CreateDraftInput, { description: 'Which draft.' }) input: CreateDraftInput,
    @Ctx() context: Context,
  ): Promise<DraftPayload> {
    const { result, errors } = await refusing(context, (em) => {
      const type = certificateTypeById(input.typeId);
      if (!type) throw new DraftError('CERTIFICATE_TYPE_UNKNOWN', { path: 'typeId' });
      const { personId, idempotencyKey } = input;
      return createDraft({ ...context, em }, { type, personId, idempotencyKey });
    });
    return { draft: result, errors: errors.map(errorOf) };
  }

  @Mutation(() => DraftPayload, {
    description:
      'Saves answers (spara), each by itself: one that somebody else has changed since, or that cannot stand, is refused and named, the others are saved. What already stands there is no conflict.',
  })
  async saveAnswers(
    @Arg('input', () => SaveAnswersInput, { description: 'Which answers.' }) input: SaveAnswersInput,
    @Ctx() context: Context,
  ): Promise<DraftPayload> {
    const { result, errors } = await refusing(context, (em) => {
      const { answers } = input;
      if (answers.length < 1 || answers.length > MOST) throw new DomainError('BAD_USER_INPUT', { path: 'answers' });
      return saveDraft({ ...context, em }, parseGlobalId('Draft', input.draftId), answers.map(changeOf));
    });
    if (!result) return { errors: errors.map(errorOf) };
    const { draft, refused } = result;
    return { draft, errors: refused.map((refusal) => answerError(draft, input, refusal)) };
  }

  @Mutation(() => DraftPayload, {
    description:
      'Deletes a draft (radera). With CONCURRENT_MODIFICATION it is still there, as somebody has saved since.',
  })
  async deleteDraft(
    @Arg('input', () => DeleteDraftInput, { description: 'Which draft.' }) input: DeleteDraftInput,
    @Ctx() context: Context,
  ): Promise<DraftPayload> {
    const { result: still, errors } = await refusing(context, (em) =>
      deleteDraft({ ...context, em }, parseGlobalId('Draft', input.draftId), input.expectedRevision),
    );
    if (!still) return { errors: errors.map(errorOf) };
    const { revision, savedBy, savedAt } = still;
    const conflict = {
      revision,
      savedBy: savedBy ? { hsaId: savedBy } : null,
      savedAt: savedAt ?? null,
      answer: null,
    };
    const code = 'CONCURRENT_MODIFICATION';
    return { draft: still, errors: [{ code, message: TEXTS[code], path: 'expectedRevision', conflict }] };
  }
}

/** The refusal of one answer, with its place in the input. */
function answerError(draft: Draft, { answers }: SaveAnswersInput, refusal: AnswerRefusal): DraftErrorType {
  const { code, field } = refusal;
  const place = answers.findIndex(({ subAnswerId }) => subAnswerId === field);
  const error = { code, message: TEXTS[code], path: `answers.${place}`, subAnswerId: field };
  if (code === 'ANSWER_NOT_ACCEPTED') return { ...error, rule: refusal.rule, at: refusal.at };
  return { ...error, conflict: draftAnswer(draft, field) };
}
