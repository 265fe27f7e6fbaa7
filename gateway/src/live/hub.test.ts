import { AccessError, DomainError } from '@intygsgraf/kernel/domain';
import { createLog, UnavailableError, type UserClaims } from '@intygsgraf/kernel/process';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LIMITS } from '../limits.ts';
import { Hub } from './hub.ts';
import { createLiveDocuments, type LiveDocument } from './live-document.ts';
import { fakeSocket, type FakeSocket } from './testing/fake-socket.ts';
import { ScriptedTruth } from './testing/scripted-truth.ts';
import { UNHANDLED } from './truth.ts';

const documentOf = createLiveDocuments(UNHANDLED);
const document = documentOf(
  'subscription ($units: [ID!]!) { unhandled(units: $units) { hsaId total version } }',
) as LiveDocument;
const user: UserClaims = { hsaId: 'D', unit: 'SE1', acr: '', client: 'journal', expiresAt: 2_000_000_000 };
const log = createLog('test');
log.level = 'silent';

let truth: ScriptedTruth;
let hub: Hub;
let reader: FakeSocket;
beforeEach(() => {
  truth = new ScriptedTruth();
  hub = new Hub(truth, log);
  reader = fakeSocket();
  reader.live.user = user;
});

/** Everything that is under way has its turn. */
const settled = () => new Promise((resolve) => setImmediate(resolve));
const join = (units: string[], id = '1', socket = reader) => hub.join(socket.live, user, id, document, units);
async function joined(units: string[], id = '1', socket = reader): Promise<void> {
  await join(units, id, socket);
  await settled();
}
async function noticed(unit: string, version: number): Promise<void> {
  hub.notice([{ unit, version }]);
  await settled();
}
const totals = (id = '1', socket = reader): unknown[] => socket.values(id).map(({ total }) => total);
const refusals = (socket = reader): string[][] =>
  socket.sent
    .filter(({ type }) => type === 'error')
    .map(({ id, payload }) => [id, ...payload.map((e) => e.extensions.code)]);

describe('A subscription', () => {
  it('begins with the value of every unit', async () => {
    truth.set('SE1', 3, 7);
    truth.set('SE2', 0, 1);
    await joined(['SE1', 'SE2']);
    expect(reader.values('1')).toEqual([
      { hsaId: 'SE1', total: 3, version: 7 },
      { hsaId: 'SE2', total: 0, version: 1 },
    ]);
  });

  it('goes on with the latest value of the unit that changed', async () => {
    await joined(['SE1', 'SE2']);
    truth.set('SE2', 4, 2);
    await noticed('SE2', 2);
    expect(reader.values('1').at(-1)).toEqual({ hsaId: 'SE2', total: 4, version: 2 });
    expect(reader.values('1')).toHaveLength(3);
  });

  it('of a unit that others watch begins with what they see, without another read', async () => {
    truth.set('SE1', 3, 7);
    await joined(['SE1']);
    const other = fakeSocket();
    await joined(['SE1'], '1', other);
    expect(totals('1', other)).toEqual([3]);
    expect(truth.reads).toEqual([['SE1']]);
  });

  it('of the same unit in another class has a value of its own', async () => {
    truth.set('SE1', 3, 7);
    await joined(['SE1']);
    truth.classOf = () => 'other';
    await joined(['SE1'], '2');
    expect(truth.reads).toEqual([['SE1'], ['SE1']]);
    await noticed('SE1', 8);
    expect(truth.reads.at(-1)).toEqual(['SE1', 'SE1']);
  });

  it('that ends gets no more, and a unit that nobody watches is read no more', async () => {
    await joined(['SE1']);
    expect(hub.leave(reader.live, '1')).toBe(true);
    truth.set('SE1', 3, 7);
    await noticed('SE1', 7);
    expect(totals()).toEqual([0]);
    expect(truth.reads).toHaveLength(1);
    expect(hub.watchedUnits).toEqual([]);
  });

  it('that is not the hub’s is not its to end', () => {
    expect(hub.leave(reader.live, '1')).toBe(false);
  });

  it('that ends while another of the same socket goes on leaves that one alone', async () => {
    await joined(['SE1'], '1');
    await joined(['SE1'], '2');
    hub.leave(reader.live, '1');
    truth.set('SE1', 3, 7);
    await noticed('SE1', 7);
    expect(totals('1')).toEqual([0]);
    expect(totals('2')).toEqual([0, 3]);
  });
});

