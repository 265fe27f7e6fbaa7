import type { AddressInfo, Server as NetServer } from 'node:net';
import { StartError } from './environment.ts';

/** Opens a port on loopback; which one it became. A taken port is a sentence, not a stack. `variable` is where it stands. */
export async function listenOn(server: NetServer, port: number, variable = 'PORT'): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new StartError(`Port ${port} is taken by another program: stop it, or set ${variable} to a free one.`)
          : error,
      ),
    );
    server.listen({ port, host: process.env['HOST'] ?? '127.0.0.1', backlog: 4_096 }, resolve);
  });
  return (server.address() as AddressInfo).port;
}
