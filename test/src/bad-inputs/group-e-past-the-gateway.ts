import { globalId } from '@intygsgraf/kernel/domain';
import { expect } from 'vitest';
import { certificateOf } from '../support/agency.ts';
import { ajla, units } from '../support/people.ts';
import { openSocket } from '../support/raw-socket.ts';
import { type Attempt, operation, type Row } from './row.ts';

/** Another care provider's. */
export const BETAS_CERTIFICATE = globalId('Certificate', certificateOf(units.betaVardcentral));

const ENTITIES = 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }';

/** Asked straight at a subgraph, past the gateway. */
const past = (what: string, headers: Record<string, string>, of: object[]): Attempt => ({
  what,
  async trial({ stack, target }) {
    for (const url of [stack.casesUrl, stack.certificatesUrl, stack.decisionSupportUrl, stack.usersUrl]) {
      const body = JSON.stringify({
        query: ENTITIES,
        variables: { of: [...of, { __typename: 'Case', id: target.case }] },
      });
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
      expect(answer.status).toBe(401);
    }
  },
});

const odd = [
  { __typename: 'Certificate', id: BETAS_CERTIFICATE, extra: 'x' },
  { __typename: 'Nothing', id: 'x' },
  JSON.parse('{"__typename":"Case","id":"x","__proto__":{"polluted":1},"a":{"__proto__":{"polluted":1}}}') as object,
];

/** The federation's own questions, and those who come to a subgraph without a gateway. */
export const PAST_THE_GATEWAY: readonly Row[] = [
  {
    id: 'E10',
    sent: 'the federation’s own question, at the gateway and straight at a subgraph',
    answered: 'no such field; 401',
    attempts: [
      operation(
        'at the gateway',
        `{ _entities(representations: [{ __typename: "Certificate", id: "${BETAS_CERTIFICATE}" }]) { __typename } }`,
        ['GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'],
      ),
      operation('for the schema', '{ _service { sdl } }', 'GRAPHQL_VALIDATION_FAILED'),
      past('at the subgraphs', {}, [{ __typename: 'Certificate', id: BETAS_CERTIFICATE }]),
    ],
  },
  {
    id: 'E11',
    sent: 'the same with 1,000 representations, odd ones among them',
    answered: 'the same',
    attempts: [
      operation('at the gateway', ENTITIES, ['GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'], {
        variables: { of: [...Array(997).fill({ __typename: 'Case', id: 'x' }), ...odd] },
        over: ['http', 'stream'],
      }),
      past('at the subgraphs', {}, [...(Array(997).fill({ __typename: 'Case', id: 'x' }) as object[]), ...odd]),
    ],
  },
  {
    id: 'E13',
    sent: 'headers that say who asks, straight at a subgraph',
    answered: '401',
    attempts: [
      {
        what: 'a socket that says them',
        async trial({ stack, token }) {
          for (const payload of [{}, { authorization: `Bearer ${await token(ajla)}` }, { 'x-user-id': ajla.sub }]) {
            const socket = await openSocket(stack.casesUrl);
            socket.say({ type: 'connection_init', payload });
            expect((await socket.closed).code).toBe(4403);
          }
        },
      },
      past('all of them', { 'x-user-id': ajla.sub, 'x-unit': ajla.unit, 'x-forwarded-for': '127.0.0.1' }, []),
    ],
  },
];
