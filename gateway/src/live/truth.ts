import { AccessError } from '@intygsgraf/kernel/domain';
import type { SubgraphClient, UserClaims } from '@intygsgraf/kernel/process';
import DataLoader from 'dataloader';
import type { HotField } from './live-document.ts';

/** The value of a key for a class of viewers, at a version of an epoch. */
export interface LiveValue extends Record<string, unknown> {
  readonly hsaId: string;
  readonly state: string;
  readonly epoch: string;
  readonly version: number;
}

/** A unit, and the key of a class of viewers who all see the same of it. */
export interface UnitClass {
  readonly unit: string;
  readonly key: string;
}

export interface Probe {
  readonly epoch: string;
  readonly state: string;
  /** Another one when who may count what may have changed. */
  readonly rights: string;
  /** In the order of the units. */
  readonly versions: readonly number[];
}

/** Where the hub reads what is true. It knows no rule: who may see what, and what the numbers are, is said here. */
export interface Truth {
  /** How the user sees each unit. Throws FORBIDDEN, UNAUTHENTICATED, UNAVAILABLE. */
  classes(units: readonly string[], user: UserClaims): Promise<UnitClass[]>;
  values(of: readonly UnitClass[]): Promise<LiveValue[]>;
  probe(units: readonly string[]): Promise<Probe>;
}

/** The channel on which the subgraph tells that a unit's value may have changed. */
export const NOTICE_CHANNEL = 'unhandled';

/** The one domain word of this folder: what the hub streams. */
const NUMBERS = {
  total: true,
  complement: true,
  answer: true,
  read: true,
  waiting: true,
  certificates: true,
  overdue: true,
} as const;

export const UNHANDLED: HotField = {
  name: 'unhandled',
  argument: 'units',
  argumentType: '[ID!]!',
  shape: {
    typename: 'UnhandledCount',
    fields: {
      hsaId: true,
      state: true,
      ...NUMBERS,
      withoutSubUnits: { typename: 'UnitOwnNumbers', fields: NUMBERS },
      epoch: true,
      version: true,
    },
  },
};

const numbers = Object.keys(NUMBERS).join(' ');
const CLASSES = 'query ($asked: [UnitClassQuestion!]!) { unhandledClasses(asked: $asked) { unit key } }';
const VALUES = `query ($of: [UnitClassInput!]!) { unhandledOfClasses(of: $of) {
  hsaId state ${numbers} withoutSubUnits { ${numbers} } epoch version } }`;
const PROBE = 'query ($units: [ID!]!) { unhandledProbe(units: $units) { epoch state rights versions } }';

/** The subgraph that owns the hot field, asked directly. */
export const createTruth = (cases: SubgraphClient): Truth => ({
  classes: createClasses(cases),
  async values(of) {
    return (await cases.ask<{ unhandledOfClasses: LiveValue[] }>(VALUES, { of })).unhandledOfClasses;
  },
  async probe(units) {
    return (await cases.ask<{ unhandledProbe: Probe }>(PROBE, { units })).unhandledProbe;
  },
});

/** Most users of one question: with 100 units each it is well below what the subgraph reads. */
const MOST_USERS = 100;

/**
 * Many users' questions become one: all that are asked while an answer is under way go together into the next, so that
 * thousands who come back at once, or whose rights are due to be looked at anew, cost little more than one.
 */
function createClasses(cases: SubgraphClient): Truth['classes'] {
  interface Question {
    readonly units: readonly string[];
    readonly user: UserClaims;
  }
  let underWay: Promise<unknown> = Promise.resolve();
  const ask = async (questions: readonly Question[]): Promise<(UnitClass[] | Error)[]> => {
    const asked = questions.map(({ units, user: { hsaId, unit, session } }) => ({ hsaId, unit, session, units }));
    const answer = cases.ask<{ unhandledClasses: (UnitClass[] | null)[] }>(CLASSES, { asked });
    underWay = answer.catch(() => {});
    return (await answer).unhandledClasses.map((classes) => classes ?? new AccessError('FORBIDDEN'));
  };
  const loader = new DataLoader<Question, UnitClass[]>(ask, {
    cache: false,
    maxBatchSize: MOST_USERS,
    batchScheduleFn: (send) => void underWay.then(() => setImmediate(send)),
  });
  return async (units, user) => {
    if (user.expiresAt * 1_000 <= Date.now()) throw new AccessError('UNAUTHENTICATED');
    return loader.load({ units, user });
  };
}
