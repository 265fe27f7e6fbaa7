import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agencyAsks, certificateOf } from '../support/agency.ts';
import { eventually } from '../support/eventually.ts';
import { ask, codesOf, type EventSubscription, subscribeToEvents } from '../support/graph-client.ts';
import { ajla, alf, beata, type SignedIn, units } from '../support/people.ts';
import { rowsOf } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

/** With a field of another subgraph the graph streams what the hub would. */
/** A hundred streams begin one after the other. */
const WHILE_A_HUNDRED_BEGIN = { timeout: 60_000 };

const SELECTIONS = [
  ['the hub', 'hsaId total version'],
  ['the graph', 'hsaId total version unit { hsaId }'],
] as const;
const document = (selection: string): string =>
  `subscription ($units: [ID!]!) { unhandled(units: $units) { ${selection} } }`;
const refused = (code: string) => [{ next: { errors: [{ extensions: { code } }] } }, { complete: true }];

let stack: SeededStack;
beforeAll(async () => {
  stack = await startSeededStack();
});
afterAll(() => stack.stop());

const open: EventSubscription[] = [];
afterAll(() => Promise.all(open.map((each) => each.close())));
const watchWith = (token: string, selection: string, of: readonly string[], origin?: string): EventSubscription => {
  const watching = subscribeToEvents(stack.gatewayUrl, token, document(selection), { units: of }, origin);
  open.push(watching);
  return watching;
};
const watch = async (user: SignedIn, selection: string, of: readonly string[] = [user.unit]) =>
  watchWith(await stack.token(user), selection, of);
const totals = (watching: EventSubscription): number[] =>
  watching.values<{ total: number }>('unhandled').map((value) => value?.total);
const caseWith = async (text: string): Promise<string | undefined> => {
  const cases = '{ cases(first: 100) { edges { node { id text } } } }';
  const { data } = await ask(stack.gatewayUrl, await stack.token(ajla), cases);
  const { edges } = (data as unknown as { cases: { edges: { node: { id: string; text: string } }[] } }).cases;
  return edges.find(({ node }) => node.text === text)?.node.id;
};
const isThere = (watching: EventSubscription) => eventually(() => expect(totals(watching)).toHaveLength(1));

describe.each(SELECTIONS)('A stream of server-sent events from %s', (_, selection) => {
  it('goes up when the agency asks, and down when care handles', async () => {
    const watching = await watch(ajla, selection);
    await isThere(watching);
    const [before = 0] = totals(watching);
    const text = `Ring oss om sjukskrivningen, säger ${selection}.`;
    await agencyAsks(stack.agencyUrl, certificateOf(units.alfaMedicincentrum), { text });
    await eventually(() => expect(totals(watching).at(-1)).toBe(before + 1));
    const handle = 'mutation ($id: ID!) { markCaseHandled(input: { caseId: $id }) { errors { code } } }';
    const { data } = await ask(stack.gatewayUrl, await stack.token(ajla), handle, { id: await caseWith(text) });
    expect(data).toEqual({ markCaseHandled: { errors: [] } });
    await eventually(() => expect(totals(watching).at(-1)).toBe(before));
  });

  it('is refused with its code for a unit of somebody else', async () => {
    const watching = await watch(ajla, selection, [units.alfaMedicincentrum, units.betaVardcentral]);
    await eventually(() => expect(watching.events).toMatchObject(refused('FORBIDDEN')));
  });

  it('ends with a code when the token does', async () => {
    const watching = watchWith(await stack.token(beata, 4), selection, [beata.unit]);
    await eventually(() => expect(watching.events.slice(1)).toMatchObject(refused('UNAUTHENTICATED')), {
      timeout: 12_000,
    });
    expect(totals(watching)[0]).toBeTypeOf('number');
  });

  it('ends with a code within half a minute when the assignment does', { timeout: 60_000 }, async () => {
    const watching = await watch(alf, selection);
    await isThere(watching);
    const gone = await rowsOf(stack.database, 'delete from users.assignment where staff = $1 returning *', [alf.sub]);
    expect(gone.length).toBeGreaterThan(0);
    await eventually(() => expect(watching.events.slice(1)).toMatchObject(refused('FORBIDDEN')), { timeout: 32_000 });
    for (const row of gone)
      await rowsOf(
        stack.database,
        'insert into users.assignment select * from json_populate_record(null::users.assignment, $1)',
        [JSON.stringify(row)],
      );
  });

  it('is not for a page of a foreign origin, nor without a token', async () => {
    const foreign = watchWith(await stack.token(ajla), selection, [ajla.unit], 'http://evil.test');
    const nobody = watchWith('none', selection, [ajla.unit]);
    await eventually(() => expect([foreign.events, nobody.events]).toMatchObject([[{ error: {} }], [{ error: {} }]]));
    expect([foreign, nobody].map(({ events }) => (events[0] as { error: Error }).error.message)).toEqual([
      expect.stringContaining('403'),
      expect.stringContaining('401'),
    ]);
  });
});

