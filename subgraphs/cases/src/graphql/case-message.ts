import { DeliveryState } from '@intygsgraf/kernel/domain';
import { Ctx, Field, FieldResolver, GraphQLISODateTime, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { Party } from '../domain/case.ts';
import { CARE_CODE, MessageKind } from '../domain/message.ts';
import type { Context } from './context.ts';

@ObjectType('MessageDelivery', { description: 'What has become of a message to the agency (leverans).' })
export class MessageDeliveryType {
  @Field(() => DeliveryState, { description: 'Where it stands.' }) state!: DeliveryState;
  @Field(() => Int, { description: 'How often it was tried.' }) attempts!: number;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it is tried next; null when it is not.' })
  nextTryAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'Why the last try failed, as a code.' }) fault!: string | null;
}

@ObjectType('CaseMessage', { description: 'A message of a case (meddelande).' })
export class CaseMessageType {
  @Field(() => ID, { description: 'The id that both parties know it by (meddelande-id).' }) id!: string;
  @Field(() => MessageKind, { description: 'What it is to its case.' }) kind!: MessageKind;
  @Field(() => String, { nullable: true, description: 'Heading (rubrik) that the sender gave it.' })
  heading!: string | null;
  @Field(() => String, { description: 'What was written (meddelande). Plain text, whatever it looks like.' })
  text!: string;
  @Field(() => GraphQLISODateTime, { description: 'When it was sent (skickat).' }) sentAt!: Date;
  sender!: string;
  certificateId!: string;
}

@Resolver(() => CaseMessageType)
export class CaseMessageResolver {
  @FieldResolver(() => Party, { description: 'Who wrote it (avsändare).' })
  sender(@Root() { sender }: CaseMessageType): Party {
    return sender === CARE_CODE ? 'CARE' : 'AGENCY';
  }

  @FieldResolver(() => MessageDeliveryType, {
    nullable: true,
    description: 'What has become of it; null for a message from the agency.',
  })
  async delivery(
    @Root() { id, certificateId }: CaseMessageType,
    @Ctx() { loaders }: Context,
  ): Promise<MessageDeliveryType | null> {
    const found = (await loaders.deliveries.load(certificateId)).find((delivery) => delivery.id === id);
    return found ? { ...found, nextTryAt: found.nextTryAt ?? null, fault: found.fault ?? null } : null;
  }
}
