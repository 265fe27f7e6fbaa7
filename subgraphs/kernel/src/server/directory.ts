import { type PersonFacts, type Viewer } from '../domain/index.ts';
import type { SignedInUser, UserClaims } from './service-token.ts';
import type { SubgraphClient } from './subgraph-client.ts';

/** What every other subgraph asks of `users`. */
export interface Directory {
  /** The user as the directory knows them now. Throws FORBIDDEN without an assignment on the unit, UNAVAILABLE. */
  viewer(user: UserClaims): Promise<Viewer>;
  /** Many users at once, null for those without an assignment on their unit. Throws UNAVAILABLE. */
  viewers(users: readonly SignedInUser[]): Promise<(Viewer | null)[]>;
  /**
   * The persons' facts, asked for at every create, open, sign and send; in the order of the question. A person the
   * service does not know, or any failure of it, is UNKNOWN. `unit` is the unit whose record it is about.
   */
  personFacts(personIds: readonly string[], unit: string): Promise<PersonFacts[]>;
  /** Whether the person service answers at all. Throws nothing: no answer is a no. */
  personServiceAnswers(): Promise<boolean>;
}

const VIEWER_FIELDS = 'hsaId role selectedUnit unitsInScope countableUnits';
const VIEWER = `query { viewer { ${VIEWER_FIELDS} } }`;
const VIEWERS = `query ($users: [SignedInUser!]!) { viewersOf(users: $users) { ${VIEWER_FIELDS} } }`;
const PERSON_FACTS = `query ($personIds: [String!]!, $unit: ID!) {
  personFacts(personIds: $personIds, unit: $unit) { personId patientId protection deceased testIndicated } }`;
const PERSON_SERVICE = 'query { personServiceAnswers }';

export function createDirectory(users: SubgraphClient): Directory {
  // identical questions under way are one question; nothing is kept once it is answered
  const underWay = new Map<string, Promise<Viewer>>();
  return {
    viewer(user) {
      const key = `${user.hsaId} ${user.unit} ${user.expiresAt}`;
      const asked =
        underWay.get(key) ??
        users
          .ask<{ viewer: Viewer }>(VIEWER, {}, user)
          .then(({ viewer }) => viewer)
          .finally(() => underWay.delete(key));
      underWay.set(key, asked);
      return asked;
    },
    async viewers(asked) {
      return (await users.ask<{ viewersOf: (Viewer | null)[] }>(VIEWERS, { users: asked })).viewersOf;
    },
    async personFacts(personIds, unit) {
      if (personIds.length === 0) return [];
      const unknown = (personId: string): PersonFacts => ({
        personId,
        patientId: null,
        protection: 'UNKNOWN',
        deceased: false,
        testIndicated: false,
      });
      const answered = await users
        .ask<{ personFacts: PersonFacts[] }>(PERSON_FACTS, { personIds, unit })
        .catch(() => undefined);
      return answered?.personFacts ?? personIds.map(unknown);
    },
    async personServiceAnswers() {
      const answered = await users.ask<{ personServiceAnswers: boolean }>(PERSON_SERVICE, {}).catch(() => undefined);
      return answered?.personServiceAnswers ?? false;
    },
  };
}
