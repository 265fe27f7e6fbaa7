import { globalId } from '@intygsgraf/kernel/domain';
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
import {
  type Case,
  CaseStatus,
  CaseSubject,
  isOverdue,
  Party,
  RequiredAction,
  requiredAction,
} from '../domain/case.ts';
import { CaseAction, refusalsOf } from '../domain/case-action.ts';
import type { WrittenAbout } from '../domain/correspondence.ts';
import { CaseMessageType } from './case-message.ts';
import type { Context } from './context.ts';
import { CareUnitReference, CertificateReference } from './stubs.ts';

@ObjectType('ComplementItem', { description: 'One question of a certificate that is to be completed (komplettering).' })
export class ComplementItemType {
  @Field(() => ID, { description: 'The national question id (fråga-id).' }) questionId!: string;
  @Field(() => Int, { nullable: true, description: 'Which of several answers is meant.' }) instance!: number | null;
  @Field(() => String, { description: 'What the agency asks.' }) text!: string;
}

@ObjectType('CaseActionState', { description: 'An action, and why the viewer may not take it now.' })
export class CaseActionStateType {
  @Field(() => CaseAction, { description: 'The action.' }) action!: CaseAction;
  @Field(() => [String], { description: 'Error codes that it would meet; none when it may be taken.' })
  refusals!: string[];
}

@ObjectType('Case', {
  description: 'Case (ärende): a question or complement request about one certificate, with its messages.',
})
@Directive('@key(fields: "id")')
export class CaseType {
  @Field(() => ID, { description: 'Id in the graph.' }) id!: string;
  @Field(() => CaseSubject, { description: 'What it is about (ämne).' }) subject!: CaseSubject;
  @Field(() => Party, { description: 'Who asked (avsändare).' }) askedBy!: Party;
  @Field(() => CaseStatus, { description: 'Where it stands (status).' }) status!: CaseStatus;
  @Field(() => GraphQLISODateTime, { description: 'When it was sent (skickat).' }) sentAt!: Date;
  @Field(() => GraphQLISODateTime, { description: 'When it was stored here (mottaget).' }) receivedAt!: Date;
  @Field(() => String, { nullable: true, description: 'Last date for an answer (sista datum för svar), YYYY-MM-DD.' })
  answerBy?: string | null;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was marked as handled.' })
  handledAt?: Date | null;
  @Field(() => GraphQLISODateTime, { nullable: true, description: "When the other party's answer was stored." })
  answeredAt?: Date | null;
  certificateId!: string;
  about!: WrittenAbout;
  unit!: string;
}

@Resolver(() => CaseType)
export class CaseResolver {
  @FieldResolver(() => ID, { description: 'Id in the graph.' })
  id(@Root() { id }: CaseType): string {
    return globalId('Case', id);
  }

  @FieldResolver(() => RequiredAction, { description: 'What somebody has to do (krävd åtgärd).' })
  requiredAction(@Root() root: CaseType): RequiredAction {
    return requiredAction(root);
  }

  @FieldResolver(() => Boolean, { description: 'Care has to act and the last date for an answer is past.' })
  isOverdue(@Root() root: CaseType, @Ctx() { today }: Context): boolean {
    return isOverdue(root, today);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Heading (rubrik) that the sender gave it.' })
  async heading(@Root() root: CaseType, @Ctx() context: Context): Promise<string | null> {
    return (await question(root, context)).heading ?? null;
  }

  @FieldResolver(() => String, { description: 'What was asked (meddelande). Plain text, whatever it looks like.' })
  async text(@Root() root: CaseType, @Ctx() context: Context): Promise<string> {
    return (await question(root, context)).text;
  }

  @FieldResolver(() => [String], {
    description: "The sender's contact information, line by line (kontaktinformation).",
  })
  async contactLines(@Root() root: CaseType, @Ctx() context: Context): Promise<string[]> {
    return (await question(root, context)).contactLines;
  }

  @FieldResolver(() => [ComplementItemType], { description: 'The questions to complete; none for other subjects.' })
  async complements(@Root() root: CaseType, @Ctx() context: Context): Promise<readonly ComplementItemType[]> {
    return (await question(root, context)).complements;
  }

  @FieldResolver(() => Boolean, { description: 'The agency has sent a reminder (påminnelse).' })
  async hasReminder(@Root() { id }: CaseType, @Ctx() { loaders }: Context): Promise<boolean> {
    return (await loaders.messages.load(id)).some(({ kind }) => kind === 'REMINDER');
  }

  @FieldResolver(() => [CaseMessageType], {
    description: 'What was written, in the order it was stored: the question, reminders of it, the answer.',
  })
  async messages(@Root() { id, certificateId }: CaseType, @Ctx() { loaders }: Context): Promise<object[]> {
    return (await loaders.messages.load(id)).map((message) => ({ ...message, certificateId }));
  }

  @FieldResolver(() => [CaseActionStateType], { description: 'What the viewer may do with it now.' })
  actions(@Root() root: CaseType, @Ctx() { viewer }: Context): CaseActionStateType[] {
    const { role } = viewer();
    return Object.values(CaseAction).map((action) => ({
      action,
      refusals: refusalsOf(action, root, root.about, role),
    }));
  }

  @FieldResolver(() => CertificateReference, { nullable: true, description: 'The certificate it is about (intyg).' })
  certificate(@Root() { certificateId }: CaseType): CertificateReference {
    return { id: globalId('Certificate', certificateId) };
  }

  @FieldResolver(() => CareUnitReference, { nullable: true, description: 'The unit that answers for it: the issuer.' })
  unit(@Root() { unit }: CaseType): CareUnitReference {
    return { hsaId: unit };
  }
}

/** The message that the case began with; it was stored in the same transaction as the case. */
async function question({ id }: Pick<Case, 'id'>, { loaders }: Context) {
  const found = (await loaders.messages.load(id)).find(({ kind }) => kind === 'QUESTION');
  if (!found) throw new Error('a case without its question');
  return found;
}
