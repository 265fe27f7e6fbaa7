import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A counterpart that is up: where it answers, and how it goes down. */
export interface RunningServer {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Opens a port on the loopback address; 0 lets the system pick one.
 * What answers is made once the address is known, because an identity provider's name is its address.
 */
export async function listen(answering: (url: string) => RequestListener, port = 0): Promise<RunningServer> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${address.port}`;
  server.on('request', answering(url));
  return {
    url,
    port: address.port,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      // A request that a fault left hanging would keep the server up for ever.
      server.closeAllConnections();
      await closed;
    },
  };
}
