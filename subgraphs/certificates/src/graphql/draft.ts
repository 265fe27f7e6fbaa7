import { globalId, type UserText } from '@intygsgraf/kernel/domain';
import { UserMessage } from '@intygsgraf/kernel/server';
import {
  Ctx,
  Directive,
  Field,
  FieldResolver,
  GraphQLISODateTime,
  ID,
  Int,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import { typeOf } from '../application/show.ts';
import { type CertificateType, questionsOf } from '../domain/certificate-type.ts';
import { unitViolations } from '../domain/contacts.ts';
import { copyRefusals } from '../domain/copy.ts';
import {
  actionRefusals,
  answersOf,
  type Draft,
  DraftAction,
  DraftStatus,
  isLocked,
  judgingOf,
} from '../domain/draft.ts';
import { PRINT_NOTICES } from '../domain/print.ts';
import { RevocationReason, revokingRefusals } from '../domain/revocation.ts';
import { type ShownAnswer, shownAnswer } from '../domain/shown-answer.ts';
import { judge } from '../domain/validate.ts';
import { AnswerType } from './answers.ts';
import { CertificateTypeType } from './certificate-type.ts';
import { newestVersion } from '../types/index.ts';
import type { Context } from './context.ts';
import { DraftActionName } from './enums.ts';
import { CareProviderStub, CareUnitStub, PatientStub, StaffStub } from './stubs.ts';
import { shownViolation, ViolationType } from './violation.ts';

@ObjectType('DraftAnswer', { description: 'A question of a draft, and what was saved of it last.' })
export class DraftAnswerType {
  @Field(() => ID, { description: 'National question id (fråga-id), as 39.' }) questionId!: string;
  @Field(() => ID, { description: 'National sub-answer id (delsvar-id), as 39.1.' }) subAnswerId!: string;
  @Field(() => Int, {
    description: 'How often it was changed; 0 while nobody has. Pass as `expectedRevision` with the next save.',
  })
  revision!: number;
  @Field(() => AnswerType, { nullable: true, description: 'The answer (svar); null while there is none.' })
  answer!: ShownAnswer | null;
  @Field(() => StaffStub, { nullable: true, description: 'Who changed it last.' }) savedBy!: StaffStub | null;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was changed last.' }) savedAt!: Date | null;
}

@ObjectType('DraftActionState', { description: 'An action, and why the viewer may not take it now.' })
export class DraftActionStateType {
  @Field(() => DraftActionName, { description: 'The action.' }) action!: DraftActionName;
  @Field(() => [String], { description: 'Error codes that it would meet; none when it may be taken.' })
  refusals!: string[];
}

@ObjectType('Draft', {
  description: 'Draft (intygsutkast) of a certificate, shown to the unit that writes it. Null to all others.',
})
@Directive('@key(fields: "id")')
export class DraftType {
  @Field(() => ID, { description: 'Id in the graph.' }) id!: string;
  @Field(() => DraftStatus, { description: 'Where it stands (status).' }) status!: DraftStatus;
  @Field(() => Int, { description: 'How many saves have changed it. Pass as `expectedRevision` to delete it.' })
  revision!: number;
  @Field(() => GraphQLISODateTime, { description: 'When it was begun (skapat).' }) createdAt!: Date;
  @Field(() => String, { description: 'The first day on which it is locked (låst), YYYY-MM-DD.' }) lockedFrom!: string;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was changed last (sparat).' })
  savedAt?: Date | null;
  @Field(() => Boolean, { description: 'For a test person (testindikerad): it will never be sent.' })
  testCertificate!: boolean;
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When it was revoked (makulerat), which is done to locked ones only; null while it is not.',
  })
  revokedAt?: Date | null;
  @Field(() => RevocationReason, { nullable: true, description: 'Why it was revoked.' })
  revocationReason?: RevocationReason | null;
  @Field(() => String, { nullable: true, description: 'The same in the words of who revoked it.' })
  revocationText?: string | null;
}

@Resolver(() => DraftType)
export class DraftResolver {
  @FieldResolver(() => ID, { description: 'Id in the graph.' })
  id(@Root() { id }: Draft): string {
    return globalId('Draft', id);
  }

  @FieldResolver(() => ID, { description: 'The national id (intygs-id) that the certificate will have, a UUID.' })
  certificateId(@Root() { id }: Draft): string {
    return id;
  }