describe('Many changes', () => {
  it('while a read is under way are one more read', async () => {
    await joined(['SE1']);
    truth.hold('values');
    for (let version = 1; version <= 50; version++) await noticed('SE1', version);
    expect(truth.reads).toHaveLength(2);
    truth.set('SE1', 50, 50);
    truth.heldValues[0]?.answer([{ hsaId: 'SE1', state: 'CURRENT', epoch: 'one', version: 1, total: 1 }]);
    await settled();
    expect(truth.reads).toHaveLength(3);
    truth.heldValues[1]?.answer(truth.valuesOf(truth.heldValues[1].asked));
    await settled();
    expect(totals()).toEqual([0, 1, 50]);
    expect(truth.reads).toHaveLength(3);
  });

  it('of many units while a read is under way are read together', async () => {
    await joined(['SE1', 'SE2', 'SE3']);
    truth.hold('values');
    await noticed('SE1', 1);
    await noticed('SE2', 1);
    await noticed('SE3', 1);
    truth.hold('values', false);
    truth.heldValues[0]?.answer(truth.valuesOf(truth.heldValues[0].asked));
    await settled();
    expect(truth.reads.slice(1)).toEqual([['SE1'], ['SE2', 'SE3']]);
  });

  it('that are known already are not read', async () => {
    truth.set('SE1', 3, 7);
    await joined(['SE1']);
    await noticed('SE1', 7);
    await noticed('SE1', 6);
    expect(truth.reads).toHaveLength(1);
  });

  it('of units that nobody watches are not read', async () => {
    await joined(['SE1']);
    await noticed('SE9', 1);
    expect(truth.reads).toHaveLength(1);
  });

  it('that the bus told of while it was away are read when it is back', async () => {
    await joined(['SE1', 'SE2']);
    truth.set('SE2', 4, 2);
    hub.readAll();
    await settled();
    expect(reader.values('1').at(-1)).toEqual({ hsaId: 'SE2', total: 4, version: 2 });
  });
});

describe('A read that failed', () => {
  it('is still due, and read by the next comparison with the truth', async () => {
    await joined(['SE1']);
    truth.unreadable = true;
    truth.set('SE1', 3, 1);
    await noticed('SE1', 1);
    expect(totals()).toEqual([0]);
    truth.unreadable = false;
    await hub.compare();
    expect(totals()).toEqual([0, 3]);
  });

  it('is not tried again at once, over and over', async () => {
    await joined(['SE1']);
    truth.unreadable = true;
    await noticed('SE1', 1);
    await settled();
    expect(truth.reads).toHaveLength(2);
  });

  it('lets the comparison fail, so that nobody is told that all is well', async () => {
    await joined(['SE1']);
    truth.set('SE1', 3, 1);
    truth.values = () => Promise.reject(new Error('no answer'));
    await expect(hub.compare()).rejects.toThrow('probed but not read');
  });

  it('at the beginning of a subscription is made good later', async () => {
    truth.unreadable = true;
    await joined(['SE1']);
    expect(reader.sent).toEqual([]);
    truth.unreadable = false;
    await hub.compare();
    expect(totals()).toEqual([0]);
  });

  it('of a unit that nobody watches any more is forgotten', async () => {
    await joined(['SE1']);
    truth.unreadable = true;
    truth.hold('values');
    hub.notice([{ unit: 'SE1', version: 1 }]);
    hub.leave(reader.live, '1');
    await settled();
    truth.unreadable = false;
    const before = truth.reads.length;
    await hub.compare();
    expect(truth.reads).toHaveLength(before);
  });
});

