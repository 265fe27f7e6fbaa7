import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { agencyAsks, certificateOf } from '../support/agency.ts';
import { subscribe, type Subscription } from '../support/graph-client.ts';
import { ajla, alva, beata, type SignedIn, units } from '../support/people.ts';
import { setFault } from '../support/person-service.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const NUMBERS = 'total complement answer read waiting certificates overdue';
const COUNT = `hsaId state ${NUMBERS} withoutSubUnits { ${NUMBERS} } epoch version`;
/** The hub takes scalars only; with a field of another subgraph the very same subscription goes to the graph. */
const HUB = `subscription ($units: [ID!]!) { unhandled(units: $units) { ${COUNT} } }`;
const GRAPH = `subscription ($units: [ID!]!) { unhandled(units: $units) { ${COUNT} unit { hsaId } } }`;

interface Count extends Record<string, unknown> {
  readonly hsaId: string;
  readonly total: number | null;
  readonly version: number;
  readonly unit?: { readonly hsaId: string };
}

let stack: SeededStack;
beforeAll(async () => {
  stack = await startSeededStack();
});
afterAll(() => stack.stop());

/** The two ways to one viewer's counts, side by side. */
async function bothWays(viewer: SignedIn, of: readonly string[]) {
  const token = await stack.token(viewer);
  const [hub, graph] = [HUB, GRAPH].map((query) => subscribe(stack.gatewayUrl, token, query, { units: of })) as [
    Subscription,
    Subscription,
  ];
  const latest = (way: Subscription): Map<string, Count> =>
    new Map(way.values<Count>('unhandled').map((count) => [count.hsaId, count]));
  return {
    /** The latest payload of each unit as text, as it came on either way; the field that makes the difference taken off. */
    frames: (way: 'hub' | 'graph') =>
      of.map((unit) => {
        const { unit: added, ...count } = latest(way === 'hub' ? hub : graph).get(unit) ?? {};
        if (way === 'graph') expect(added).toEqual({ hsaId: unit });
        else expect(added).toBeUndefined();
        return JSON.stringify(count);
      }),
    total: (unit: string) => latest(hub).get(unit)?.total,
    isThere: () => {
      for (const way of [hub, graph]) expect([...latest(way).keys()].toSorted()).toEqual(of.toSorted());
    },
    events: () => [hub.events, graph.events],
    close: () => Promise.all([hub.close(), graph.close()]),
  };
}

describe.each<[string, SignedIn, string[]]>([
  ['a doctor', ajla, [units.alfaMedicincentrum, units.alfaAllergi, units.alfaHud, units.alfaVardcentral]],
  ['a care administrator', alva, [units.alfaMedicincentrum, units.alfaAllergi]],
  ['a doctor of another care provider', beata, [units.betaVardcentral, units.betaHud]],
])('The counts of %s', (_, viewer, of) => {
  it('are the same from the hub and from the graph, at first and after a change', async () => {
    const ways = await bothWays(viewer, of);
    await eventually(ways.isThere, { timeout: 5_000 });
    expect(ways.frames('hub')).toEqual(ways.frames('graph'));

    const [changed = ''] = of;
    const before = ways.total(changed) ?? 0;
    await agencyAsks(stack.agencyUrl, certificateOf(changed));
    await eventually(
      () => {
        expect(ways.total(changed)).toBe(before + 1);
        expect(ways.frames('hub')).toEqual(ways.frames('graph'));
      },
      { timeout: 8_000 },
    );
    await ways.close();
  });
});

describe('While the person service is silent', () => {
  it('there are no numbers, alike from the hub and from the graph, and afterwards the same as before', async () => {
    const ways = await bothWays(ajla, [units.alfaMedicincentrum, units.alfaAllergi]);
    await eventually(ways.isThere, { timeout: 5_000 });
    const before = ways.frames('hub');
    const silent = { state: 'PU_PROBLEM', total: null, withoutSubUnits: { total: null } };
    await setFault(stack.personServiceUrl, 'down');
    await eventually(
      () => {
        for (const frame of ways.frames('hub')) expect(JSON.parse(frame)).toMatchObject(silent);
        expect(ways.frames('hub')).toEqual(ways.frames('graph'));
      },
      { timeout: 15_000 },
    );
    await setFault(stack.personServiceUrl, 'none');
    await eventually(
      () => {
        expect(ways.frames('hub')).toEqual(before);
        expect(ways.frames('graph')).toEqual(before);
      },
      { timeout: 15_000 },
    );
    await ways.close();
  });
});

describe('A subscription to a unit that is not theirs', () => {
  it('is refused alike by the hub and by the graph', async () => {
    const ways = await bothWays(alva, [units.alfaMedicincentrum, units.betaVardcentral]);
    const codes = () =>
      ways
        .events()
        .map((events) =>
          events.map((event) =>
            'error' in event ? (event.error as { extensions: { code: string } }[])[0]?.extensions.code : event,
          ),
        );
    await eventually(() => expect(codes()).toEqual([['FORBIDDEN'], ['FORBIDDEN']]), { timeout: 5_000 });
    await ways.close();
  });
});
