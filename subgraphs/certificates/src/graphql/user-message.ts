import type { UserText } from '@intygsgraf/kernel/domain';
import { Directive, Field, ObjectType } from 'type-graphql';

@ObjectType('UserMessage', { description: 'What a user is told.' })
@Directive('@shareable')
export class UserMessage implements UserText {
  @Field(() => String, { description: 'In Swedish.' }) sv!: string;
  @Field(() => String, { description: 'In English.' }) en!: string;
}
