import { beforeEach, describe, expect, it } from 'vitest';
import { createLiveDocuments, type LiveDocument } from './live-document.ts';
import { SOCKET } from './live-socket.ts';
import { fakeSocket, type FakeSocket } from './testing/fake-socket.ts';
import { type LiveValue, UNHANDLED } from './truth.ts';
import { Watched } from './watched.ts';

const document = createLiveDocuments(UNHANDLED)(
  'subscription ($units: [ID!]!) { unhandled(units: $units) { total version } }',
) as LiveDocument;
const value = (version: number, total: number | null, more: Partial<LiveValue> = {}): LiveValue => ({
  hsaId: 'SE1',
  state: 'CURRENT',
  epoch: 'one',
  version,
  total,
  ...more,
});

let watched: Watched;
let reader: FakeSocket;
beforeEach(() => {
  watched = new Watched({ unit: 'SE1', key: 'class' });
  reader = fakeSocket();
  watched.group(document, SOCKET, '1').members.add(reader.live);
});

const totals = (): unknown[] => reader.values('1').map(({ total }) => total);

describe('A value', () => {
  it('is sent to whoever watches it', () => {
    watched.take(value(1, 3));
    expect(reader.sent).toEqual([
      { id: '1', type: 'next', payload: { data: { unhandled: { total: 3, version: 1 } } } },
    ]);
  });

  it('of a higher version is sent', () => {
    watched.take(value(1, 3));
    watched.take(value(2, 4));
    expect(totals()).toEqual([3, 4]);
  });

  it('of a lower version is dropped: it was read before the one that is shown', () => {
    watched.take(value(2, 4));
    watched.take(value(1, 3));
    expect(totals()).toEqual([4]);
    expect(watched.value?.version).toBe(2);
  });

  it('is not written to a socket that was closed: nothing may come after its end', () => {
    watched.take(value(1, 3));
    const before = reader.raw.length;
    reader.live.close(1012, '');
    watched.take(value(2, 4));
    reader.live.beat();
    expect(reader.raw).toHaveLength(before);
  });

  it('that was sent is not sent again', () => {
    watched.take(value(1, 3));
    watched.take(value(1, 3));
    expect(totals()).toEqual([3]);
  });

  it('of a higher version that says the same is sent, for the version is part of it', () => {
    watched.take(value(1, 3));
    watched.take(value(2, 3));
    expect(reader.values('1').map(({ version }) => version)).toEqual([1, 2]);
  });

  it('of the same version in another state is sent', () => {
    watched.take(value(1, 3));
    watched.take(value(1, null, { state: 'PU_PROBLEM' }));
    watched.take(value(1, 3));
    expect(totals()).toEqual([3, null, 3]);
  });

  it('of the same version with another number is sent: numbers may be newer than their version', () => {
    watched.take(value(1, 3));
    watched.take(value(1, 2));
    expect(totals()).toEqual([3, 2]);
  });

  it('of another epoch replaces what was shown, whatever its version', () => {
    watched.take(value(900, 3));
    watched.take(value(1, 5, { epoch: 'two' }));
    expect(totals()).toEqual([3, 5]);
    watched.take(value(2, 6, { epoch: 'two' }));
    expect(totals()).toEqual([3, 5, 6]);
  });

  it('is one message for all who ask alike, made once', () => {
    const others = Array.from({ length: 3 }, () => fakeSocket());
    for (const { live } of others) watched.group(document, SOCKET, '1').members.add(live);
    watched.take(value(1, 3));
    const [message] = reader.raw;
    expect(message).toBeInstanceOf(Buffer);
    for (const { raw } of others) expect(raw[0]).toBe(message);
  });

  it('is another message for another id, and keeps its form whatever the id holds', () => {
    const id = '"},{"\\\u2028';
    const odd = fakeSocket();
    watched.group(document, SOCKET, id).members.add(odd.live);
    watched.take(value(1, 3));
    expect(odd.sent).toEqual([{ id, type: 'next', payload: { data: { unhandled: { total: 3, version: 1 } } } }]);
  });

  it('is there at once for whoever comes later', () => {
    watched.take(value(1, 3));
    expect(watched.group(document, SOCKET, '2').frame?.toString()).toContain('"total":3');
  });
});

describe('What nobody watches', () => {
  it('is forgotten, and what somebody watches is not', () => {
    watched.group(document, SOCKET, '2');
    watched.sweep();
    expect(watched.isWanted).toBe(true);
    watched.group(document, SOCKET, '1').members.clear();
    watched.sweep();
    expect(watched.isWanted).toBe(false);
  });
});
