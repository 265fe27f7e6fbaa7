import { anyFreePort } from '../demo/ports.ts';
import { claimsOf } from '../support/behind-the-gateway.ts';
import { startMeasured } from './measured-process.ts';
import { type Answerer, type Asking, compare, type RequestRounds } from './requests.ts';
import type { Sizes } from './sizes.ts';
import type { BenchStack } from './stack.ts';
import { LIST_UNIT, LISTER } from './world.ts';

const CASE = 'id subject status sentAt answerBy requiredAction isOverdue';
const LIST = `query ($units: [ID!], $filter: CaseFilter, $after: String) {
  cases(units: $units, filter: $filter, first: 10, after: $after) {
    edges { cursor node { ${CASE} } } pageInfo { hasNextPage endCursor } } }`;
const JOIN = `query ($units: [ID!], $filter: CaseFilter, $after: String) {
  cases(units: $units, filter: $filter, first: 50, after: $after) {
    edges { cursor node { ${CASE} certificate { id certificateId status signedAt patient { id givenName surname } } } }
    pageInfo { hasNextPage endCursor } } }`;
const CURSORS = `query ($units: [ID!]) { cases(units: $units, filter: ALL, first: 100) { edges { cursor } } }`;

/** What asking costs. */
export interface RequestFigures {
  /** A list of 10 from one subgraph; `other` is that subgraph, asked directly. */
  readonly one: RequestRounds;
  /** 50 cases with certificate and patient, from three subgraphs; `other` is the same in one server. */
  readonly join: RequestRounds;
}

export async function measureRequests(
  stack: BenchStack,
  sizes: Sizes,
  tell: (line: string) => void,
): Promise<RequestFigures> {
  const port = await anyFreePort();
  const monolith = await startMeasured('monolith', 'test/dist/bench/monolith/monolith.main.js', {
    PORT: String(port),
    CASES_DATABASE_URL: stack.url('cases_app'),
    CERTIFICATES_DATABASE_URL: stack.url('certificates_app'),
    USERS_DATABASE_URL: stack.url('users_app'),
    ISSUERS: stack.trust,
    PERSON_SERVICE_URL: stack.address('person-service'),
  });
  try {
    const claims = claimsOf(LISTER);
    const token = await stack.issuer.token(LISTER);
    const gateway: Answerer = {
      name: 'the gateway',
      url: `${stack.address('gateway')}/graphql`,
      process: stack.process('gateway'),
      authorization: async () => token,
    };
    const cases: Answerer = {
      name: 'cases',
      url: `${stack.address('cases')}/graphql`,
      process: stack.process('cases'),
      authorization: () => stack.identity.token('cases', claims),
    };
    const inOne: Answerer = {
      name: 'the one server',
      url: `http://127.0.0.1:${port}/graphql`,
      process: monolith,
      authorization: () => stack.identity.token('monolith', claims),
    };
    // those after which a whole page comes
    const cursors = (await cursorsOf(cases)).slice(0, sizes.listed - 50);
    tell('one subgraph');
    const one = await compare(gateway, cases, asking(LIST, cursors), sizes.requests);
    tell('join of three subgraphs');
    const join = await compare(gateway, inOne, asking(JOIN, cursors), sizes.requests);
    return { one, join };
  } finally {
    await monolith.stop();
  }
}

/** Pages that begin at many places of two lists: no two questions under way are the same. */
const asking = (query: string, cursors: readonly string[]): Asking => ({
  query,
  variables: (place) => ({
    units: [LIST_UNIT],
    filter: place % 2 === 0 ? 'ALL' : 'UNHANDLED',
    after: cursors[Math.floor(place / 2) % cursors.length],
  }),
});

async function cursorsOf({ url, authorization }: Answerer): Promise<string[]> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await authorization()}` },
    body: JSON.stringify({ query: CURSORS, variables: { units: [LIST_UNIT] } }),
  });
  const { data } = (await response.json()) as { data: { cases: { edges: { cursor: string }[] } } };
  return data.cases.edges.map(({ cursor }) => cursor);
}
