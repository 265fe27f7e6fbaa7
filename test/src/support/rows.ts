import { globalId } from '@intygsgraf/kernel/domain';
import pg from 'pg';
import { ADMIN } from '../demo/roles.ts';
import type { FreshDatabase } from './database.ts';
import type { Target } from './ways-in.ts';

type Row = Record<string, string | null>;

/** Connections that stay open for the next question, as a new one costs more than what is asked: by database. */
const pools = new Map<string, pg.Pool>();

function poolOf({ url }: FreshDatabase): pg.Pool {
  const connectionString = url(ADMIN);
  const found = pools.get(connectionString);
  if (found) return found;
  const pool = new pg.Pool({ connectionString, max: 4, idleTimeoutMillis: 5_000, allowExitOnIdle: true });
  pool.on('error', () => {}); // the database was dropped
  pools.set(connectionString, pool);
  return pool;
}

/** Rows as the superuser sees them: all of them, whatever the policies say. */
export const rowsOf = async (database: FreshDatabase, sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await poolOf(database).query<Row>(sql, values)).rows;

/** The tables of what care writes and is asked; a change to any of their rows changes the digest. */
const RECORDS = [
  'cases."case"',
  'cases.message',
  'cases.delivery',
  'cases.certificate',
  'cases.unit_version',
  'certificates.certificate',
  'certificates.draft',
  'certificates.idempotency',
  'certificates.signature',
  'certificates.guidance',
  'certificates.delivery',
  'certificates.relation',
  'certificates.event',
  'decision_support.risk_prediction',
  'decision_support.cds_card',
  'decision_support.cds_feedback',
];

/** When an event was heard is nobody's doing. */
const EVENTS = '(select id, certificate_id, number, kind, at, actor, unit, parent_id from certificates.event)';

/** What stands behind them, which nobody changes by asking: the directory, sessions, what was brought in. */
const GROUNDS = [
  'users.care_provider',
  'users.care_unit',
  'users.staff',
  'users.assignment',
  'users.directory_edition',
  'users.session',
  'decision_support.register_edition',
];

const digestOf = (tables: readonly string[]): string =>
  tables
    .map(
      (table) =>
        `select '${table}' as "table", md5(string_agg(t::text, chr(10) order by t::text)) as digest
         from ${table === 'certificates.event' ? EVENTS : table} t`,
    )
    .join(' union all ');
const DIGEST = digestOf(RECORDS);
const WHOLE_DIGEST = digestOf([...RECORDS, ...GROUNDS]);

/** One line for each table of records: its content, told apart by any change. By its name, the question is planned once. */
export const digest = async (database: FreshDatabase): Promise<Row[]> =>
  (await poolOf(database).query<Row>({ name: 'digest', text: DIGEST })).rows;

/** The same, with the tables that records rest on. */
export const wholeDigest = async (database: FreshDatabase): Promise<Row[]> =>
  (await poolOf(database).query<Row>({ name: 'whole digest', text: WHOLE_DIGEST })).rows;

/** A draft that says what a certificate of the demo does, for the same patient on the same unit. */
const DRAFT_LIKE = `insert into certificates.draft
  select gen_random_uuid(), type_id, type_version, 'DRAFT_COMPLETE', unit, care_unit, care_provider, person_id, patient_id,
    protection, test_certificate, signed_by, now(), (now() at time zone 'Europe/Stockholm')::date + 15, 1, signed_by, now(),
    (select jsonb_object_agg(key, jsonb_build_object('answer', value, 'revision', 1, 'savedBy', signed_by,
      'savedAt', now())) from jsonb_each(answers))
  from certificates.certificate where id = $1 returning id, patient_id`;

/** The certificate as if it had been signed here, sent and delivered; what was signed says what it says. */
const SENT_LIKE = [
  `update certificates.certificate set sent_at = signed_at where id = $1 and sent_at is null`,
  `insert into certificates.signature
    select id, convert_to(answers->'35.1'->>'text', 'UTF8'), signed_by, signed_at, 1 from certificates.certificate where id = $1
    on conflict do nothing`,
  `insert into certificates.delivery (id, certificate_id, sequence, recipient, interaction, bytes, state, attempts,
      created_at, first_tried_at, settled_at)
    select gen_random_uuid(), id, 1, 'FKASSA', 'RegisterCertificate', convert_to(answers->'35.1'->>'text', 'UTF8'), 'DELIVERED', 1,
      signed_at, signed_at, signed_at from certificates.certificate where id = $1
    on conflict (certificate_id, sequence) do update set attempts = 1 returning id`,
];

/** A certificate of the demo with the oldest case about it, what went out about it, and a draft of the same. */
export async function targetOf(database: FreshDatabase, certificateId: string): Promise<Target> {
  const [found] = await rowsOf(
    database,
    'select id, unit from cases."case" where certificate_id = $1 order by sent_at',
    [certificateId],
  );
  if (!found) throw new Error(`there is no case about ${certificateId}`);
  const [draft] = await rowsOf(database, DRAFT_LIKE, [certificateId]);
  let delivery: Row | undefined;
  for (const statement of SENT_LIKE) [delivery] = await rowsOf(database, statement, [certificateId]);
  return {
    case: globalId('Case', found['id'] ?? ''),
    certificate: globalId('Certificate', certificateId),
    draft: globalId('Draft', draft?.['id'] ?? ''),
    delivery: globalId('Delivery', delivery?.['id'] ?? ''),
    patient: globalId('Patient', draft?.['patient_id'] ?? ''),
    unit: found['unit'] ?? '',
  };
}

/** What nobody has. */
export const NOTHING: Target = {
  case: 'Case_00000000-0000-4000-8000-000000000000',
  certificate: 'Certificate_00000000-0000-4000-8000-000000000000',
  draft: 'Draft_00000000-0000-4000-8000-000000000000',
  delivery: 'Delivery_00000000-0000-4000-8000-000000000000',
  patient: 'Patient_00000000-0000-4000-8000-000000000000',
  unit: 'TSTNMT2321000156-NONE',
};
