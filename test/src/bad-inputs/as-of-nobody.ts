import { expect } from 'vitest';
import { ajla, type SignedIn } from '../support/people.ts';
import { NOTHING } from '../support/rows.ts';
import type { Target } from '../support/ways-in.ts';
import { type Attempt, EVERYWHERE, type Ground, type Transport } from './row.ts';
import { dataIn, send } from './send.ts';

const DRAFTS_OF = `query ($patient: ID!) { drafts(patient: $patient, first: 100) { edges { node { id } }
  pageInfo { hasNextPage endCursor } } }`;
const CERTIFICATES_OF = `query ($patient: ID!) { certificates(patient: $patient, first: 100) { edges { node { id } }
  pageInfo { hasNextPage endCursor } } }`;
const CASES_ABOUT = `query ($certificate: ID!) { cases(certificate: $certificate, first: 100, filter: ALL) {
  edges { node { id } } pageInfo { hasNextPage endCursor } } }`;
const OF_A_PATIENT = { drafts: DRAFTS_OF, certificates: CERTIFICATES_OF, cases: CASES_ABOUT };

/** What a user is answered over a transport. */
export const read = async (ground: Ground, over: Transport, user: SignedIn, query: string, variables: object) =>
  send(over, ground.stack.gatewayUrl, await ground.token(user), { query, variables: { ...variables } });

/** The list of a patient whom a user may not know of is in the same bytes as that of nobody; others have theirs. */
export const asOfNobody = (what: string, user: SignedIn, target: (ground: Ground) => Target): Attempt[] =>
  Object.entries(OF_A_PATIENT).map(([name, query]) => ({
    what: `${name} of ${what}`,
    over: EVERYWHERE,
    async trial(ground, over) {
      const { patient, certificate } = target(ground);
      const [of, ofNobody] = [
        { patient, certificate },
        { patient: NOTHING.patient, certificate: NOTHING.certificate },
      ].map((ids) => (name === 'cases' ? { certificate: ids.certificate } : { patient: ids.patient })) as [
        object,
        object,
      ];
      const there = await read(ground, over, user, query, of);
      const nowhere = await read(ground, over, user, query, ofNobody);
      expect([there.status, there.text]).toEqual([nowhere.status, nowhere.text]);
      expect(dataIn(over, there)).toMatchObject({ [name]: { edges: [] } });
      // whoever may see the patient has a list that is not empty: it is the right question
      expect(dataIn(over, await read(ground, over, ajla, query, of))).toMatchObject({
        [name]: { edges: expect.arrayContaining([expect.anything()]) },
      });
    },
  }));
