import { startEphemeralPostgres } from './ephemeral-postgres.ts';
import { freePortFrom } from './ports.ts';
import { startPostgres } from './postgres.ts';

/**
 * For postgres.test.ts: a parent that can be killed. Starts the server of a folder (`ephemeral`: one without), says
 * which it is in one line of JSON, and stops it when its standard input ends.
 */
const [folder = '', port = '15432'] = process.argv.slice(2);
const server = await (folder === 'ephemeral'
  ? startEphemeralPostgres()
  : startPostgres({ folder, pickPort: () => freePortFrom(Number(port)) }));
const { pid, port: taken, adopted, adminUrl } = server;
console.log(JSON.stringify({ pid, port: taken, adopted, adminUrl }));
process.stdin.resume().once('end', () => void server.stop());
