import { DomainError } from '@intygsgraf/kernel/domain';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  GraphQLISODateTime,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from 'type-graphql';
import { eventsHeard, unheardEvents } from '../application/events.ts';
import { type CertificateEvent, CertificateEventKind } from '../domain/event.ts';
import { RelationKind } from '../domain/relation.ts';
import type { Context } from './context.ts';

/** Most events of an answer. */
const MOST = 100;

@ObjectType('CertificateEvent', {
  description: 'Something that happened to a certificate (händelse). For services only.',
})
@Directive('@inaccessible')
export class CertificateEventType {
  @Field(() => ID, { description: 'Its UUID: whoever has it has heard of it.' }) id!: string;
  @Field(() => ID, { description: 'The national id of the certificate (intygs-id), a UUID.' }) certificateId!: string;
  @Field(() => Int, { description: 'Its place among the events of the certificate, from 1.' }) number!: number;
  @Field(() => CertificateEventKind, { description: 'What happened.' }) kind!: CertificateEventKind;
  @Field(() => GraphQLISODateTime, { description: 'When.' }) at!: Date;
  @Field(() => ID, { nullable: true, description: 'HSA-id of who did it; null for what time does.' })
  actor?: string | null;
  @Field(() => ID, { description: 'HSA-id of the unit that writes or issued it.' }) unit!: string;
  @Field(() => ID, { description: 'HSA-id of the care unit (vårdenhet) that the unit belongs to, or is.' })
  careUnit!: string;
  @Field(() => ID, { nullable: true, description: 'The intygs-id of what it was made of.' }) parentId?: string | null;
  @Field(() => RelationKind, { nullable: true, description: 'How it was made of that (relation).' })
  relation?: RelationKind | null;
}

@Resolver()
export class EventsResolver {
  @Query(() => [CertificateEventType], {
    description: 'What happened that `cases` has not heard of, the oldest first. For that service only.',
  })
  @Directive('@inaccessible')
  certificateEvents(
    @Arg('first', () => Int, { description: 'How many at most, 1 to 100.' }) first: number,
    @Ctx() context: Context,
  ): Promise<CertificateEvent[]> {
    context.onlyServices('cases');
    if (first < 1 || first > MOST) throw new DomainError('BAD_USER_INPUT', { path: 'first' });
    return unheardEvents(context.em, first);
  }

  @Mutation(() => Boolean, { description: 'Says that what these events ask for is done. For `cases` only.' })
  @Directive('@inaccessible')
  async certificateEventsHeard(
    @Arg('ids', () => [ID], { description: 'Of the events, 100 at most.' }) ids: string[],
    @Ctx() context: Context,
  ): Promise<boolean> {
    context.onlyServices('cases');
    if (ids.length > MOST) throw new DomainError('BAD_USER_INPUT', { path: 'ids' });
    await eventsHeard(context.em, ids, context.now);
    return true;
  }
}
