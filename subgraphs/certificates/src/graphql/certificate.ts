import { globalId } from '@intygsgraf/kernel/domain';
import { Directive, Field, FieldResolver, GraphQLISODateTime, ID, ObjectType, Resolver, Root } from 'type-graphql';
import { typeOf } from '../application/show.ts';
import { type Certificate, CertificateStatus } from '../domain/certificate.ts';
import type { CertificateType } from '../domain/certificate-type.ts';
import { type ShownAnswer, shownAnswers } from '../domain/shown-answer.ts';
import { AnswerType } from './answers.ts';
import { CertificateTypeType } from './certificate-type.ts';
import { CareProviderStub, CareUnitStub, PatientStub, StaffStub } from './stubs.ts';

@ObjectType('Certificate', {
  description: 'Certificate (intyg): signed, and shown to the unit that issued it. Null to all others.',
})
@Directive('@key(fields: "id")')
export class CertificateGraphType {
  @Field(() => ID, { description: 'Id in the graph.' }) id!: string;
  @Field(() => CertificateStatus, { description: 'Where it stands (status).' }) status!: CertificateStatus;
  @Field(() => GraphQLISODateTime, { description: 'When it was signed (signeringstidpunkt).' }) signedAt!: Date;
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When it was sent to its recipient (skickat); null while it is not.',
  })
  sentAt?: Date | null;
  @Field(() => Boolean, { description: 'For a test person (testindikerad): it is never sent.' })
  testCertificate!: boolean;
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
}
