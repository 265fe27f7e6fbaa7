import { buildSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { DomainError } from '../domain/index.ts';
import { createServiceIdentity } from './service-token.ts';
import { createStandingClient, type StandingClient } from './standing-client.ts';
import { UnavailableError } from './subgraph-client.ts';

interface Service {
  readonly port: number;
  stop(): Promise<void>;
}

/** A service that says who it thinks is asking, or refuses. */
async function serve(port: number): Promise<Service> {
  const server = http.createServer();
  const sockets = new WebSocketServer({ server, path: '/graphql' });
  const roots = {
    caller: (_: unknown, { connectionParams }: { connectionParams: { authorization: string } }) =>
      connectionParams.authorization.split(' ')[0],
    refused() {
      throw new DomainError('BAD_USER_INPUT');
    },
  };
  const serving = useServer(
    {
      schema: buildSchema('type Query { caller: String refused: String }'),
      roots: { query: roots },
      context: (of) => of,
    },
    sockets,
  );
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      await serving.dispose();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

let service: Service;
let client: StandingClient;
beforeEach(async () => {
  service = await serve(0);
  client = createStandingClient(
    await createServiceIdentity('gateway'),
    'cases',
    `http://127.0.0.1:${service.port}/graphql`,
  );
});
afterEach(async () => {
  await client.stop();
  await service.stop();
});

it('asks as the service that it is, and again over the same connection', async () => {
  expect(await client.ask('{ caller }', {})).toEqual({ caller: 'Bearer' });
  expect(await client.ask('{ caller }', {})).toEqual({ caller: 'Bearer' });
});

it('what is no answer is no answer', async () => {
  await expect(client.ask('{ refused }', {})).rejects.toThrow(UnavailableError);
  await expect(client.ask('{ unknown }', {})).rejects.toThrow(UnavailableError);
});

it('fails at once while the other is away, and asks again when it is back', async () => {
  await client.ask('{ caller }', {});
  const { port } = service;
  await service.stop();
  await vi.waitFor(() => expect(client.ask('{ caller }', {})).rejects.toThrow(UnavailableError));
  service = await serve(port);
  await vi.waitFor(async () => expect(await client.ask('{ caller }', {})).toEqual({ caller: 'Bearer' }), {
    timeout: 10_000,
  });
});
