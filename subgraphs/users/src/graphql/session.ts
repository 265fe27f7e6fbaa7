import { DomainError, TEXTS } from '@intygsgraf/kernel/domain';
import { refusing, type UserClaims, UserMessage } from '@intygsgraf/kernel/server';
import { Arg, Ctx, Directive, Field, ID, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { moveSession, movedWithin, type MovedSession } from '../application/sessions.ts';
import { createSocketTicket, redeemSocketTicket, type SocketTicket } from '../application/socket-tickets.ts';
import { CareUnitType } from './care-unit.ts';
import type { Context } from './context.ts';

@InputType('SelectUnitInput', { description: 'Where the session goes.' })
class SelectUnitInput {
  @Field(() => ID, { description: 'HSA-id of the unit: one of those that the user may count.' }) unit!: string;
}

@ObjectType('SessionError', { description: 'Why a session was not moved. It is where it was.' })
class SessionErrorType {
  @Field(() => String, { description: 'Why: NO_SESSION (the token names none), FORBIDDEN (none of their units).' })
  code!: string;
  @Field(() => UserMessage, { description: 'The same in words.' }) message!: UserMessage;
  @Field(() => String, { nullable: true, description: 'The input field it is about.' }) path?: string | undefined;
}

@ObjectType('SelectUnitPayload', { description: 'Where the session is now, or why it was not moved.' })
class SelectUnitPayload {
  @Field(() => CareUnitType, { nullable: true, description: 'The unit.' }) unit?: object | null | undefined;
  @Field(() => [SessionErrorType], { description: 'Refusals; none when it was moved.' }) errors!: SessionErrorType[];
}

@ObjectType('SocketTicket', { description: 'Opens one socket, once.' })
class SocketTicketType {
  @Field(() => String, { description: 'For `connection_init`, as `ticket`. Never in an address.' }) ticket!: string;
  @Field(() => Date, { description: 'When it ends if nobody uses it.' }) expiresAt!: Date;
}

@ObjectType('TicketHolder', { description: 'Whom a ticket was for, as their token said. For services only.' })
@Directive('@inaccessible')
class TicketHolderType {
  @Field(() => ID, { description: 'HSA-id of the user.' }) hsaId!: string;
  @Field(() => ID, { description: 'HSA-id of the unit they are signed in on.' }) unit!: string;
  @Field(() => String, { description: 'Level of assurance of the sign-in.' }) acr!: string;
  @Field(() => String, { description: 'The client that their token was issued to.' }) client!: string;
  @Field(() => Int, { description: 'When their token ends, seconds since 1970.' }) expiresAt!: number;
  @Field(() => ID, { nullable: true, description: 'The session.' }) session?: string | null | undefined;
}

@ObjectType('RedeemedTicket', { description: 'What became of a ticket. For services only.' })
@Directive('@inaccessible')
class RedeemedTicketType {
  @Field(() => TicketHolderType, { nullable: true, description: 'Null for a ticket that is not good.' })
  user!: UserClaims | null;
  @Field(() => Boolean, { description: 'Whether it was used before.' }) isReplay!: boolean;
}

@ObjectType('MovedSession', { description: 'A session that went to another unit. For services only.' })
@Directive('@inaccessible')
class MovedSessionType {
  @Field(() => ID, { description: 'HSA-id of the user.' }) staff!: string;
  @Field(() => ID, { description: 'The session.' }) id!: string;
  @Field(() => ID, { description: 'HSA-id of the unit where it is now.' }) unit!: string;
}

/** Longest time that may be asked about, seconds: a token lives for less. */
const LONGEST = 3_600;

/** Whoever asks for themselves. Services have neither sessions nor sockets here. */
function userOf({ caller, viewer }: Context): UserClaims {
  viewer();
  if (!caller.user) throw new DomainError('FORBIDDEN');
  return caller.user;
}

/** The user's session, and what opens a socket. */
@Resolver()
export class SessionResolver {
  @Mutation(() => SelectUnitPayload, {
    description: `Moves the session to another unit (byt enhet). What is signed in on the unit before is refused from now
on, with a new token to be fetched, and its live connections end within 30 seconds.`,
  })
  async selectUnit(
    @Arg('input', () => SelectUnitInput, { description: 'Where to.' }) { unit }: SelectUnitInput,
    @Ctx() context: Context,
  ): Promise<SelectUnitPayload> {
    const user = userOf(context);
    const { errors } = await context.system((em) =>
      refusing({ em }, (change) => moveSession(change, user, context.viewer(), unit)),
    );
    const moved = errors.length === 0 ? await context.loaders.careUnitByHsaId.load(unit) : null;
    return { unit: moved, errors: errors.map(({ code, path }) => ({ code, message: TEXTS[code], path })) };
  }

  @Mutation(() => SocketTicketType, {
    description: 'A ticket for one socket, in place of the token: good for 30 seconds, once, at any gateway.',
  })
  createSocketTicket(@Ctx() context: Context): Promise<SocketTicket> {
    const user = userOf(context);
    return context.system((em) => createSocketTicket(em, user));
  }

  @Mutation(() => RedeemedTicketType, { description: 'Takes a ticket, once. For services only.' })
  @Directive('@inaccessible')
  redeemSocketTicket(
    @Arg('ticket', () => String, { description: 'As it was given.' }) ticket: string,
    @Ctx() context: Context,
  ): Promise<RedeemedTicketType> {
    context.onlyServices('gateway');
    return context.step((em) => redeemSocketTicket(em, ticket));
  }

  @Query(() => [MovedSessionType], { description: 'Sessions that were moved lately. For services only.' })
  @Directive('@inaccessible')
  async movedSessions(
    @Arg('seconds', () => Int, { description: 'How long ago at most; one hour at most.' }) seconds: number,
    @Ctx() context: Context,
  ): Promise<MovedSession[]> {
    context.onlyServices('gateway');
    if (seconds < 0 || seconds > LONGEST) throw new DomainError('BAD_USER_INPUT', { path: 'seconds' });
    return context.step((em) => movedWithin(em, seconds));
  }
}
