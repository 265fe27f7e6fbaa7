import { DomainError } from '@intygsgraf/kernel/domain';
import { onlyServices } from '@intygsgraf/kernel/server';
import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import type { HubReads } from '../application/hub-reads.ts';
import type { UnhandledCount } from '../domain/unhandled-count.ts';
import type { LiveContext } from './context.ts';
import {
  UnhandledCountType,
  UnhandledProbeType,
  UnitClassInput,
  UnitClassQuestion,
  UnitClassType,
} from './unhandled.ts';

/** Most units that one hub may ask about at once: all that its sockets watch. */
const MOST_UNITS = 10_000;

const limited = <Row>(rows: Row[]): Row[] => {
  if (rows.length > MOST_UNITS) throw new DomainError('BAD_USER_INPUT', { path: 'units' });
  return rows;
};

/** What a question of the hub knows, over whichever connection it came. */
type HubContext = Pick<LiveContext, 'caller' | 'hub'>;

const readsFor = ({ caller, hub }: HubContext): HubReads => {
  onlyServices(caller, 'gateway');
  return hub;
};

/** What the gateway's live hub asks: who may count what, the numbers of a class, and whether the truth can be read. */
@Resolver()
export class LiveHubResolver {
  @Query(() => [[UnitClassType]], {
    nullable: 'items',
    description: 'How each user counts on each of their units, null for a user who may not count one of them.',
  })
  @Directive('@inaccessible')
  async unhandledClasses(
    @Arg('asked', () => [UnitClassQuestion], { description: 'Users, and the units that each would count.' })
    asked: UnitClassQuestion[],
    @Ctx() context: HubContext,
  ): Promise<(UnitClassType[] | null)[]> {
    for (const { units } of limited(asked)) limited(units);
    return readsFor(context).classes(asked);
  }

  @Query(() => [UnhandledCountType], { description: 'The counts of units for classes of viewers, in the order asked.' })
  @Directive('@inaccessible')
  async unhandledOfClasses(
    @Arg('of', () => [UnitClassInput], { description: 'Units and keys.' }) of: UnitClassInput[],
    @Ctx() context: HubContext,
  ): Promise<UnhandledCount[]> {
    return readsFor(context).values(limited(of));
  }

  @Query(() => UnhandledProbeType, { description: 'Reads the truth and asks whether the person service answers.' })
  @Directive('@inaccessible')
  async unhandledProbe(
    @Arg('units', () => [ID], { description: 'HSA-ids of the units whose versions are wanted.' }) units: string[],
    @Ctx() context: HubContext,
  ): Promise<UnhandledProbeType> {
    return readsFor(context).probe(limited(units));
  }
}
