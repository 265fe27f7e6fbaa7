import { type Criterion, matches } from '@intygsgraf/kernel/domain';
import { openOrm } from '@intygsgraf/kernel/server';
import { defineEntity, type MikroORM, p } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN } from '../demo/roles.ts';
import { freshDatabase } from '../support/database.ts';

/** A table like any of ours, with a closed set, a free text, a number and a yes or no, all of which may be missing. */
const RowEntity = defineEntity({
  name: 'Row',
  tableName: 'criterion_row',
  properties: {
    id: p.integer().primary(),
    status: p.enum(() => ['OPEN', 'CLOSED']).nullable(),
    text: p.text().nullable(),
    number: p.integer().nullable(),
    flag: p.boolean().nullable(),
  },
});

interface Row {
  readonly status: string | null;
  readonly text: string | null;
  readonly number: number | null;
  readonly flag: boolean | null;
}

/** Every value that a column of the test has. The texts are those that a database and a program may take for alike. */
const VALUES = {
  status: ['OPEN', 'CLOSED', null],
  text: ['a', 'A', 'a ', '', 'å', 'a\u030a', null],
  number: [0, 1, -1, null],
  flag: [true, false, null],
} as const;

type Column = keyof typeof VALUES;

const rows: (Row & { id: number })[] = VALUES.status
  .flatMap((status) =>
    VALUES.text.flatMap((text) =>
      VALUES.number.flatMap((number) => VALUES.flag.map((flag) => ({ status, text, number, flag }))),
    ),
  )
  .map((row, id) => ({ id, ...row }));

/** Every list of some of the values; the one of none too. */
function listsOf<Value>(values: readonly Value[]): Value[][] {
  const [first, ...rest] = values;
  if (first === undefined) return [[]];
  return listsOf(rest).flatMap((list) => [list, [first, ...list]]);
}
const wanted = (column: Column): Criterion<Row>[] =>
  listsOf(VALUES[column].filter((value) => value !== null)).map((list) => ({ [column]: { $in: list } }));

let orm: MikroORM;
beforeAll(async () => {
  const database = await freshDatabase();
  orm = await openOrm({ schema: 'public', entities: [RowEntity], migrations: [] }, database.url(ADMIN));
  await orm.schema.create();
  await orm.em.fork().insertMany(RowEntity, rows);
});
afterAll(() => orm.close());

async function expectAlike(criterion: Criterion<Row>): Promise<void> {
  const found = await orm.em.fork().find(RowEntity, { ...criterion }, { orderBy: { id: 'asc' } });
  const said = rows.filter((row) => matches<Row>(row, criterion));
  expect(
    found.map(({ id }) => id),
    JSON.stringify(criterion),
  ).toEqual(said.map(({ id }) => id));
}

describe('PostgreSQL finds the rows that JavaScript says fulfil the criterion', () => {
  it('for a criterion that asks nothing: all of them', async () => {
    await expectAlike({});
    expect(rows).toHaveLength(3 * 7 * 4 * 3);
  });

  it.each(Object.keys(VALUES) as Column[])('for every list of values of the column %s', async (column) => {
    for (const criterion of wanted(column)) await expectAlike(criterion);
  });

  it('for every list of one column with every list of another', async () => {
    for (const status of wanted('status'))
      for (const other of [...wanted('number'), ...wanted('flag')]) await expectAlike({ ...status, ...other });
  });
});
