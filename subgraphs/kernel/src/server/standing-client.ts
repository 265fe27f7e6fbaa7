import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { ServiceIdentity } from './service-token.ts';
import { dataOf, type GraphAnswer, type SubgraphClient, TIMEOUT, UnavailableError } from './subgraph-client.ts';

/** Before a connection that was lost is tried again, milliseconds. */
const RETRY = 200;

/** Asks over one connection that stands: for whoever asks many times a second. */
export interface StandingClient extends SubgraphClient {
  stop(): Promise<void>;
}

/**
 * Asks another subgraph as this service, over graphql-transport-ws. What is asked while the connection is away fails at
 * once: nobody waits for an answer that may be of before.
 */
export function createStandingClient(identity: ServiceIdentity, name: string, url: string): StandingClient {
  const unavailable = (): UnavailableError => new UnavailableError('UNAVAILABLE', { service: name });
  const waiting = new Set<(error: Error) => void>();
  let isAway = false;
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    lazy: false,
    connectionParams: async () => ({ authorization: `Bearer ${await identity.token(name)}` }),
    shouldRetry: () => true,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, RETRY)),
    onNonLazyError: () => {},
    on: {
      connected: () => (isAway = false),
      closed() {
        isAway = true;
        for (const fail of waiting) fail(unavailable());
      },
    },
  });

  const answer = (query: string, variables: Record<string, unknown>): Promise<GraphAnswer> => {
    if (isAway) return Promise.reject(unavailable());
    const { promise, resolve, reject } = Promise.withResolvers<GraphAnswer>();
    waiting.add(reject);
    const end = client.subscribe(
      { query, variables },
      { next: resolve, error: () => reject(unavailable()), complete() {} },
    );
    // a connection on which nothing comes is no connection
    const late = setTimeout(() => client.terminate(), TIMEOUT);
    return promise.finally(() => {
      clearTimeout(late);
      waiting.delete(reject);
      end();
    });
  };
  return {
    ask: async <Data>(query: string, variables: Record<string, unknown>) =>
      dataOf<Data>(name, await answer(query, variables)),
    async stop() {
      // one that is being tried again has nobody to say goodbye to
      await Promise.resolve(client.dispose()).catch(() => {});
    },
  };
}
