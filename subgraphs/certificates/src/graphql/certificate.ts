import { globalId, type UserText } from '@intygsgraf/kernel/domain';
import { type DeliveryStatus, UserMessage } from '@intygsgraf/kernel/server';
import { Ctx, Directive, Field, FieldResolver, GraphQLISODateTime, ID, ObjectType, Resolver, Root } from 'type-graphql';
import { typeOf } from '../application/show.ts';
import {
  type Certificate,
  CertificateAction,
  CertificateStatus,
  sendingRefusals,
  statusOf,
} from '../domain/certificate.ts';
import type { CertificateType } from '../domain/certificate-type.ts';
import { PRINT_NOTICES, printingRefusals } from '../domain/print.ts';
import { copyRefusals } from '../domain/copy.ts';
import { RevocationReason, revokingRefusals } from '../domain/revocation.ts';
import { type ShownAnswer, shownAnswers } from '../domain/shown-answer.ts';
import { AnswerType } from './answers.ts';
import { CertificateTypeType } from './certificate-type.ts';
import { newestVersion } from '../types/index.ts';
import type { Context } from './context.ts';
import { DeliveryType } from './delivery.ts';
import { CareProviderStub, CareUnitStub, PatientStub, StaffStub } from './stubs.ts';

@ObjectType('CertificateActionState', { description: 'An action, and why the viewer may not take it now.' })
class CertificateActionStateType {
  @Field(() => CertificateAction, { description: 'The action.' }) action!: CertificateAction;
  @Field(() => [String], { description: 'Error codes that it would meet; none when it may be taken.' })
  refusals!: string[];
}

@ObjectType('Certificate', {
  description: 'Certificate (intyg): signed, and shown to the unit that issued it. Null to all others.',
})
@Directive('@key(fields: "id")')
export class CertificateGraphType {
  @Field(() => ID, { description: 'Id in the graph.' }) id!: string;
  @Field(() => GraphQLISODateTime, { description: 'When it was signed (signeringstidpunkt).' }) signedAt!: Date;
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When it was sent to its recipient (skickat); null while it is not.',
  })
  sentAt?: Date | null;
  @Field(() => Boolean, { description: 'For a test person (testindikerad): it is never sent.' })
  testCertificate!: boolean;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was revoked (makulerat); null while not.' })
  revokedAt?: Date | null;
  @Field(() => RevocationReason, { nullable: true, description: 'Why it was revoked.' })
  revocationReason?: RevocationReason | null;
  @Field(() => String, { nullable: true, description: 'The same in the words of who revoked it.' })
  revocationText?: string | null;
}

@Resolver(() => CertificateGraphType)
export class CertificateResolver {
  @FieldResolver(() => ID, { description: 'Id in the graph.' })
  id(@Root() { id }: Certificate): string {
    return globalId('Certificate', id);
  }

  @FieldResolver(() => ID, { description: 'The national id of the certificate (intygs-id), a UUID.' })
  certificateId(@Root() { id }: Certificate): string {
    return id;
  }

  @FieldResolver(() => CertificateStatus, { description: 'Where it stands (status).' })
  async status(@Root() certificate: Certificate, @Ctx() { loaders }: Context): Promise<CertificateStatus> {
    return statusOf(certificate, await loaders.children.load(certificate.id));
  }

  @FieldResolver(() => StaffStub, { nullable: true, description: 'Who revoked it; null while nobody has.' })
  revokedBy(@Root() { revokedBy }: Certificate): StaffStub | null {
    return revokedBy ? { hsaId: revokedBy } : null;
  }

  @FieldResolver(() => CertificateTypeType, { description: 'Its type and version (intygstyp).' })
  type(@Root() certificate: Certificate): CertificateType {
    return typeOf(certificate);
  }

  @FieldResolver(() => CareUnitStub, { nullable: true, description: 'The unit that issued it (utfärdande enhet).' })
  unit(@Root() { unit }: Certificate): CareUnitStub {
    return { hsaId: unit };
  }

  @FieldResolver(() => CareProviderStub, { nullable: true, description: 'The care provider (vårdgivare) of the unit.' })
  careProvider(@Root() { careProvider }: Certificate): CareProviderStub {
    return { hsaId: careProvider };
  }

  @FieldResolver(() => PatientStub, { nullable: true, description: 'The patient it is about.' })
  patient(@Root() { patientId }: Certificate): PatientStub {
    return { id: globalId('Patient', patientId) };
  }

  @FieldResolver(() => StaffStub, { nullable: true, description: 'Who signed it (intygsutfärdare).' })
  signedBy(@Root() { signedBy }: Certificate): StaffStub {
    return { hsaId: signedBy };
  }

  @FieldResolver(() => [AnswerType], { description: 'What it says (svar), in the order of the form.' })
  answers(@Root() certificate: Certificate): ShownAnswer[] {
    return shownAnswers(typeOf(certificate), certificate.answers);
  }

  @FieldResolver(() => [CertificateActionStateType], { description: 'What the viewer may do with it now.' })
  async actions(
    @Root() certificate: Certificate,
    @Ctx() { loaders, viewer, today }: Context,
  ): Promise<CertificateActionStateType[]> {
    const { role } = viewer();
    const type = typeOf(certificate);
    const isSignedHere = (await loaders.signedDocument.load(certificate.id)) !== null;
    const children = await loaders.children.load(certificate.id);
    const copying = {
      source: { ...certificate, isLocked: false },
      children,
      type,
      to: newestVersion(type, today),
      role,
      today,
    };
    return [
      { action: 'SEND', refusals: sendingRefusals({ certificate, children, type, isSignedHere }) },
      { action: 'PRINT', refusals: printingRefusals({ certificate, type, profile: 'FULL' }) },
      { action: 'RENEW', refusals: copyRefusals('RENEW', copying) },
      { action: 'REPLACE', refusals: copyRefusals('REPLACE', copying) },
      { action: 'REVOKE', refusals: revokingRefusals({ source: { ...certificate, isOpenDraft: false }, type, role }) },
    ];
  }

  @FieldResolver(() => UserMessage, {
    nullable: true,
    description: 'What the user is to be told before it is printed; null for nothing.',
  })
  printNotice(@Root() { protection }: Certificate): UserText | null {
    return protection === 'OPEN' ? null : PRINT_NOTICES.PROTECTED;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The journal system’s own name for it (ref), as its draft had it; null where none asked for it.',
  })
  journalReference(@Root() { reference }: Certificate): string | null {
    return reference ?? null;
  }

  @FieldResolver(() => [DeliveryType], {
    description: 'What goes out about it to its recipient (utkorg), in that order; none while it is not sent.',
  })
  deliveries(@Root() { id }: Certificate, @Ctx() { loaders }: Context): Promise<DeliveryStatus[]> {
    return loaders.deliveries.load(id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The certificate as it was signed (underskrift): XML, to be kept as UTF-8 byte for byte, which any XMLDSig tool verifies. Null for one that was signed in another system.',
  })
  signedDocument(@Root() { id }: Certificate, @Ctx() { loaders }: Context): Promise<string | null> {
    return loaders.signedDocument.load(id);
  }
}
