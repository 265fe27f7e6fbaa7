import { once } from 'node:events';
import net from 'node:net';

/**
 * Linux takes ports for outgoing connections from 32768 upwards: a port below it that is free now is not lost to one
 * of those before its owner listens on it.
 */
const SYSTEM_PORTS = { first: 20_000, end: 32_768 } as const;

/** Whether nobody listens on the port of the loopback address. */
export async function isFree(port: number): Promise<boolean> {
  const server = net.createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}

/** The first free port from the preferred one upwards, without those that are kept for others. */
export async function freePortFrom(preferred: number, kept: ReadonlySet<number> = new Set()): Promise<number> {
  for (let port = preferred; port <= 65_535; port++) if (!kept.has(port) && (await isFree(port))) return port;
  throw new Error(`no free port from ${preferred} upwards`);
}

/** Tests that run at the same time in several processes take theirs from a part each. */
const PARTS = 8;

const handedOut = new Set<number>();

/** A free port for whoever does not mind which: each one is handed out once, from a place of chance. */
export async function anyFreePort(): Promise<number> {
  const size = (SYSTEM_PORTS.end - SYSTEM_PORTS.first) / PARTS;
  const first = SYSTEM_PORTS.first + (Number(process.env['VITEST_POOL_ID'] ?? 0) % PARTS) * size;
  for (;;) {
    const port = first + Math.floor(Math.random() * size);
    if (handedOut.has(port) || !(await isFree(port))) continue;
    handedOut.add(port);
    return port;
  }
}
