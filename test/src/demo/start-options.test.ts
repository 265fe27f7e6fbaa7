import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { anyFreePort } from './ports.ts';
import { pickPorts, readStartOptions } from './start-options.ts';

const occupied = async (port: number) => {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { [Symbol.dispose]: () => void server.close() };
};

describe('The options of npm start', () => {
  it('name ports in the environment or as arguments, which go first', () => {
    const environment = { GATEWAY_PORT: '5000', PERSON_SERVICE_PORT: '5010' };
    const { chosen } = readStartOptions(['--port', 'gateway=6000'], environment);
    expect([...chosen]).toEqual([
      ['person-service', 5010],
      ['gateway', 6000],
    ]);
  });

  it.each([
    [['--port', 'nobody=1'], /there is no nobody/],
    [['--port', 'gateway=many'], /a port is a number from 1 to 65535/],
    [['--port', 'gateway'], /a port is a number/],
    [['--rest'], /--rest[^]*npm start --/],
  ])('%j are not understood, and it says why', (args, why) => {
    expect(() => readStartOptions(args, {})).toThrow(why);
  });
});

describe('A port', () => {
  it('that somebody chose and another program has is refused by name', async () => {
    const port = await anyFreePort();
    using _other = await occupied(port);
    await expect(pickPorts(['gateway'], new Map([['gateway', port]]))).rejects.toThrow(
      `Port ${port}, chosen for gateway, is taken`,
    );
  });

  it('is given to one process only', async () => {
    const picked = await pickPorts(['gateway', 'users', 'cases'], new Map());
    expect(new Set(Object.values(picked)).size).toBe(3);
  });
});
