import { request as forward } from 'node:http';
import { listen } from '../counterparts/listen.ts';

/** A server that takes everything and keeps what was sent; with a target it passes it on and back. */
export interface Recorder {
  readonly url: string;
  /** Addresses that were asked for. */
  readonly addresses: string[];
  /** Bodies that came, where they are kept. */
  readonly bodies: string[];
  stop(): Promise<void>;
}

/** A collector: keeps what it is sent and says that all is well. */
export async function startCollector(): Promise<Recorder> {
  const [addresses, bodies]: [string[], string[]] = [[], []];
  const server = await listen(() => (request, response) => {
    addresses.push(request.url ?? '');
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      bodies.push(Buffer.concat(parts).toString());
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  return { url: server.url, addresses, bodies, stop: () => server.stop() };
}

/** A way to a server on which every address is written down, as a proxy's log would hold it. */
export async function startWay(target: string): Promise<Recorder> {
  const addresses: string[] = [];
  const server = await listen(() => (request, response) => {
    addresses.push(request.url ?? '');
    const { method, headers } = request;
    const onward = forward(new URL(request.url ?? '', target), { method: method ?? 'GET', headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  return { url: server.url, addresses, bodies: [], stop: () => server.stop() };
}
