import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RunningServer } from '../listen.ts';
import type { FaultMode } from './fault.ts';
import type { Person } from './person.ts';
import { startPersonService } from './person-service.ts';

const anna = person('199001032391', 'Anna');
const bo = person('199001112383', 'Bo');
const unknown = '199001152389';

function person(personId: string, givenName: string): Person {
  return { personId, givenName, surname: 'Provsson', protectedPerson: false, deceased: false, testIndicated: false };
}

let service: RunningServer;
beforeAll(async () => {
  service = await startPersonService({ persons: [anna, bo] });
});
afterEach(() => send('POST', '/fault', { mode: 'none' }));
afterAll(() => service.stop());

const send = (method: string, path: string, body: unknown): Promise<Response> =>
  fetch(`${service.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const ask = (personIds: readonly unknown[]) => send('POST', '/persons', { personIds });
const misbehave = (mode: FaultMode, delayMs?: number) => send('POST', '/fault', { mode, delayMs });

describe('The person service', () => {
  it('answers in the order of the question and says who it does not know', async () => {
    const response = await ask([bo.personId, unknown, anna.personId]);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      persons: [
        { ...bo, status: 'FOUND' },
        { personId: unknown, status: 'NOT_FOUND' },
        { ...anna, status: 'FOUND' },
      ],
    });
  });

  it('can forget a person, once', async () => {
    const cecilia = person('199001232392', 'Cecilia');
    const own = await startPersonService({ persons: [cecilia] });
    const forget = () =>
      fetch(`${own.url}/persons`, {
        method: 'DELETE',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ personId: cecilia.personId }),
      });
    expect([(await forget()).status, (await forget()).status]).toEqual([204, 404]);
    await own.stop();
  });

  it('answers an empty question with nobody, so that a caller can ask whether it is alive', async () => {
    expect(await (await ask([])).json()).toEqual({ persons: [] });
  });

  it('knows a reserve number, which has letters', async () => {
    expect((await ask(['22850614AB14'])).status).toBe(200);
  });

  it('answers a hundred ids and refuses one more', async () => {
    expect((await ask(Array.from({ length: 100 }, () => unknown))).status).toBe(200);
    expect((await ask(Array.from({ length: 101 }, () => unknown))).status).toBe(400);
  });

  it.each([
    ['a number without century', { personIds: ['9001032391'] }],
    ['a number with a hyphen', { personIds: ['19900103-2391'] }],
    ['a number that is no text', { personIds: [199001032391] }],
    ['no list', { personIds: unknown }],
    ['a field it does not know', { personIds: [], includeAddress: true }],
    ['a body that is no JSON', '{"personIds":'],
  ])('refuses %s and does not repeat it', async (_what, body) => {
    const response = await send('POST', '/persons', body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: 'BAD_REQUEST' });
  });

  it('has no address with a person number in it, and repeats none in its refusal', async () => {
    const response = await fetch(`${service.url}/persons/${anna.personId}`);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain(anna.personId);
  });

  it('writes nothing about whom it was asked for', async () => {
    const said = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')];
    await ask([anna.personId]);
    await send('POST', '/persons', `${anna.personId}`);
    for (const line of said) expect(line).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });
});

describe('A person who changes', () => {
  it('is told protected from the next question on', async () => {
    const changed = await send('PATCH', '/persons', { personId: bo.personId, protectedPerson: true });
    expect(await changed.json()).toEqual({ ...bo, protectedPerson: true, status: 'FOUND' });
    expect(await (await ask([bo.personId])).json()).toEqual({
      persons: [{ ...bo, protectedPerson: true, status: 'FOUND' }],
    });
    await send('PATCH', '/persons', { personId: bo.personId, protectedPerson: false });
  });

  it('is told by the number that they have now, whatever number was asked for', async () => {
    await send('PATCH', '/persons', { personId: bo.personId, changedTo: unknown });
    expect(await (await ask([bo.personId])).json()).toEqual({
      persons: [{ ...bo, personId: unknown, status: 'FOUND' }],
    });
    await send('PATCH', '/persons', { personId: bo.personId, changedTo: bo.personId });
    expect(await (await ask([bo.personId])).json()).toEqual({ persons: [{ ...bo, status: 'FOUND' }] });
  });

  it('must be known, and change in something that a person has', async () => {
    expect((await send('PATCH', '/persons', { personId: unknown, deceased: true })).status).toBe(404);
    expect((await send('PATCH', '/persons', { personId: anna.personId, shoeSize: 38 })).status).toBe(400);
  });
});

describe('A person service with a fault', () => {
  it('is down with 503', async () => {
    await misbehave('down');
    expect((await ask([anna.personId])).status).toBe(503);
  });

  it('answers late when slow, and rightly', async () => {
    await misbehave('slow', 60);
    const from = performance.now();
    const response = await ask([anna.personId]);
    expect(performance.now() - from).toBeGreaterThanOrEqual(55);
    expect(await response.json()).toEqual({ persons: [{ ...anna, status: 'FOUND' }] });
  });

  it('answers 200 with persons that lack their flags when it talks garbage', async () => {
    await misbehave('garbage');
    const response = await ask([]);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ persons: [{ personId: expect.any(String), status: 'FOUND' }] });
  });

  it('never answers when it hangs, and still stops', async () => {
    const hanging = await startPersonService({ persons: [anna] });
    const post = (path: string, body: unknown) =>
      fetch(hanging.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await post('/fault', { mode: 'hang' });
    const refused = expect(post('/persons', { personIds: [] })).rejects.toThrow('fetch failed');
    // Time to arrive, and to be answered if it were.
    await setTimeout(100);
    await hanging.stop();
    await refused;
  });

  it('recovers when told so, and refuses a fault that it does not have', async () => {
    await misbehave('down');
    await misbehave('none');
    expect((await ask([])).status).toBe(200);
    expect((await send('POST', '/fault', { mode: 'haunted' })).status).toBe(400);
  });
});
