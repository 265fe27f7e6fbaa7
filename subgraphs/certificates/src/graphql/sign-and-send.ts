import { IDEMPOTENCY_KEY, parseGlobalId, TEXTS } from '@intygsgraf/kernel/domain';
import { type DeliveryStatus, type Refusal, refusing, UserMessage } from '@intygsgraf/kernel/server';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { resendDelivery } from '../application/deliveries.ts';
import { sendCertificate } from '../application/send-certificate.ts';
import { signCertificate } from '../application/sign-certificate.ts';
import type { Certificate } from '../domain/certificate.ts';
import type { Draft } from '../domain/draft.ts';
import { CertificateGraphType } from './certificate.ts';
import type { Context } from './context.ts';
import { DeliveryType } from './delivery.ts';
import { DraftType } from './draft.ts';

@ObjectType('CertificateError', { description: 'Why something was refused. Nothing of it was done.' })
export class CertificateErrorType {
  @Field(() => String, {
    description:
      'DRAFT_NOT_FOUND, DRAFT_SIGNED, DRAFT_LOCKED, DRAFT_NOT_COMPLETE, UNIT_CONTACT_MISSING, CONCURRENT_MODIFICATION, ROLE_MAY_NOT_SIGN, PATIENT_PROTECTED, PATIENT_DECEASED, UNIQUE_CERTIFICATE, PERSON_NOT_FOUND, ROLE_MAY_NOT_DRAFT, TYPE_NOT_IN_FORCE, ROLE_MAY_NOT_REPLACE, ROLE_MAY_NOT_REVOKE, NOT_OF_THIS_TYPE, CERTIFICATE_NOT_SIGNED, CERTIFICATE_REVOKED, CERTIFICATE_REPLACED, CERTIFICATE_COMPLEMENTED, CERTIFICATE_NOT_SENT, REPLACEMENT_BEGUN, COMPLEMENT_BEGUN, COPY_BEGUN, DRAFT_NOT_LOCKED, SIGNING_UNAVAILABLE, SIGNATURE_NOT_VALID, SIGNATURE_NOT_TRUSTED, OTHER_PERSONS_SIGNATURE, CERTIFICATE_NOT_FOUND, CONSENT_MISSING, CERTIFICATE_SENT, TEST_CERTIFICATE, NO_RECIPIENT, RESERVE_NUMBER, ON_PAPER, NOT_SIGNED_HERE, NO_MINIMAL_PRINT, DELIVERY_NOT_FOUND, DELIVERY_NOT_FAILED, PU_PROBLEM, FORBIDDEN, UNAVAILABLE, IDEMPOTENCY_KEY_TAKEN, BAD_USER_INPUT or ID.',
  })
  code!: string;
  @Field(() => UserMessage, { description: 'The same in words.' }) message!: UserMessage;
  @Field(() => String, { nullable: true, description: 'The input field it is about.' }) path?: string | undefined;
}

@ObjectType('SignCertificatePayload', { description: 'The signed certificate, or why it is not signed.' })
export class SignCertificatePayload {
  @Field(() => CertificateGraphType, { nullable: true, description: 'The certificate; null when it was refused.' })
  certificate?: Certificate | undefined;
  @Field(() => DraftType, {
    nullable: true,
    description: 'With CONCURRENT_MODIFICATION: the draft as somebody has made it since it was read.',
  })
  draft?: Draft | undefined;
  @Field(() => [CertificateErrorType], { description: 'Refusals; none when it is signed.' })
  errors!: CertificateErrorType[];
}

@ObjectType('SendCertificatePayload', { description: 'The certificate that was sent, or why it is not.' })
export class SendCertificatePayload {
  @Field(() => CertificateGraphType, { nullable: true, description: 'The certificate; null when it was refused.' })
  certificate?: Certificate | undefined;
  @Field(() => [CertificateErrorType], { description: 'Refusals; none when it is sent.' })
  errors!: CertificateErrorType[];
}

