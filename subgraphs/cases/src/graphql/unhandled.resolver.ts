import { DomainError } from '@intygsgraf/kernel/domain';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import { countable, countForViewer } from '../application/unhandled.ts';
import type { UnhandledCount } from '../domain/unhandled-count.ts';
import type { Context, LiveContext } from './context.ts';
import { CareUnitReference } from './stubs.ts';
import { UnhandledCountType } from './unhandled.ts';

/** Most units of one question. Source: design, §5. */
const MOST_UNITS = 100;

const UNITS = 'HSA-ids of units that the viewer may count, 1 to 100.';

function checkUnits(units: readonly string[]): readonly string[] {
  if (units.length === 0 || units.length > MOST_UNITS) throw new DomainError('BAD_USER_INPUT', { path: 'units' });
  return units;
}

@Resolver(() => UnhandledCountType)
export class UnhandledResolver {
  @Query(() => [UnhandledCountType], {
    nullable: true,
    description: 'Unhandled cases of units now, in the order of the units.',
  })
  unhandled(
    @Arg('units', () => [ID], { description: UNITS }) units: string[],
    @Ctx() context: Context,
  ): Promise<UnhandledCount[]> {
    return countForViewer(context, countable(context.viewer(), checkUnits(units)));
  }

  @Subscription(() => UnhandledCountType, {
    name: 'unhandled',
    description:
      'Unhandled cases of units as they change: first every unit, then the latest value of whichever changed. Show the highest version of an epoch.',
    subscribe: ({ args, context }: { args: { units: string[] }; context: LiveContext }) =>
      context.feed.stream(context.caller, checkUnits(args.units)),
  })
  unhandledAsItChanges(
    @Arg('units', () => [ID], { description: UNITS }) _units: string[],
    @Root() count: UnhandledCount | DomainError,
  ): UnhandledCount {
    if (count instanceof DomainError) throw count;
    return count;
  }

  @FieldResolver(() => CareUnitReference, { nullable: true, description: 'The unit.' })
  unit(@Root() { hsaId }: UnhandledCountType): CareUnitReference {
    return { hsaId };
  }
}

/** What this subgraph adds to the unit. */
@Resolver(() => CareUnitReference)
export class CareUnitUnhandledResolver {
  @FieldResolver(() => UnhandledCountType, {
    nullable: true,
    description: 'Unhandled cases of the unit and its sub-units now. FORBIDDEN where the viewer may not count.',
  })
  unhandled(@Root() { hsaId }: CareUnitReference, @Ctx() { loaders }: Context): Promise<UnhandledCount> {
    return loaders.unhandled.load(hsaId);
  }
}