describe('The door for server-sent events', () => {
  const post = async (body: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${stack.gatewayUrl}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        'graphql-require-preflight': '1',
        authorization: `Bearer ${await stack.token(ajla)}`,
        ...headers,
      },
      body,
    });

  /** A sign of life may come at any time. */
  const withoutBeats = async (answer: Response): Promise<string> => (await answer.text()).replaceAll(/^:\n\n/gm, '');

  it('answers a question, too, with one result and the end', async () => {
    const answer = await post(JSON.stringify({ query: '{ viewer { hsaId } }' }));
    expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const [next = '', ...end] = (await withoutBeats(answer)).split('\n\n');
    expect(next).toContain(`event: next\ndata: {"data":{"viewer":{"hsaId":"${ajla.sub}"}}`);
    expect(end).toEqual(['event: complete\ndata:', '']);
  });

  it.each([
    ['no document', '{}', 'BAD_USER_INPUT'],
    ['half a document', '{"query":"subscription {"}', 'GRAPHQL_PARSE_FAILED'],
    ['a document of what there is not', '{"query":"subscription { nothing }"}', 'GRAPHQL_VALIDATION_FAILED'],
    ['no unit at all', JSON.stringify({ query: document('total'), variables: { units: [] } }), 'BAD_USER_INPUT'],
  ])('refuses %s by a result with its code, as the protocol says', async (_, body, code) => {
    const text = await withoutBeats(await post(body));
    expect(text).toMatch(new RegExp(`^event: next\\ndata: .*"code":"${code}".*\\n\\nevent: complete\\ndata:\\n\\n$`));
  });

  it('begins no stream for what is no operation, as a list of them', async () => {
    const answer = await post('[{"query":"{ viewer { hsaId } }"}]');
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('"code":"BAD_USER_INPUT"');
  });

  it('takes JSON only', async () => {
    const { status } = await post('{ viewer { hsaId } }', { 'content-type': 'application/graphql' });
    expect(status).toBe(415);
  });

  it(
    'has a hundred streams of a user and no more, whoever ended one may begin another',
    { timeout: 90_000 },
    async () => {
      const body = JSON.stringify({ query: document('total'), variables: { units: [ajla.unit] } });
      const taken = open.filter(({ events }) => !events.some((event) => 'complete' in event || 'error' in event));
      await Promise.all(taken.map((each) => each.close()));
      const enough: AbortController[] = [];
      const begin = async (): Promise<string> => {
        const control = new AbortController();
        enough.push(control);
        const answer = await fetch(`${stack.gatewayUrl}/graphql`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            accept: 'text/event-stream',
            'graphql-require-preflight': '1',
            authorization: `Bearer ${await stack.token(ajla)}`,
          },
          body,
          signal: control.signal,
        });
        const { value } = (await answer.body?.getReader().read()) ?? {};
        return Buffer.from(value ?? []).toString();
      };
      await eventually(async () => {
        while (enough.length < 100) expect(await begin()).toContain('"total"');
        expect(await begin()).toContain('TOO_MANY_SUBSCRIPTIONS');
      }, WHILE_A_HUNDRED_BEGIN);
      enough[0]?.abort();
      await eventually(async () => expect(await begin()).toContain('"total"'));
      for (const control of enough) control.abort();
    },
  );
});

describe('A subscription over plain POST', () => {
  it.each(SELECTIONS)('of %s is refused with what it needs', async (_, selection) => {
    const variables = { units: [ajla.unit] };
    const answer = await ask(stack.gatewayUrl, await stack.token(ajla), document(selection), variables);
    expect(answer.status).toBe(400);
    expect(codesOf(answer)).toEqual(['SUBSCRIPTION_NEEDS_STREAM']);
  });
});

describe('A stream whose truth cannot be read', () => {
  it('keeps its number, and is told no more that all is well', async () => {
    const own = await startSeededStack();
    try {
      const watching = subscribeToEvents(own.gatewayUrl, await own.token(ajla), document('total'), {
        units: [ajla.unit],
      });
      await eventually(() => expect(watching.beats).toBeGreaterThan(1), { timeout: 15_000 });
      await own.stopOne('cases');
      const heard = watching.beats;
      // longer than two beats take
      await new Promise((resolve) => setTimeout(resolve, 9_000));
      // one may have been on its way
      expect(watching.beats - heard).toBeLessThan(2);
      expect(watching.events).toHaveLength(1);
      await watching.close();
    } finally {
      await own.stop();
    }
  });
});
