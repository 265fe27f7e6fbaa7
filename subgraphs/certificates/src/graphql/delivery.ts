import { DeliveryFault, DeliveryState, globalId } from '@intygsgraf/kernel/domain';
import type { DeliveryStatus } from '@intygsgraf/kernel/server';
import { Field, FieldResolver, GraphQLISODateTime, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';

@ObjectType('Delivery', { description: 'A message to a recipient (leverans), and what became of it.' })
export class DeliveryType {
  @Field(() => ID, { description: 'Id in the graph.' }) id!: string;
  @Field(() => String, { description: 'Recipient (mottagare) by its code in kv_part.' }) recipient!: string;
  @Field(() => String, { description: 'What kind of message, by its RIV-TA name, as RegisterCertificate.' })
  interaction!: string;
  @Field(() => DeliveryState, { description: 'Where it stands.' }) state!: DeliveryState;
  @Field(() => Int, { description: 'How often it was tried.' }) attempts!: number;
  @Field(() => GraphQLISODateTime, { description: 'When it was handed over.' }) createdAt!: Date;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it is tried next; null when it is not.' })
  nextTryAt?: Date | null;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was delivered, given up or cancelled.' })
  settledAt?: Date | null;
  @Field(() => DeliveryFault, { nullable: true, description: 'Why the last try failed.' }) fault?: DeliveryFault | null;
}

@Resolver(() => DeliveryType)
export class DeliveryResolver {
  @FieldResolver(() => ID, { description: 'Id in the graph.' })
  id(@Root() { id }: DeliveryStatus): string {
    return globalId('Delivery', id);
  }
}
