import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { addresses, addressLists, natsServers, port, readEnvironment, StartError } from './environment.ts';

const SECRET = 'hunter2-7f3a';

afterEach(() => vi.unstubAllEnvs());

/** What the operator reads when a process does not start in this environment. */
function complaint(shape: z.ZodRawShape, environment: Record<string, string>): string {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  try {
    readEnvironment(shape);
    return '';
  } catch (error) {
    if (error instanceof StartError) return error.message;
    throw error;
  }
}

describe('An environment', () => {
  it('is read as what its variables mean', () => {
    vi.stubEnv('A_PORT', '4001');
    vi.stubEnv('SOME_ISSUERS', 'gateway=http://127.0.0.1:4000/jwks,cases=http://127.0.0.1:4004/jwks?a');
    expect(readEnvironment({ A_PORT: port, SOME_ISSUERS: addresses })).toEqual({
      A_PORT: 4001,
      SOME_ISSUERS: new Map([
        ['gateway', 'http://127.0.0.1:4000/jwks'],
        ['cases', 'http://127.0.0.1:4004/jwks?a'],
      ]),
    });
  });

  it('may name several addresses of one service, and several servers of the bus', () => {
    vi.stubEnv(
      'SOME_ISSUERS',
      'gateway=http://a.example/jwks,cases=http://c.example/jwks,gateway=http://b.example/jwks',
    );
    vi.stubEnv('NATS', 'nats://a.example:4222,tls://u:p@b.example');
    expect(readEnvironment({ SOME_ISSUERS: addressLists, NATS: natsServers })).toEqual({
      SOME_ISSUERS: new Map([
        ['gateway', ['http://a.example/jwks', 'http://b.example/jwks']],
        ['cases', ['http://c.example/jwks']],
      ]),
      NATS: ['nats://a.example:4222', 'tls://u:p@b.example'],
    });
  });

  it('that lacks a variable is refused by its name', () => {
    expect(complaint({ A_URL: z.url(), A_PORT: port }, { A_PORT: '1' })).toMatch(/A_URL/);
  });

  it('is refused by the names of all that is wrong, at once', () => {
    const said = complaint({ A_URL: z.url(), A_PORT: port, FINE: z.string() }, { A_PORT: 'x', FINE: 'y' });
    expect(said).toMatch(/A_URL.*A_PORT/);
    expect(said).not.toContain('FINE');
  });

  it.each([
    ['no address', z.url(), SECRET],
    ['no port', port, SECRET],
    ['an empty port', port, ''],
    ['a port that there is not', port, '65536'],
    ['a port below all', port, '-1'],
    ['half a port', port, '80.5'],
    ['no pairs', addresses, SECRET],
    ['a pair without an address', addresses, `${SECRET}=`],
    ['a pair without a name', addresses, `=http://${SECRET}.example`],
    ['a pair with something that is no address', addresses, `users=${SECRET}`],
    ['an empty list of pairs', addresses, ''],
    ['two addresses where there is room for one', addresses, 'users=http://a.example,users=http://b.example'],
    ['a bus of another kind', natsServers, `http://${SECRET}.example`],
    ['a code that there is not', z.enum(['on', 'off']), SECRET],
    ['a text that is too short', z.string().min(64), SECRET],
  ])('with %s is refused without its value', (_, schema, value) => {
    const said = complaint({ A_VARIABLE: schema }, { A_VARIABLE: value });
    expect(said).toContain('A_VARIABLE');
    expect(said).not.toContain(SECRET);
  });
});
