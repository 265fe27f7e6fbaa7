import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLog } from './log.ts';
import { takeDown } from './take-down.ts';

describe('A process that is told to stop', () => {
  const lines: Record<string, unknown>[] = [];
  const log = createLog(
    'test',
    new Writable({
      write(line, _encoding, done) {
        lines.push(JSON.parse(String(line)) as Record<string, unknown>);
        done();
      },
    }),
  );
  const never = (): Promise<void> => new Promise(() => {});

  it('stops its parts in their order, each when the one before it has come to its end', async () => {
    const told: string[] = [];
    const part = (name: string) => async () => {
      told.push(name);
      await new Promise(setImmediate);
      told.push(`${name} is gone`);
    };
    await takeDown(log, { server: part('server'), queue: part('queue'), pool: part('pool') });
    expect(told).toEqual(['server', 'server is gone', 'queue', 'queue is gone', 'pool', 'pool is gone']);
    expect(lines).toEqual([]);
  });

  it('leaves behind what hangs or fails, names it, and stops the others all the same', async () => {
    const told: string[] = [];
    await takeDown(
      log,
      {
        server: never,
        queue: () => Promise.reject(new Error('gone already')),
        bus: () => {
          throw new Error('never there');
        },
        pool: () => told.push('pool'),
      },
      20,
    );
    expect(told).toEqual(['pool']);
    expect(lines).toMatchObject([
      { msg: 'does not stop', part: 'server' },
      { msg: 'stopped with an error', part: 'queue' },
      { msg: 'stopped with an error', part: 'bus' },
    ]);
  });
});
