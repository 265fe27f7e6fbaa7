import { AccessError, IDEMPOTENCY_KEY, parseGlobalId } from '@intygsgraf/kernel/domain';
import { refusing } from '@intygsgraf/kernel/server';
import { Arg, Ctx, Directive, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { copyCertificate } from '../application/copy-certificate.ts';
import { revokeCertificate, revokeDraft } from '../application/revoke-certificate.ts';
import type { Certificate } from '../domain/certificate.ts';
import type { Draft } from '../domain/draft.ts';
import type { RelationKind } from '../domain/relation.ts';
import { RevocationReason } from '../domain/revocation.ts';
import { CertificateGraphType } from './certificate.ts';
import type { Context } from './context.ts';
import { DraftType } from './draft.ts';
import { CertificateErrorType, errorOf } from './sign-and-send.ts';

@ObjectType('CopyPayload', { description: 'The draft that was made of another certificate, or why it is not.' })
export class CopyPayload {
  @Field(() => DraftType, { nullable: true, description: 'The draft; null when it was refused.' })
  draft?: Draft | undefined;
  @Field(() => [CertificateErrorType], { description: 'Refusals; none when it is made.' })
  errors!: CertificateErrorType[];
}

@ObjectType('RevokeCertificatePayload', { description: 'The certificate that was revoked, or why it is not.' })
export class RevokeCertificatePayload {
  @Field(() => CertificateGraphType, { nullable: true, description: 'The certificate; null when it was refused.' })
  certificate?: Certificate | undefined;
  @Field(() => [CertificateErrorType], { description: 'Refusals; none when it is revoked.' })
  errors!: CertificateErrorType[];
}

@InputType('CopyCertificateInput', { description: 'Which certificate to make a draft of.' })
export class CopyCertificateInput {
  @Field(() => ID, { description: 'Id of the certificate in the graph.' }) certificateId!: string;
  @Field(() => ID, { description: IDEMPOTENCY_KEY }) idempotencyKey!: string;
}

@InputType('CopyDraftInput', { description: 'Which locked draft to copy.' })
export class CopyDraftInput {
  @Field(() => ID, { description: 'Id of the draft in the graph.' }) draftId!: string;
  @Field(() => ID, { description: IDEMPOTENCY_KEY }) idempotencyKey!: string;
}

const IN_WORDS = 'The same in words, up to 3,500 characters; demanded with OTHER_SERIOUS_ERROR.';

@InputType('RevokeCertificateInput', { description: 'Which certificate to revoke, and why.' })
export class RevokeCertificateInput {
  @Field(() => ID, { description: 'Id of the certificate in the graph.' }) certificateId!: string;
  @Field(() => RevocationReason, { description: 'Why (anledning).' }) reason!: RevocationReason;
  @Field(() => String, { nullable: true, description: IN_WORDS }) text?: string | null;
  @Field(() => ID, { description: IDEMPOTENCY_KEY }) idempotencyKey!: string;
}

@InputType('RevokeDraftInput', { description: 'Which locked draft to revoke, and why.' })
export class RevokeDraftInput {
  @Field(() => ID, { description: 'Id of the draft in the graph.' }) draftId!: string;
  @Field(() => RevocationReason, { description: 'Why (anledning).' }) reason!: RevocationReason;
  @Field(() => String, { nullable: true, description: IN_WORDS }) text?: string | null;
  @Field(() => ID, { description: IDEMPOTENCY_KEY }) idempotencyKey!: string;
}

const wishOf = (id: string, { reason, text, idempotencyKey }: Omit<RevokeDraftInput, 'draftId'>) => ({
  id,
  reason,
  text: text ?? undefined,
  idempotencyKey,
});

@Resolver()
export class CopyAndRevokeResolver {
  @Mutation(() => CopyPayload, {
    description:
      'Renews a certificate (förnya): a draft on the selected unit, with the answers that hold on. Of those that do not, `previousPeriod` tells what was.',
  })
  renewCertificate(
    @Arg('input', () => CopyCertificateInput, { description: 'Which certificate.' }) input: CopyCertificateInput,
    @Ctx() context: Context,
  ): Promise<CopyPayload> {
    return copied(context, 'RENEW', () => parseGlobalId('Certificate', input.certificateId), input.idempotencyKey);
  }

  @Mutation(() => CopyPayload, {
    description:
      'Replaces a certificate (ersätta): a draft with all of its answers. What is replaced holds until the draft is signed.',
  })
  replaceCertificate(
    @Arg('input', () => CopyCertificateInput, { description: 'Which certificate.' }) input: CopyCertificateInput,
    @Ctx() context: Context,
  ): Promise<CopyPayload> {
    return copied(context, 'REPLACE', () => parseGlobalId('Certificate', input.certificateId), input.idempotencyKey);
  }

  @Mutation(() => CopyPayload, {
    description: 'Copies a locked draft (kopiera låst utkast) into one that can be edited; the locked one stays.',
  })
  copyDraft(
    @Arg('input', () => CopyDraftInput, { description: 'Which draft.' }) input: CopyDraftInput,
    @Ctx() context: Context,
  ): Promise<CopyPayload> {
    return copied(context, 'COPY_LOCKED', () => parseGlobalId('Draft', input.draftId), input.idempotencyKey);
  }

  @Mutation(() => CopyPayload, {
    description:
      'Begins to complement a certificate (komplettera) for a user, as its recipient asks. For `cases` only.',
  })
  @Directive('@inaccessible')
  beginComplement(
    @Arg('certificateId', () => ID, { description: 'The national id (intygs-id).' }) sourceId: string,
    @Arg('messageId', () => ID, { description: 'Of the latest request (meddelande-id).' }) messageId: string,
    @Arg('idempotencyKey', () => ID, { description: IDEMPOTENCY_KEY }) idempotencyKey: string,
    @Ctx() context: Context,
  ): Promise<CopyPayload> {
    if (context.caller.service !== 'cases') throw new AccessError('FORBIDDEN');
    return copied(context, 'COMPLEMENT', () => sourceId, idempotencyKey, messageId);
  }

  @Mutation(() => RevokeCertificatePayload, {
    description:
      'Revokes a certificate (makulera): it stays readable and holds no more, its cases are handled, and a recipient that has it is told.',
  })
  async revokeCertificate(
    @Arg('input', () => RevokeCertificateInput, { description: 'Which certificate.' }) input: RevokeCertificateInput,
    @Ctx() context: Context,
  ): Promise<RevokeCertificatePayload> {
    const { result, errors } = await refusing(context, (em) =>
      revokeCertificate({ ...context, em }, wishOf(parseGlobalId('Certificate', input.certificateId), input)),
    );
    return { certificate: result, errors: errors.map(errorOf) };
  }

  @Mutation(() => CopyPayload, { description: 'Revokes a locked draft (makulera låst utkast). Nobody else is told.' })
  async revokeDraft(
    @Arg('input', () => RevokeDraftInput, { description: 'Which draft.' }) input: RevokeDraftInput,
    @Ctx() context: Context,
  ): Promise<CopyPayload> {
    const { result, errors } = await refusing(context, (em) =>
      revokeDraft({ ...context, em }, wishOf(parseGlobalId('Draft', input.draftId), input)),
    );
    return { draft: result, errors: errors.map(errorOf) };
  }
}

async function copied(
  context: Context,
  kind: RelationKind,
  sourceId: () => string,
  idempotencyKey: string,
  messageId?: string,
): Promise<CopyPayload> {
  const { result, errors } = await refusing(context, (em) =>
    copyCertificate(
      { ...context, em },
      {
        kind,
        sourceId: sourceId(),
        idempotencyKey,
        ...(messageId !== undefined && { messageId }),
      },
    ),
  );
  return { draft: result, errors: errors.map(errorOf) };
}
