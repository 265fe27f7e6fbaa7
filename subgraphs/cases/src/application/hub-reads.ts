import { dayInSweden } from '@intygsgraf/kernel/domain';
import type { Directory } from '@intygsgraf/kernel/server';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { UnhandledCount } from '../domain/unhandled-count.ts';
import { classKey, parseClassKey } from '../domain/viewer-class.ts';
import type { PersonServiceWatch } from './person-service-watch.ts';
import { type ClassQuestion, countUnhandled, readVersions, viewerClasses, withholdCounts } from './unhandled.ts';

/** A unit as a class of viewers sees it. */
export interface UnitClass {
  /** HSA-id. */
  readonly unit: string;
  readonly key: string;
}

export interface HubReadsOptions {
  /** Every connection stands in the system session: a statement needs no transaction around it. */
  readonly standing: MikroORM;
  readonly directory: Pick<Directory, 'viewers' | 'revision'>;
  readonly personService: PersonServiceWatch;
  readonly clock: () => Date;
}

/**
 * What the gateway's live hub reads, many times a second: who may count what, the numbers of a class, and whether the
 * truth can be read. Each is one statement by itself. Nothing of it is about a person, and only the gateway may ask.
 */
export class HubReads {
  constructor(private readonly options: HubReadsOptions) {}

  /** How each user counts on each of their units, null for a user who may not count one of them. */
  async classes(asked: readonly ClassQuestion[]): Promise<(UnitClass[] | null)[]> {
    const classes = await viewerClasses(this.options.directory, asked);
    return asked.map(({ units }, place) => {
      const viewers = classes[place];
      return viewers ? units.map((unit) => ({ unit, key: classKey(viewers) })) : null;
    });
  }

  /** The counts of units for classes of viewers, in the order asked. */
  async values(of: readonly UnitClass[]): Promise<UnhandledCount[]> {
    const { standing, personService, clock } = this.options;
    const em = standing.em.fork();
    if (!(await personService.answers()))
      return withholdCounts(
        em,
        of.map(({ unit }) => unit),
      );
    const counts = new Map<string, UnhandledCount>();
    for (const [key, pairs] of Map.groupBy(of, (pair) => pair.key)) {
      const units = pairs.map(({ unit }) => unit);
      for (const count of await countUnhandled(em, units, parseClassKey(key), dayInSweden(clock())))
        counts.set(`${key} ${count.hsaId}`, count);
    }
    return of.flatMap(({ unit, key }) => counts.get(`${key} ${unit}`) ?? []);
  }

  /** Where the truth stands: the epoch, the versions of the units in their order, the rights, whether there are numbers. */
  async probe(units: readonly string[]) {
    const { standing, personService, directory } = this.options;
    const [answers, rights, { epoch, versions }] = await Promise.all([
      personService.ask(),
      directory.revision(),
      readVersions(standing.em.fork(), units),
    ]);
    const state = answers ? ('CURRENT' as const) : ('PU_PROBLEM' as const);
    return { epoch, state, rights, versions: units.map((unit) => versions[unit] ?? 0) };
  }
}