describe('A comparison with the truth', () => {
  it('reads nothing where all is as it is shown', async () => {
    truth.set('SE1', 3, 7);
    await joined(['SE1']);
    await hub.compare();
    expect(truth.reads).toHaveLength(1);
  });

  it('reads a unit whose notice was lost', async () => {
    await joined(['SE1', 'SE2']);
    truth.set('SE2', 4, 2);
    await hub.compare();
    expect(truth.reads.slice(1)).toEqual([['SE2']]);
    expect(reader.values('1').at(-1)).toEqual({ hsaId: 'SE2', total: 4, version: 2 });
  });

  it('reads every unit when the person service falls silent, and when it is back', async () => {
    truth.set('SE1', 3, 7);
    await joined(['SE1']);
    truth.state = 'PU_PROBLEM';
    truth.set('SE1', null, 7);
    await hub.compare();
    truth.state = 'CURRENT';
    truth.set('SE1', 3, 7);
    await hub.compare();
    expect(totals()).toEqual([3, null, 3]);
  });

  it('reads every unit when the database is another one, whose versions are lower', async () => {
    truth.set('SE1', 3, 900);
    await joined(['SE1']);
    truth.epoch = 'two';
    truth.set('SE1', 5, 1);
    await hub.compare();
    expect(totals()).toEqual([3, 5]);
  });

  it('fails when the truth cannot be probed', async () => {
    truth.unreadable = true;
    await expect(hub.compare()).rejects.toThrow();
  });
});

describe('A subscription is refused', () => {
  it.each<[string, Error, string]>([
    ['without the right', new AccessError('FORBIDDEN'), 'FORBIDDEN'],
    ['with a token that ended', new AccessError('UNAUTHENTICATED'), 'UNAUTHENTICATED'],
    ['while nobody can be asked', new UnavailableError('UNAVAILABLE', { service: 'cases' }), 'UNAVAILABLE'],
    ['with units that are none', new DomainError('BAD_USER_INPUT'), 'BAD_USER_INPUT'],
    ['for a reason without a text', new DomainError('SECRET_RULE'), 'UNAVAILABLE'],
    ['for a reason that nobody foresaw', new Error('person 191212121212'), 'UNAVAILABLE'],
  ])('%s, with its code and no more', async (_, error, code) => {
    truth.classOf = () => {
      throw error;
    };
    await joined(['SE1']);
    expect(refusals()).toEqual([['1', code]]);
    expect(reader.raw.join('')).not.toMatch(/1912|SECRET|cases/);
    expect(hub.watchedUnits).toEqual([]);
    expect(reader.live.subscriptions.size).toBe(0);
  });

  it('whole, when one of its units is not theirs', async () => {
    truth.classOf = (unit) => {
      if (unit === 'SE2') throw new AccessError('FORBIDDEN');
      return 'class';
    };
    await joined(['SE1', 'SE2', 'SE3']);
    expect(reader.sent.map(({ type }) => type)).toEqual(['error']);
  });
});

describe('A subscription that is left while its right is asked for', () => {
  beforeEach(() => truth.hold('classes'));

  it('never begins', async () => {
    const joining = join(['SE1']);
    hub.leave(reader.live, '1');
    truth.heldClasses[0]?.answer([{ unit: 'SE1', key: 'class' }]);
    await joining;
    await settled();
    expect(reader.sent).toEqual([]);
    expect(hub.watchedUnits).toEqual([]);
  });

  it('is not refused any more', async () => {
    const joining = join(['SE1']);
    hub.leave(reader.live, '1');
    truth.heldClasses[0]?.fail(new AccessError('FORBIDDEN'));
    await joining;
    expect(reader.sent).toEqual([]);
  });

  it('does not end, when it is refused late, another of the same id', async () => {
    const first = join(['SE1']);
    hub.leave(reader.live, '1');
    const second = join(['SE2']);
    truth.heldClasses[0]?.fail(new AccessError('FORBIDDEN'));
    await first;
    truth.heldClasses[1]?.answer([{ unit: 'SE2', key: 'class' }]);
    await second;
    await settled();
    expect(refusals()).toEqual([]);
    expect(reader.values('1')).toEqual([{ hsaId: 'SE2', total: 0, version: 0 }]);
  });
});

