import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { agencyAsks, certificateOf } from '../support/agency.ts';
import { ask, codesOf, subscribe, type Subscription } from '../support/graph-client.ts';
import { ajla, alf, type SignedIn, units } from '../support/people.ts';
import { digest, rowsOf, targetOf } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';
import { tryWay, WAYS } from '../support/ways-in.ts';

/** How long the live hub may take to see that a right has ended, and a moment more, milliseconds. */
const RENEWAL = { timeout: 32_000, interval: 100 };
const PROTECTED = '78040000-0000-4000-8000-000000000016';

let stack: SeededStack;
beforeAll(async () => {
  stack = await startSeededStack();
});
afterAll(() => stack.stop());

const watch = async (user: SignedIn, selection: string): Promise<Subscription> => {
  const document = `subscription ($units: [ID!]!) { unhandled(units: $units) { ${selection} } }`;
  const watching = subscribe(stack.gatewayUrl, await stack.token(user), document, { units: [user.unit] });
  await eventually(() => expect(watching.values('unhandled')).toHaveLength(1));
  return watching;
};
const latest = (watching: Subscription) => watching.values<{ total: number }>('unhandled').at(-1)?.total ?? -1;

describe('A user whose assignment on the unit ends', { timeout: 60_000 }, () => {
  it('is refused at once by every question and change, and hears no more within half a minute', async () => {
    const token = await stack.token(alf);
    const streams = [await watch(alf, 'total'), await watch(alf, 'total unit { name }')];
    const target = await targetOf(stack.database, certificateOf(units.alfaVardcentral));
    const before = await digest(stack.database);
    await rowsOf(stack.database, 'delete from users.assignment where staff = $1', [alf.sub]);
    for (const way of WAYS) {
      const answer = await tryWay(stack.gatewayUrl, token, way, alf.unit, target);
      expect(new Set(codesOf(answer)), way.name).toEqual(new Set(['FORBIDDEN']));
      expect(
        Object.values(answer.data ?? {}).every((value) => value === null),
        way.name,
      ).toBe(true);
    }
    expect(await digest(stack.database)).toEqual(before);

    const refused = { error: [{ extensions: { code: 'FORBIDDEN' } }] };
    await eventually(
      () => expect(streams.map(({ events }) => events.slice(1))).toMatchObject([[refused], [refused]]),
      RENEWAL,
    );
    const heard = streams.map(({ events }) => events.length);
    await agencyAsks(stack.agencyUrl, certificateOf(units.alfaVardcentral));
    const count = 'query ($units: [ID!]!) { unhandled(units: $units) { total } }';
    await ask(stack.gatewayUrl, await stack.token({ ...ajla, unit: alf.unit }), count, { units: [alf.unit] });
    expect(streams.map(({ events }) => events.length)).toEqual(heard);
    await Promise.all(streams.map((stream) => stream.close()));
  });
});

describe('A doctor who is one no longer', { timeout: 60_000 }, () => {
  it('is shown no protected patient at once, and counts them no more within half a minute', async () => {
    const streams = [await watch(ajla, 'total'), await watch(ajla, 'total unit { name }')];
    const before = streams.map(latest);
    await rowsOf(stack.database, `update users.staff set licensed_professions = '{}' where hsa_id = $1`, [ajla.sub]);
    const target = await targetOf(stack.database, PROTECTED);
    const answer = await tryWay(stack.gatewayUrl, await stack.token(ajla), WAYS[0], ajla.unit, target);
    expect(answer.data).toEqual({ case: null });
    await eventually(() => expect(streams.map(latest)).toEqual(before.map((total) => total - 1)), RENEWAL);
    await Promise.all(streams.map((stream) => stream.close()));
  });
});
