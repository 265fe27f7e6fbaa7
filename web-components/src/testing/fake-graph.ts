import { vi } from 'vitest';
import type { Breakdown } from '../live/unhandled.ts';

interface Message {
  type: string;
  id?: string;
  payload?: { variables?: { units: string[] } };
}

/** One end of a WebSocket, played by the test: it does what it is told, and remembers what it was sent. */
export class FakeSocket {
  readonly sent: Message[] = [];
  state: 'connecting' | 'open' | 'closed' = 'connecting';
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose?: (event: { code: number }) => void;

  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {}

  send(data: string) {
    if (this.state === 'connecting') throw new DOMException('still connecting', 'InvalidStateError');
    if (this.state === 'open') this.sent.push(JSON.parse(data));
  }

  close(code = 1005) {
    this.drop(code);
  }

  /** Opens and acknowledges. */
  accept() {
    this.open();
    this.say({ type: 'connection_ack' });
  }

  open() {
    this.state = 'open';
    this.onopen?.();
  }

  say(message: unknown) {
    if (this.state === 'open') this.onmessage?.({ data: JSON.stringify(message) });
  }

  /** As a browser does: the event comes later, and once. */
  drop(code = 1006) {
    if (this.state === 'closed') return;
    this.state = 'closed';
    queueMicrotask(() => this.onclose?.({ code }));
  }

  /** The operations that run: begun and not completed. */
  get operations(): { id: string; units: string[] }[] {
    const completed = this.sent.filter(({ type }) => type === 'complete').map(({ id }) => id);
    return this.sent
      .filter(({ type, id }) => type === 'subscribe' && !completed.includes(id))
      .map(({ id, payload }) => ({ id: id!, units: payload?.variables?.units ?? [] }));
  }

  /** The latest operation for these units. */
  operation(...units: string[]): string {
    const found = this.operations.findLast((one) => one.units.join() === units.join());
    if (!found) throw new Error(`nobody subscribes to ${units.join()}`);
    return found.id;
  }
}

/** Numbers of a unit: the ones given, none of the others. */
export const numbers = (given: Partial<Breakdown> = {}): Breakdown => ({
  total: 0,
  complement: 0,
  answer: 0,
  read: 0,
  waiting: 0,
  certificates: 0,
  overdue: 0,
  ...given,
});

export interface Told {
  readonly epoch?: string;
  readonly version?: number;
  /** Without sub-units. */
  readonly own?: Partial<Breakdown>;
  /** The unit it is said of, when not the one whose subscribers are told. */
  readonly hsaId?: string;
}

const withoutNumbers = Object.fromEntries(Object.keys(numbers()).map((kind) => [kind, null]));

/** A stand-in for the gateway's end of every WebSocket, until `restore`. */
export class FakeGraph {
  readonly sockets: FakeSocket[] = [];

  constructor() {
    const { sockets } = this;
    vi.stubGlobal(
      'WebSocket',
      class extends FakeSocket {
        constructor(url: string, protocol: string) {
          super(url, protocol);
          sockets.push(this);
        }
      },
    );
  }

  /** The latest. */
  get socket(): FakeSocket {
    const latest = this.sockets.at(-1);
    if (!latest) throw new Error('nobody has connected');
    return latest;
  }

  /** Tells every subscriber of the unit what it has to do. */
  count(unit: string, given: Partial<Breakdown>, { epoch = 'e1', version = 1, own = {}, hsaId = unit }: Told = {}) {
    this.#publish(unit, { hsaId, state: 'CURRENT', ...numbers(given), withoutSubUnits: numbers(own), epoch, version });
  }

  puProblem(unit: string, { epoch = 'e1', version = 1 }: Told = {}) {
    this.#publish(unit, { hsaId: unit, state: 'PU_PROBLEM', ...withoutNumbers, withoutSubUnits: null, epoch, version });
  }

  #publish(unit: string, unhandled: object) {
    for (const socket of this.sockets) {
      for (const { id, units } of socket.operations) {
        if (units.includes(unit)) socket.say({ type: 'next', id, payload: { data: { unhandled } } });
      }
    }
  }

  ping() {
    for (const socket of this.sockets) socket.say({ type: 'ping' });
  }

  /** Ends the latest operation for these units with an error. */
  error(units: string[], code: string) {
    const payload = [{ message: 'no', extensions: { code } }];
    this.socket.say({ type: 'error', id: this.socket.operation(...units), payload });
  }
}
