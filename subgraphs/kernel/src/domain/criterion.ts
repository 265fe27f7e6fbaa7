/**
 * A condition on one row, as data: JavaScript reads it with `matches`, PostgreSQL as a MikroORM filter.
 * Only `$in`, of values that are there: NOT IN and `!includes` disagree on NULL, and let new values in.
 */
export type Criterion<Row> = {
  readonly [Column in keyof Row]?: { readonly $in: NonNullable<Row[Column]>[] };
};

/** Whether a row fulfils every column of the criterion. */
export function matches<Row extends object>(row: Row, criterion: Criterion<Row>): boolean {
  const wanted = Object.entries(criterion) as [keyof Row, { $in: readonly unknown[] }][];
  return wanted.every(([column, { $in }]) => $in.includes(row[column]));
}
