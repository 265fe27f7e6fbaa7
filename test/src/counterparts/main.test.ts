import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { generateJournalKeys } from './identity-provider/journal-keys.ts';
import { createSigningCa } from './signing-service/signing-ca.ts';

const { jwks } = await generateJournalKeys();

const ca = await createSigningCa();

const counterparts: [string, Record<string, string>][] = [
  ['person-service', {}],
  ['identity-provider', { JOURNAL_CLIENT_SECRET: 'hemlighet-for-prov', JOURNAL_JWKS: JSON.stringify(jwks) }],
  [
    'signing-service',
    {
      SIGNING_CA: ca.certificate,
      SIGNING_CA_KEY: ca.privateKey,
      ISSUERS: 'certificates=http://127.0.0.1:9/.well-known/jwks.json',
    },
  ],
  ['smtp', {}],
  ['agency', { CARE_URL: 'http://127.0.0.1:9/soap/SendMessageToCare/2' }],
];

const lines = (stream: Readable | null) => createInterface(stream ?? Readable.from([]))[Symbol.asyncIterator]();

/** As the supervisor starts it: with a channel between them. */
function start(name: string, environment: Record<string, string>) {
  const file = `${import.meta.dirname}/${name}/${name}.main.ts`;
  return fork(file, { env: { ...process.env, PORT: '0', ...environment }, silent: true, execArgv: [] });
}

describe.each(counterparts)('The %s as a process', (name, environment) => {
  it('says in one line where it is, nothing else, and leaves in peace on SIGTERM', async () => {
    const child = start(name, environment);
    const [said, complained] = [lines(child.stdout), text(child.stderr ?? Readable.from([]))];
    expect((await said.next()).value).toMatch(/^listening http:\/\/127\.0\.0\.1:\d+$/);
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    expect(await said.next()).toMatchObject({ done: true });
    expect(await complained).toBe('');
  });

  it('leaves when its supervisor is gone', async () => {
    const child = start(name, environment);
    await lines(child.stdout).next();
    const exit = once(child, 'exit');
    child.disconnect();
    expect(await exit).toEqual([0, null]);
  });

  it('does not start on a port that is none', async () => {
    const child = start(name, { ...environment, PORT: 'fyrtio' });
    expect(await once(child, 'exit')).toEqual([1, null]);
  });
});
