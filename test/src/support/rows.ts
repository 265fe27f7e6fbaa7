import { globalId } from '@intygsgraf/kernel/domain';
import { connected } from '../demo/admin.ts';
import { ADMIN } from '../demo/roles.ts';
import type { FreshDatabase } from './database.ts';
import type { Target } from './ways-in.ts';

type Row = Record<string, string | null>;

/** Rows as the superuser sees them: all of them, whatever the policies say. */
export const rowsOf = (database: FreshDatabase, sql: string, values: unknown[] = []): Promise<Row[]> =>
  connected(database.url(ADMIN), async (client) => (await client.query<Row>(sql, values)).rows);

/** The tables of what care writes and is asked; a change to any of their rows changes the digest. */
const RECORDS = [
  'cases."case"',
  'cases.message',
  'cases.certificate',
  'cases.unit_version',
  'certificates.certificate',
];

/** One line for each table of records: its content, told apart by any change. */
export const digest = async (database: FreshDatabase): Promise<Row[]> => {
  const digests = RECORDS.map(
    (table) =>
      `select '${table}' as "table", md5(string_agg(t::text, chr(10) order by t::text)) as digest from ${table} t`,
  );
  return rowsOf(database, digests.join(' union all '));
};

/** A certificate of the demo with the oldest case about it. */
export async function targetOf(database: FreshDatabase, certificateId: string): Promise<Target> {
  const [found] = await rowsOf(
    database,
    'select id, unit from cases."case" where certificate_id = $1 order by sent_at',
    [certificateId],
  );
  if (!found) throw new Error(`there is no case about ${certificateId}`);
  return {
    case: globalId('Case', found['id'] ?? ''),
    certificate: globalId('Certificate', certificateId),
    unit: found['unit'] ?? '',
  };
}

/** What nobody has. */
export const NOTHING: Target = {
  case: 'Case_00000000-0000-4000-8000-000000000000',
  certificate: 'Certificate_00000000-0000-4000-8000-000000000000',
  unit: 'TSTNMT2321000156-NONE',
};
