import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { jsonService } from '../json-service.ts';
import { listen, type RunningServer } from '../listen.ts';
import { type SmtpFault, switchableFault } from './fault.ts';
import { type ReceivedMail, readMail } from './received-mail.ts';

export interface SmtpOptions {
  /** Where it is steered over HTTP. */
  readonly port?: number;
  /** Where it takes mail. */
  readonly smtpPort?: number;
}

/** `url`: where it is steered over HTTP. */
export interface RunningSmtp extends RunningServer {
  /** Where it takes mail: smtp://127.0.0.1:… */
  readonly smtpUrl: string;
}

/** Notices are a few lines. */
const LARGEST = 1_000_000;

const NEVER = new Promise<never>(() => {});

/** An answer of SMTP other than yes. */
const answer = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });
const REFUSALS: Partial<Record<SmtpFault['mode'], () => Error>> = {
  refuse: () => answer(550, 'no such recipient here'),
  later: () => answer(451, 'not now, try again later'),
};

/**
 * Stands in for a region's mail server: takes each mail that comes, to any recipient, and sends none on. Notices by mail
 * will use it; nothing sends any yet, so that it is no part of what `npm start` runs. /received tells what came, in its
 * order; /fault makes it misbehave; /server tells where it takes mail. No TLS and no sign-in: it stands on the loopback
 * address, where nobody listens between.
 */
export async function startSmtp({ port, smtpPort = 0 }: SmtpOptions = {}): Promise<RunningSmtp> {
  const mails: ReceivedMail[] = [];
  const fault = switchableFault();
  const mail = await openMailServer(smtpPort, fault.next, mails);
  const smtpUrl = `smtp://127.0.0.1:${mail.port}`;
  const service = jsonService((routes) => {
    routes.get('/received', (_, response) => void response.json({ mails }));
    routes.get('/server', (_, response) => void response.json({ smtpUrl }));
    routes.post('/fault', fault.set);
  });
  const steered = await listen(() => service, port);
  return { ...steered, smtpUrl, stop: async () => void (await Promise.all([steered.stop(), mail.stop()])) };
}

/** Misbehaves or keeps each mail; a fault is asked for once a mail, when its sender is named. */
function handlers(next: () => SmtpFault, mails: ReceivedMail[], sockets: Sockets): SMTPServerOptions {
  const faults = new WeakMap<SMTPServerSession, SmtpFault['mode']>();
  async function take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const bytes = await buffer(stream);
    const mode = faults.get(session);
    if (mode === 'hang') return NEVER;
    if (stream.sizeExceeded) throw answer(552, 'too large');
    const { mailFrom, rcptTo } = session.envelope;
    const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) };
    mails.push(await readMail(envelope, bytes));
    if (mode === 'drop') sockets.get(session.remotePort)?.destroy();
  }
  return {
    onMailFrom: (_, session, done) => {
      faults.set(session, next().mode);
      done();
    },
    onRcptTo: (_, session, done) => done(REFUSALS[faults.get(session) ?? 'none']?.()),
    onData: callbackify(take),
  };
}

/** By the port that the other side speaks from. */
type Sockets = Map<number | undefined, Socket>;

async function openMailServer(port: number, next: () => SmtpFault, mails: ReceivedMail[]) {
  const sockets: Sockets = new Map();
  const server = new SMTPServer({
    ...handlers(next, mails, sockets),
    name: 'localhost',
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    size: LARGEST,
    logger: false,
  });
  server.server.on('connection', (socket) => {
    const { remotePort } = socket;
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
  });
  // a client that breaks the connection is none of the server's concern
  server.on('error', () => {});
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: async () => {
      const closed = once(server.server, 'close');
      server.close();
      // One in the middle of a mail would keep the server up.
      for (const socket of sockets.values()) socket.destroy();
      await closed;
    },
  };
}
