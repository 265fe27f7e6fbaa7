import { DomainError } from '@intygsgraf/kernel/domain';
import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import { countable, countUnhandled, readVersions, withholdCounts } from '../application/unhandled.ts';
import type { UnhandledCount } from '../domain/unhandled-count.ts';
import { classKey, classOf, parseClassKey } from '../domain/viewer-class.ts';
import type { Context } from './context.ts';
import { UnhandledCountType, UnhandledProbeType, UnitClassInput, UnitClassType } from './unhandled.ts';

/** Most units that one hub may ask about at once: all that its sockets watch. */
const MOST_UNITS = 10_000;

const limited = <Row>(rows: Row[]): Row[] => {
  if (rows.length > MOST_UNITS) throw new DomainError('BAD_USER_INPUT', { path: 'units' });
  return rows;
};

/** What the gateway's live hub asks: who may count what, the numbers of a class, and whether the truth can be read. */
@Resolver()
export class LiveHubResolver {
  @Query(() => [UnitClassType], { description: 'How the user counts on each unit; FORBIDDEN if one is not theirs.' })
  @Directive('@inaccessible')
  unhandledClasses(
    @Arg('units', () => [ID], { description: 'HSA-ids of units.' }) units: string[],
    @Ctx() context: Context,
  ): UnitClassType[] {
    const viewer = context.viewer();
    const key = classKey(classOf(viewer));
    return countable(viewer, limited(units)).map((unit) => ({ unit, key }));
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
    const [answers, { epoch, versions }] = await Promise.all([
      context.personService.ask(),
      readVersions(context.em, limited(units)),
    ]);
    return {
      epoch,
      state: answers ? 'CURRENT' : 'PU_PROBLEM',
      versions: [...versions].map(([unit, version]) => ({ unit, version })),
    };
  }
}
