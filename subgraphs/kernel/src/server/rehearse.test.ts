import { describe, expect, it } from 'vitest';
import { rehearse } from './rehearse.ts';

describe('A rehearsal', () => {
  it('asks each request at once as often as there are connections, round after round, whatever is answered', async () => {
    let [most, now, all] = [0, 0, 0];
    const ask = async (): Promise<void> => {
      most = Math.max(most, ++now);
      all += 1;
      await Promise.resolve();
      now -= 1;
      throw new Error('there is nothing yet');
    };
    await rehearse({ requests: [{}, {}], atOnce: 4, rounds: 3 }, ask, new AbortController().signal);
    expect([most, all]).toEqual([4, 24]);
  });

  it('ends with the process', async () => {
    const stopping = new AbortController();
    let asked = 0;
    const ask = async (): Promise<void> => {
      asked += 1;
      stopping.abort();
    };
    await rehearse({ requests: [{}, {}], atOnce: 1, rounds: 3 }, ask, stopping.signal);
    expect(asked).toBe(1);
  });
});