describe('A right that is looked at anew', () => {
  it('and is the same changes nothing', async () => {
    await joined(['SE1']);
    await hub.renew(reader.live);
    await settled();
    expect(reader.sent).toHaveLength(1);
    expect(truth.reads).toHaveLength(1);
  });

  it('and is another moves the subscription: only the numbers of the new class come', async () => {
    await joined(['SE1']);
    truth.classOf = () => 'fewer';
    truth.set('SE1', 1, 1);
    await hub.renew(reader.live);
    await settled();
    expect(totals()).toEqual([0, 1]);
    truth.set('SE1', 2, 2);
    await noticed('SE1', 2);
    expect(totals()).toEqual([0, 1, 2]);
    expect(truth.reads.at(-1)).toEqual(['SE1']);
  });

  it('and is lost ends the subscription with its reason', async () => {
    await joined(['SE1']);
    truth.classOf = () => {
      throw new AccessError('FORBIDDEN');
    };
    await hub.renew(reader.live);
    expect(refusals()).toEqual([['1', 'FORBIDDEN']]);
    truth.set('SE1', 9, 9);
    await noticed('SE1', 9);
    expect(totals()).toEqual([0]);
  });

  it('and is lost for one subscription leaves the others alone', async () => {
    await joined(['SE1'], '1');
    await joined(['SE2'], '2');
    truth.classOf = (unit) => {
      if (unit === 'SE1') throw new AccessError('FORBIDDEN');
      return 'class';
    };
    await hub.renew(reader.live);
    truth.set('SE2', 5, 5);
    await noticed('SE2', 5);
    expect(refusals()).toEqual([['1', 'FORBIDDEN']]);
    expect(totals('2')).toEqual([0, 5]);
  });

  it('and cannot be asked about stays as it is', async () => {
    await joined(['SE1']);
    truth.classOf = () => {
      throw new UnavailableError('UNAVAILABLE');
    };
    await hub.renew(reader.live);
    truth.set('SE1', 2, 2);
    await noticed('SE1', 2);
    expect(refusals()).toEqual([]);
    expect(totals()).toEqual([0, 2]);
  });

  it('is not that of a subscription which took its id meanwhile', async () => {
    await joined(['SE1']);
    truth.hold('classes');
    const renewing = hub.renew(reader.live);
    hub.leave(reader.live, '1');
    const again = join(['SE2']);
    truth.heldClasses[1]?.answer([{ unit: 'SE2', key: 'class' }]);
    await again;
    truth.heldClasses[0]?.answer([{ unit: 'SE1', key: 'fewer' }]);
    await renewing;
    await settled();
    expect(hub.watchedUnits).toEqual(['SE2']);
    expect(reader.live.subscriptions.get('1')?.units).toEqual(['SE2']);
  });

  it('is not asked for while a subscription is still on its way in', async () => {
    truth.hold('classes');
    const joining = join(['SE1']);
    await hub.renew(reader.live);
    expect(truth.heldClasses).toHaveLength(1);
    truth.heldClasses[0]?.answer([{ unit: 'SE1', key: 'class' }]);
    await joining;
    await settled();
    expect(totals()).toEqual([0]);
  });

  it('is nobody’s before they said who they are', async () => {
    await joined(['SE1']);
    reader.live.user = undefined;
    truth.classOf = () => {
      throw new AccessError('FORBIDDEN');
    };
    await hub.renew(reader.live);
    expect(refusals()).toEqual([]);
  });
});

