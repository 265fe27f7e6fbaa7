import { DomainError } from '@intygsgraf/kernel/domain';
import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import { countUnhandled, readVersions, viewerClasses, withholdCounts } from '../application/unhandled.ts';
import type { UnhandledCount } from '../domain/unhandled-count.ts';
import { classKey, parseClassKey } from '../domain/viewer-class.ts';
import type { Context } from './context.ts';
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
    @Ctx() context: Context,
  ): Promise<(UnitClassType[] | null)[]> {
    context.onlyServices('gateway');
    const classes = await viewerClasses(context.directory, limited(asked));
    return asked.map(({ units }, place) => {
      const viewers = classes[place];
      return viewers ? limited(units).map((unit) => ({ unit, key: classKey(viewers) })) : null;
    });
  }

  @Query(() => [UnhandledCountType], { description: 'The counts of units for classes of viewers, in the order asked.' })
  @Directive('@inaccessible')
  async unhandledOfClasses(
    @Arg('of', () => [UnitClassInput], { description: 'Units and keys.' }) of: UnitClassInput[],
    @Ctx() context: Context,
  ): Promise<UnhandledCount[]> {
    context.onlyServices('gateway');
    if (!(await context.personService.answers()))
      return withholdCounts(
        context.em,
        of.map(({ unit }) => unit),
      );
    const counts = new Map<string, UnhandledCount>();
    for (const [key, pairs] of Map.groupBy(limited(of), (pair) => pair.key)) {
      const units = pairs.map(({ unit }) => unit);
      for (const count of await countUnhandled(context.em, units, parseClassKey(key), context.today))
        counts.set(`${key} ${count.hsaId}`, count);
    }
    return of.flatMap(({ unit, key }) => counts.get(`${key} ${unit}`) ?? []);
  }

  @Query(() => UnhandledProbeType, { description: 'Reads the truth and asks whether the person service answers.' })
  @Directive('@inaccessible')
  async unhandledProbe(
    @Arg('units', () => [ID], { description: 'HSA-ids of the units whose versions are wanted.' }) units: string[],
    @Ctx() context: Context,
  ): Promise<UnhandledProbeType> {
    context.onlyServices('gateway');
    const [answers, rights, { epoch, versions }] = await Promise.all([
      context.personService.ask(),
      context.directory.revision(),
      readVersions(context.em, limited(units)),
    ]);
    return {
      epoch,
      rights,
      state: answers ? 'CURRENT' : 'PU_PROBLEM',
      versions: [...versions].map(([unit, version]) => ({ unit, version })),
    };
  }
}
