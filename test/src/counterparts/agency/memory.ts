import type { Subject } from './question.ts';

/** A question or an answer from care, as the agency keeps it. */
export interface ReceivedMessage {
  readonly id: string;
  readonly certificateId: string;
  readonly personId: string;
  /** HSA-id of the unit that wrote. */
  readonly unit: string;
  readonly subject: Subject;
  readonly text: string;
  /** The question of the agency that it answers. */
  readonly answers: string | undefined;
  readonly bytes: string;
}

/** What the agency remembers: the certificates that it has, what it asked, what care wrote, what it did not take. */
export class AgencyMemory {
  readonly #certificates = new Set<string>();
  readonly #asked = new Map<string, { readonly certificateId: string; readonly subject: Subject }>();
  readonly #received = new Map<string, ReceivedMessage>();
  /** The reasons for which something was refused, in order. */
  readonly refused: string[] = [];

  /** The agency has the certificate; to ask about one is to have it. */
  learn(certificateId: string): void {
    this.#certificates.add(certificateId);
  }
  has(certificateId: string): boolean {
    return this.#certificates.has(certificateId);
  }

  asked(id: string, question: { readonly certificateId: string; readonly subject: Subject }): void {
    this.learn(question.certificateId);
    this.#asked.set(id, question);
  }
  question(id: string) {
    return this.#asked.get(id);
  }

  keep(message: ReceivedMessage): void {
    this.#received.set(message.id, message);
  }
  received(id: string): ReceivedMessage | undefined {
    return this.#received.get(id);
  }
  answerTo(questionId: string): ReceivedMessage | undefined {
    return [...this.#received.values()].find(({ answers }) => answers === questionId);
  }
  get all(): readonly ReceivedMessage[] {
    return [...this.#received.values()];
  }
}
