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

/** A certificate that was sent to the agency. */
export interface RegisteredCertificate {
  readonly id: string;
  readonly bytes: string;
  /** How often it came; after the first time it was known. */
  readonly times: number;
}

/** What the agency remembers: the certificates that it has, what it asked, what care wrote, what it did not take. */
export class AgencyMemory {
  readonly #certificates = new Set<string>();
  readonly #registered = new Map<string, RegisteredCertificate>();
  readonly #revoked = new Map<string, string>();
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

  register(id: string, bytes: string): void {
    this.learn(id);
    this.#registered.set(id, { id, bytes, times: (this.#registered.get(id)?.times ?? 0) + 1 });
  }
  certificate(id: string): RegisteredCertificate | undefined {
    return this.#registered.get(id);
  }
  /** In the order in which they came first. */
  get certificates(): readonly RegisteredCertificate[] {
    return [...this.#registered.values()];
  }

  asked(id: string, question: { readonly certificateId: string; readonly subject: Subject }): void {
    this.learn(question.certificateId);
    this.#asked.set(id, question);
  }
  question(id: string) {
    return this.#asked.get(id);
  }

  /** False when it was revoked before. */
  revoke(certificateId: string, text: string): boolean {
    if (this.#revoked.has(certificateId)) return false;
    this.#revoked.set(certificateId, text);
    return true;
  }
  /** The certificates that were revoked, with what was said of each. */
  get revocations(): readonly { readonly certificateId: string; readonly text: string }[] {
    return [...this.#revoked].map(([certificateId, text]) => ({ certificateId, text }));
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