describe('A slow reader', () => {
  it('gets the latest value of each unit when there is room again, and none of those between', async () => {
    await joined(['SE1', 'SE2']);
    reader.bufferedAmount = LIMITS.backlog + 1;
    for (let version = 1; version <= 20; version++) {
      truth.set('SE1', version, version);
      await noticed('SE1', version);
    }
    truth.set('SE2', 5, 5);
    await noticed('SE2', 5);
    expect(reader.values('1')).toHaveLength(2);
    reader.reads();
    expect(reader.values('1').slice(2)).toEqual([
      { hsaId: 'SE1', total: 20, version: 20 },
      { hsaId: 'SE2', total: 5, version: 5 },
    ]);
    expect(reader.coalesced).toBe(21);
  });

  it('who left meanwhile gets nothing more', async () => {
    await joined(['SE1']);
    reader.bufferedAmount = LIMITS.backlog + 1;
    truth.set('SE1', 1, 1);
    await noticed('SE1', 1);
    hub.leave(reader.live, '1');
    reader.reads();
    expect(totals()).toEqual([0]);
  });

  it('who is still slow waits again', async () => {
    await joined(['SE1']);
    reader.bufferedAmount = LIMITS.backlog + 1;
    truth.set('SE1', 1, 1);
    await noticed('SE1', 1);
    reader.reads();
    reader.bufferedAmount = LIMITS.backlog + 1;
    truth.set('SE1', 2, 2);
    await noticed('SE1', 2);
    reader.reads();
    expect(totals()).toEqual([0, 1, 2]);
  });

  it('keeps nobody else waiting', async () => {
    const quick = fakeSocket();
    await joined(['SE1']);
    await joined(['SE1'], '1', quick);
    reader.bufferedAmount = LIMITS.backlog + 1;
    truth.set('SE1', 1, 1);
    await noticed('SE1', 1);
    expect(totals('1', quick)).toEqual([0, 1]);
    expect(totals()).toEqual([0]);
  });
});

describe('A refusal by the hub', () => {
  const security = () => {
    const warn = vi.spyOn(log, 'warn').mockClear();
    return () =>
      warn.mock.calls.filter(([, text]) => (text as unknown) === 'security').map(([line]) => line as unknown);
  };

  it('of a unit is in the security log, and nothing of whom or what', async () => {
    const lines = security();
    truth.classes = () => Promise.reject(new AccessError('FORBIDDEN'));
    await joined(['SE1']);
    expect(lines()).toEqual([{ event: 'refused', code: 'FORBIDDEN' }]);
  });

  it('of a right that has ended is, too', async () => {
    const lines = security();
    await joined(['SE1']);
    truth.classes = () => Promise.reject(new AccessError('FORBIDDEN'));
    await hub.renew(reader.live);
    expect(lines()).toEqual([{ event: 'refused', code: 'FORBIDDEN' }]);
  });

  it('of one too many is, one that is only faulty or comes at the wrong time is not', async () => {
    const lines = security();
    hub.refuseUnjoined(reader.live, '1', 'TOO_MANY_SUBSCRIPTIONS');
    hub.refuseUnjoined(reader.live, '2', 'BAD_USER_INPUT');
    truth.classes = () => Promise.reject(new UnavailableError('UNAVAILABLE', { service: 'cases' }));
    await joined(['SE1'], '3');
    expect(lines()).toEqual([{ event: 'refused', code: 'TOO_MANY_SUBSCRIPTIONS' }]);
    expect(refusals().map(([, code]) => code)).toEqual(['TOO_MANY_SUBSCRIPTIONS', 'BAD_USER_INPUT', 'UNAVAILABLE']);
  });
});
