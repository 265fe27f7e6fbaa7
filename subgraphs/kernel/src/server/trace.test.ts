import { describe, expect, it } from 'vitest';
import { createLog } from './log.ts';
import { beginTrace, continueTrace, traceHeaders, traceId } from './trace.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const parent = `00-${TRACE}-00f067aa0ba902b7-01`;

describe('A trace', () => {
  it('is that of whoever asked, and goes on to whoever is asked', async () => {
    await continueTrace('test', { traceparent: parent }, async () => {
      expect(traceId()).toBe(TRACE);
      await new Promise(setImmediate);
      expect(traceHeaders()['traceparent']).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-0[01]$`));
    });
  });

  it('that begins here has an id of its own, and so has the next', async () => {
    const [one, other] = await Promise.all([0, 1].map(() => beginTrace('test', {}, async () => traceId())));
    expect(one).toMatch(/^[0-9a-f]{32}$/);
    expect(other).toMatch(/^[0-9a-f]{32}$/);
    expect(one).not.toBe(other);
  });

  it.each(['', 'none', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, '00-191212121212-1-01'])(
    'that is none is begun anew: %j',
    async (traceparent) => {
      const id = await continueTrace('test', { traceparent }, async () => traceId());
      expect(id).toMatch(/^[0-9a-f]{32}$/);
      expect(id).not.toContain('191212121212');
    },
  );

  it('is there only while the work is', async () => {
    await expect(beginTrace('test', {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(traceId()).toBeUndefined();
    expect(traceHeaders()).toEqual({});
  });

  it('is in every line that is logged meanwhile', async () => {
    const lines: string[] = [];
    const log = createLog('test', { write: (line) => void lines.push(line) });
    await continueTrace('test', { traceparent: parent }, async () => log.warn('within'));
    log.warn('without');
    const [within, without] = lines.map((line) => JSON.parse(line) as object);
    expect(within).toMatchObject({ service: 'test', trace: TRACE, msg: 'within' });
    expect(without).not.toHaveProperty('trace');
  });
});
