import { describe, expect, it } from 'vitest';
import { type Criterion, matches } from './criterion.ts';

interface Row {
  readonly colour: string | null;
  readonly size?: number;
}

describe('A row', () => {
  it.each<[string, Row, Criterion<Row>, boolean]>([
    ['fulfils a criterion that asks nothing', { colour: null }, {}, true],
    ['fulfils one that lists its value', { colour: 'red' }, { colour: { $in: ['blue', 'red'] } }, true],
    ['does not fulfil one that lists others', { colour: 'red' }, { colour: { $in: ['blue'] } }, false],
    ['does not fulfil one that lists none', { colour: 'red' }, { colour: { $in: [] } }, false],
    ['without a value fulfils no list', { colour: null }, { colour: { $in: ['red'] } }, false],
    ['without the column fulfils no list', { colour: 'red' }, { size: { $in: [1] } }, false],
    [
      'fulfils every column, not one of them',
      { colour: 'red', size: 2 },
      { colour: { $in: ['red'] }, size: { $in: [1] } },
      false,
    ],
    ['is compared by type as well', { colour: '1' }, { colour: { $in: [1 as never] } }, false],
  ])('%s', (_, row, criterion, expected) => {
    expect(matches(row, criterion)).toBe(expected);
  });
});
