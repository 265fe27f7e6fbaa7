import type { SubgraphClient, UserClaims } from '@intygsgraf/kernel/server';
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
  readonly versions: readonly { readonly unit: string; readonly version: number }[];
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
const CLASSES = 'query ($units: [ID!]!) { unhandledClasses(units: $units) { unit key } }';
const VALUES = `query ($of: [UnitClassInput!]!) { unhandledOfClasses(of: $of) {
  hsaId state ${numbers} withoutSubUnits { ${numbers} } epoch version } }`;
const PROBE = 'query ($units: [ID!]!) { unhandledProbe(units: $units) { epoch state versions { unit version } } }';

/** The subgraph that owns the hot field, asked directly. */
export const createTruth = (cases: SubgraphClient): Truth => ({
  async classes(units, user) {
    return (await cases.ask<{ unhandledClasses: UnitClass[] }>(CLASSES, { units }, user)).unhandledClasses;
  },
  async values(of) {
    return (await cases.ask<{ unhandledOfClasses: LiveValue[] }>(VALUES, { of })).unhandledOfClasses;
  },
  async probe(units) {
    return (await cases.ask<{ unhandledProbe: Probe }>(PROBE, { units })).unhandledProbe;
  },
});
