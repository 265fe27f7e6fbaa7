import { backoff } from './backoff.ts';
import { type Message, UNAUTHORIZED, isRefusal, parse } from './protocol.ts';
import { type TokenProvider, renewalOf } from './token.ts';

/** Where counts come from, and as whom. */
export interface Source {
  readonly endpoint: string;
  readonly tokenProvider: TokenProvider;
  /** Whose connection it is, when the user's other tabs may use it. */
  readonly user?: string | undefined;
}

export interface LineHandlers {
  /** A socket is acknowledged, the first or one in place of another: operations begin anew on it. */
  ready(): void;
  message(message: Message): void;
  /** No socket is left. */
  lost(state: 'reconnecting' | 'error' | 'unauthorized', code?: string): void;
}

/** First a token, then a socket, then its acknowledgement. */
interface Connection {
  socket?: WebSocket;
  renewAt?: number;
  /** When something must have been heard; milliseconds since 1970. */
  deadline: number;
  /** We pinged, because nothing was heard. */
  asked?: boolean;
}

// Milliseconds. A provider may have to sign the user in again, but one that never answers must not silence the count.
const FOR_A_TOKEN = 30_000;
const TO_OPEN = 10_000;
// The server pings every 4 s: three are missing. After sleep a dead socket can look open for minutes, so we ask.
const SILENCE = 12_000;
const TO_ANSWER = 10_000;

/**
 * Keeps one socket to the graph open, for ever: asks for tokens, renews them in time, and replaces what is lost. It has
 * no timers of its own but is told the time, for timers stand still while a computer sleeps.
 */
export class Line {
  /** Acknowledged. A renewal replaces it only once the new one is acknowledged. */
  #serving: Connection | undefined;
  /** On its way; never two at a time. */
  #coming: Connection | undefined;
  /** When the next one is begun: after a loss, or to renew the token. */
  #connectAt = 0;
  #attempts = 0;
  /** Refused tokens without an answer between them. At two we stop asking, until something has changed. */
  #refusals = 0;

  constructor(
    readonly source: Source,
    readonly on: LineHandlers,
  ) {}

  get isRefused() {
    return this.#refusals > 1;
  }

  get isOpen() {
    return !!this.#serving;
  }

  /** A connection is wanted, and may be begun. */
  isDue(now: number) {
    return now >= this.#connectAt && !this.#coming;
  }

  send(message: Message) {
    this.#serving?.socket?.send(JSON.stringify(message));
  }

  tick(now: number) {
    for (const connection of [this.#serving, this.#coming]) {
      if (connection && now >= connection.deadline) this.#overdue(connection);
    }
    if (this.isDue(now)) void this.#connect();
  }

  /** The graph has answered: it takes the token, and there is no reason to hold back. */
  answered() {
    this.#attempts = this.#refusals = 0;
  }

  /** An operation found the token wanting. */
  refuse() {
    if (this.#serving) this.#closed(this.#serving, UNAUTHORIZED);
  }

  /** The network or the user is back. One attempt is enough to see whether a refused user has signed in elsewhere. */
  wake() {
    this.#attempts = 0;
    if (this.isRefused) this.#refusals = 1;
    if (!this.#serving) this.#connectAt = 0;
  }

  /** After a wait like any other: a host that answers each refusal with the same token shall not make a storm. */
  retryRefused() {
    if (!this.isRefused) return;
    this.#refusals = 0;
    this.#connectAt = Date.now() + backoff(this.#attempts++);
  }

  /** Until the next tick, if there is one. */
  close() {
    this.#hangUp(this.#serving);
    this.#hangUp(this.#coming);
    this.#connectAt = 0;
  }

  async #connect() {
    this.#connectAt = Infinity;
    const connection: Connection = (this.#coming = { deadline: Date.now() + FOR_A_TOKEN });
    const reason = this.#refusals ? 'unauthorized' : this.#serving ? 'renew' : 'connect';
    let problem = 'TOKEN_UNAVAILABLE';
    try {
      const { accessToken, expiresAt } = await this.source.tokenProvider({ reason });
      if (connection !== this.#coming) return;
      problem = 'ENDPOINT_INVALID';
      connection.deadline = Date.now() + TO_OPEN;
      connection.renewAt = renewalOf(expiresAt, Date.now());
      const socket = new WebSocket(this.source.endpoint.replace(/^http/, 'ws'), 'graphql-transport-ws');
      connection.socket = socket;
      const init = { type: 'connection_init', payload: { authorization: `Bearer ${accessToken}` } };
      socket.onopen = () => socket.send(JSON.stringify(init));
      socket.onmessage = ({ data }) => this.#read(connection, parse(data));
      socket.onclose = ({ code }) => this.#closed(connection, code);
    } catch {
      this.#closed(connection, 0, problem);
    }
  }

  #read(connection: Connection, message: Message) {
    if (message.type === 'connection_ack' && connection === this.#coming) this.#serve(connection);
    if (connection !== this.#serving) return;
    connection.deadline = Date.now() + SILENCE;
    connection.asked = false;
    if (message.type === 'ping') this.send({ type: 'pong' });
    this.on.message(message);
  }

  #serve(connection: Connection) {
    this.#hangUp(this.#serving);
    this.#coming = undefined;
    this.#serving = connection;
    this.#connectAt = connection.renewAt ?? Infinity;
    this.on.ready();
  }

  #overdue(connection: Connection) {
    if (connection.asked || connection !== this.#serving) return this.#closed(connection);
    connection.asked = true;
    connection.deadline = Date.now() + TO_ANSWER;
    this.send({ type: 'ping' });
  }

  /** While another is coming, the end of the old one is no news: what is shown has until then to go stale. */
  #closed(connection: Connection, closeCode?: number, problem?: string) {
    if (!this.#hangUp(connection) || this.#coming) return;
    const refused = isRefusal(closeCode);
    if (refused) this.#refusals++;
    if (this.isRefused) {
      this.#connectAt = Infinity;
      this.#hangUp(this.#serving);
      return this.on.lost('unauthorized', 'UNAUTHENTICATED');
    }
    this.#connectAt = refused ? 0 : Date.now() + backoff(this.#attempts++);
    if (!this.#serving) this.on.lost(problem ? 'error' : 'reconnecting', problem);
  }

  /** False when it is none of ours any more. */
  #hangUp(connection: Connection | undefined): boolean {
    if (!connection) return false;
    if (connection === this.#serving) this.#serving = undefined;
    else if (connection === this.#coming) this.#coming = undefined;
    else return false;
    connection.socket?.close();
    return true;
  }
}
