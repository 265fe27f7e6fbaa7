import { describe, expect, it } from 'vitest';
import { cursorOf, parseCursor } from './page.ts';

describe('A cursor', () => {
  const position = { at: new Date('2026-09-18T08:07:00.123Z'), id: '78040000-0000-4000-8000-000000000002' };

  it('leads back to where it was taken', () => {
    expect(parseCursor(cursorOf(position))).toEqual(position);
  });

  it.each(['', 'x', '2026-09-18T08:07:00.123Z', `_${position.id}`, '2026-09-18T08:07:00.123Z_x'])(
    'is not made up: %j leads nowhere',
    (cursor) => {
      expect(parseCursor(cursor)).toBeUndefined();
    },
  );
});