@ObjectType('ResendDeliveryPayload', { description: 'The message that is tried again, or why it is not.' })
export class ResendDeliveryPayload {
  @Field(() => DeliveryType, { nullable: true, description: 'The message; null when it was refused.' })
  delivery?: DeliveryStatus | undefined;
  @Field(() => [CertificateErrorType], { description: 'Refusals; none when it is tried again.' })
  errors!: CertificateErrorType[];
}

@InputType('SignCertificateInput', { description: 'Which draft to sign.' })
export class SignCertificateInput {
  @Field(() => ID, { description: 'Id of the draft in the graph.' }) draftId!: string;
  @Field(() => Int, { description: 'The revision that its signer read.' }) expectedRevision!: number;
  @Field(() => ID, { description: IDEMPOTENCY_KEY }) idempotencyKey!: string;
}

@InputType('SendCertificateInput', { description: 'Which certificate to send.' })
export class SendCertificateInput {
  @Field(() => ID, { description: 'Id of the certificate in the graph.' }) certificateId!: string;
  @Field(() => Boolean, { description: 'The patient consents to it (samtycke), as the user has confirmed.' })
  patientConsents!: boolean;
  @Field(() => ID, { description: IDEMPOTENCY_KEY }) idempotencyKey!: string;
}

@InputType('ResendDeliveryInput', { description: 'Which message to send again.' })
export class ResendDeliveryInput {
  @Field(() => ID, { description: 'Id of the delivery in the graph.' }) deliveryId!: string;
}

export const errorOf = ({ code, path }: Refusal): CertificateErrorType => ({ code, message: TEXTS[code], path });

@Resolver()
export class SignAndSendResolver {
  @Mutation(() => SignCertificatePayload, {
    description:
      'Signs a complete draft (signera) with the key that the user has at the signature service: it becomes a certificate, under its id.',
  })
  async signCertificate(
    @Arg('input', () => SignCertificateInput, { description: 'Which draft.' }) input: SignCertificateInput,
    @Ctx() context: Context,
  ): Promise<SignCertificatePayload> {
    const { draftId, ...wish } = input;
    const { result, errors } = await refusing(context, (em) =>
      signCertificate({ ...context, em }, { ...wish, id: parseGlobalId('Draft', draftId) }),
    );
    const isChanged = errors.some(({ code }) => code === 'CONCURRENT_MODIFICATION');
    const draft = isChanged ? await context.loaders.draft.load(parseGlobalId('Draft', draftId)) : null;
    return { certificate: result, ...(draft && { draft }), errors: errors.map(errorOf) };
  }

  @Mutation(() => SendCertificatePayload, {
    description: 'Sends a signed certificate to its recipient (skicka): at once, or as soon as the recipient answers.',
  })
  async sendCertificate(
    @Arg('input', () => SendCertificateInput, { description: 'Which certificate.' }) input: SendCertificateInput,
    @Ctx() context: Context,
  ): Promise<SendCertificatePayload> {
    const { certificateId, ...wish } = input;
    const { result, errors } = await refusing(context, (em) =>
      sendCertificate({ ...context, em }, { ...wish, id: parseGlobalId('Certificate', certificateId) }),
    );
    return { certificate: result, errors: errors.map(errorOf) };
  }

  @Mutation(() => ResendDeliveryPayload, { description: 'Tries a message that was given up for another hour.' })
  async resendDelivery(
    @Arg('input', () => ResendDeliveryInput, { description: 'Which message.' }) { deliveryId }: ResendDeliveryInput,
    @Ctx() context: Context,
  ): Promise<ResendDeliveryPayload> {
    const { result, errors } = await refusing(context, (em) =>
      resendDelivery({ ...context, em }, parseGlobalId('Delivery', deliveryId)),
    );
    return { delivery: result, errors: errors.map(errorOf) };
  }
}
