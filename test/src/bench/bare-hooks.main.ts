import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import pg from 'pg';

/**
 * What cards could cost at the least: takes the same calls, runs the same statements in the same transactions and says a
 * text that was made before. No token is looked at, no call is checked, nothing is looked up.
 */
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
const SESSION = `select set_config('app.scope', 'system', true), set_config('app.units', '', true),
  set_config('app.protections', '', true)`;
const TOKEN = `insert into decision_support.cds_used_token (client, digest, until)
  values ('bare', $1, now() + interval '5 minutes') on conflict do nothing`;
const EDITIONS = `select distinct on (register) * from decision_support.register_edition order by register, number desc`;
const CARD = `insert into decision_support.cds_card
  (id, client, service, shown_on, resolved_code, guidance_id, revision, suggestions)
  values ($1, 'bare', 'bare', current_date, 'F432', '1', 1, '{}')`;

async function inTransaction(...statements: [text: string, values?: unknown[]][]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(SESSION);
    for (const [text, values] of statements) await client.query(text, values);
    await client.query('commit');
  } finally {
    client.release();
  }
}

const CARDS = JSON.stringify({
  cards: [{ uuid: crypto.randomUUID(), summary: 'x'.repeat(100), detail: 'x'.repeat(1_500) }],
});

const answer = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
  await json(request);
  await inTransaction([TOKEN, [crypto.randomUUID()]]);
  await inTransaction([EDITIONS], [CARD, [crypto.randomUUID()]]);
  response.setHeader('content-type', 'application/json').end(CARDS);
};
const server = http.createServer((request, response) => void answer(request, response));
server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
  console.log(`listening http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.on('disconnect', () => process.exit(0));
