import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Announce, Announcer } from './announcer.ts';

const said: (number | null)[] = [];
let announcer: Announcer;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  said.length = 0;
  announcer = new Announcer((count) => count !== null && said.push(count));
});
afterEach(() => {
  vi.useRealTimers();
});

const changes = (announce: Announce, ...counts: (number | null)[]) => {
  for (const count of counts) {
    announcer.changed(count, announce);
    vi.advanceTimersByTime(1_000);
  }
};

describe('An announcement', () => {
  it('is made of an increase, when the count has rested for a second', () => {
    announcer.changed(3, 'increase');
    announcer.changed(4, 'increase');
    vi.advanceTimersByTime(999);
    expect(said).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(said).toEqual([4]);
  });

  it('is not made of the first count, of the same again, or of a decrease', () => {
    changes('increase', 3, 3, 2);
    expect(said).toEqual([]);
  });

  it('is made of an increase after a decrease', () => {
    changes('increase', 5, 3, 4);
    expect(said).toEqual([4]);
  });

  it('is not made of an increase that is gone before it was said', () => {
    announcer.changed(3, 'increase');
    announcer.changed(5, 'increase');
    changes('increase', 3);
    expect(said).toEqual([]);
  });

  it('is made once of a burst, with the last count', () => {
    announcer.changed(3, 'increase');
    for (let count = 4; count < 64; count++) {
      announcer.changed(count, 'increase');
      vi.advanceTimersByTime(25);
    }
    vi.advanceTimersByTime(1_000);
    expect(said).toEqual([63]);
  });

  it('is made at most once a minute', () => {
    changes('increase', 3, 4, 5, 6);
    expect(said).toEqual([4]);
    vi.advanceTimersByTime(57_000);
    expect(said).toEqual([4]);
    vi.advanceTimersByTime(1_000);
    expect(said).toEqual([4, 6]);
  });

  it('is made of what came while there was no number', () => {
    changes('increase', 3, null, 5);
    expect(said).toEqual([5]);
  });

  it('is not made when the number is gone, or about something else', () => {
    announcer.changed(3, 'increase');
    announcer.changed(4, 'increase');
    changes('increase', null);
    announcer.forget();
    changes('increase', 9);
    expect(said).toEqual([]);
  });

  it('is made of decreases too when all is announced', () => {
    changes('all', 3, 2);
    expect(said).toEqual([2]);
  });

  it('is never made when it is off, nor of what came meanwhile', () => {
    changes('off', 3, 4);
    changes('increase', 4);
    expect(said).toEqual([]);
  });
});