  @FieldResolver(() => CertificateTypeType, { description: 'Its type and version (intygstyp): the form.' })
  type(@Root() draft: Draft): CertificateType {
    return typeOf(draft);
  }

  @FieldResolver(() => CareUnitStub, { nullable: true, description: 'The unit that writes it.' })
  unit(@Root() { unit }: Draft): CareUnitStub {
    return { hsaId: unit };
  }

  @FieldResolver(() => CareProviderStub, { nullable: true, description: 'The care provider (vårdgivare) of the unit.' })
  careProvider(@Root() { careProvider }: Draft): CareProviderStub {
    return { hsaId: careProvider };
  }

  @FieldResolver(() => PatientStub, { nullable: true, description: 'The patient it is about.' })
  patient(@Root() { patientId }: Draft): PatientStub {
    return { id: globalId('Patient', patientId) };
  }

  @FieldResolver(() => StaffStub, { nullable: true, description: 'Who began it.' })
  createdBy(@Root() { createdBy }: Draft): StaffStub {
    return { hsaId: createdBy };
  }

  @FieldResolver(() => StaffStub, { nullable: true, description: 'Who changed it last; null while nobody has.' })
  savedBy(@Root() { savedBy }: Draft): StaffStub | null {
    return savedBy ? { hsaId: savedBy } : null;
  }

  @FieldResolver(() => StaffStub, { nullable: true, description: 'Who revoked it; null while nobody has.' })
  revokedBy(@Root() { revokedBy }: Draft): StaffStub | null {
    return revokedBy ? { hsaId: revokedBy } : null;
  }

  @FieldResolver(() => [DraftAnswerType], { description: 'Every question, in the order of the form.' })
  answers(@Root() draft: Draft): DraftAnswerType[] {
    return questionsOf(typeOf(draft)).map((question) => draftAnswer(draft, question.field));
  }

  @FieldResolver(() => [ViolationType], {
    description:
      'What keeps it from being signed, and what is unusual, in the order of the form; then what the address of its unit lacks in the directory (question UNIT).',
  })
  async violations(@Root() draft: Draft, @Ctx() { today, loaders }: Context): Promise<ViolationType[]> {
    const type = typeOf(draft);
    const unit = await loaders.unitContact.load(draft.unit);
    return [...judge(type, answersOf(draft), judgingOf(draft, today)), ...unitViolations(type, unit)].map(
      shownViolation,
    );
  }

  @FieldResolver(() => UserMessage, {
    nullable: true,
    description: 'What the user is to be told before it is printed; null for nothing.',
  })
  printNotice(@Root() { protection }: Draft): UserText | null {
    return protection === 'OPEN' ? null : PRINT_NOTICES.PROTECTED;
  }

  @FieldResolver(() => [DraftActionStateType], { description: 'What the viewer may do with it now.' })
  async actions(@Root() draft: Draft, @Ctx() { viewer, today, loaders }: Context): Promise<DraftActionStateType[]> {
    const { role } = viewer();
    const type = typeOf(draft);
    const [children, unitContact] = await Promise.all([
      loaders.children.load(draft.id),
      loaders.unitContact.load(draft.unit),
    ]);
    const locked = isLocked(draft, today);
    const { revokedAt = null } = draft;
    const copying = {
      source: { revokedAt, isLocked: locked },
      children,
      type,
      to: newestVersion(type, today),
      role,
      today,
    };
    return [
      ...Object.values(DraftAction).map((action) => ({
        action,
        refusals: actionRefusals(action, { draft, type, role, today, unitContact }),
      })),
      { action: 'COPY', refusals: copyRefusals('COPY_LOCKED', copying) },
      { action: 'REVOKE', refusals: revokingRefusals({ source: { revokedAt, isOpenDraft: !locked }, type, role }) },
    ];
  }
}

/** A question of a draft with what was saved of it last. */
export function draftAnswer(draft: Draft, field: string): DraftAnswerType {
  const question = questionsOf(typeOf(draft)).find((one) => one.field === field);
  const saved = draft.answers[field];
  return {
    questionId: question?.id ?? '',
    subAnswerId: field,
    revision: saved?.revision ?? 0,
    answer: (question && shownAnswer(question, answersOf(draft))) ?? null,
    savedBy: saved ? { hsaId: saved.savedBy } : null,
    savedAt: saved ? new Date(saved.savedAt) : null,
  };
}
