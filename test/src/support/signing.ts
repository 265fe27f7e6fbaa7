import { randomUUID } from 'node:crypto';
import { certificates } from '../demo/data/certificates.ts';
import { type AnswerSent, writer } from './drafts.ts';
import type { InProcessStack } from './in-process-stack.ts';
import type { SignedIn } from './people.ts';

const CERTIFICATE = `id certificateId status signedAt sentAt testCertificate signedBy { hsaId } signedDocument journalReference
  actions { action refusals } deliveries { id recipient interaction state attempts nextTryAt settledAt fault }`;
const ERRORS = 'errors { code path message { sv en } }';

/** A certificate as a client that is not ours reads it once it is signed. */
export interface SignedShown {
  readonly id: string;
  readonly certificateId: string;
  readonly sentAt: string | null;
  readonly testCertificate: boolean;
  readonly signedBy: { readonly hsaId: string };
  readonly signedDocument: string | null;
  readonly journalReference: string | null;
  readonly actions: readonly { readonly action: string; readonly refusals: readonly string[] }[];
  readonly deliveries: readonly {
    readonly id: string;
    readonly recipient: string;
    readonly interaction: string;
    readonly state: string;
    readonly attempts: number;
    readonly fault: string | null;
  }[];
}

export interface Result {
  readonly certificate: SignedShown | null;
  readonly errors: readonly { readonly code: string; readonly path: string | null }[];
}
export interface SignResult extends Result {
  readonly draft: { readonly revision: number } | null;
}

/** A draft that may be signed. */
export interface ReadyDraft {
  readonly id: string;
  readonly certificateId: string;
  readonly revision: number;
}

/** What a doctor would write: the answers of the demo's first certificate. */
const ANSWERS = Object.entries(certificates[0]?.answers ?? {}).map(([subAnswerId, answer]) => ({
  subAnswerId,
  answer,
  expectedRevision: 0,
}));

export interface Written {
  readonly typeId?: string;
  /** All that the type needs. */
  readonly answers?: readonly AnswerSent[];
}

/** Somebody who writes, signs and sends by the graph. */
export function signer(stack: Pick<InProcessStack, 'gatewayUrl' | 'token'>, user: SignedIn) {
  const by = writer(stack, user);
  async function asked<T>(document: string, input: Record<string, unknown>, field: string): Promise<T> {
    const answer = await by.asks(document, { input });
    if (answer.errors) throw new Error(answer.text);
    return (answer.data as unknown as Record<string, T>)[field] as T;
  }
  return {
    ...by,
    /** A draft with all that it needs. */
    async ready(personId: string, { typeId, answers = ANSWERS }: Written = {}): Promise<ReadyDraft> {
      const created = await by.create(personId, typeId === undefined ? {} : { typeId });
      const { draft, errors } = await by.save(created.draft?.id ?? '', ...answers);
      if (draft?.status !== 'DRAFT_COMPLETE')
        throw new Error(JSON.stringify([created.errors, errors, draft?.violations]));
      return draft;
    },
    sign: (
      { id: draftId, revision: expectedRevision }: Pick<ReadyDraft, 'id' | 'revision'>,
      idempotencyKey: string = randomUUID(),
    ) =>
      asked<SignResult>(
        `mutation ($input: SignCertificateInput!) {
          signCertificate(input: $input) { certificate { ${CERTIFICATE} } draft { revision } ${ERRORS} } }`,
        { draftId, expectedRevision, idempotencyKey },
        'signCertificate',
      ),
    send: (certificateId: string, { patientConsents = true, idempotencyKey = randomUUID() as string } = {}) =>
      asked<Result>(
        `mutation ($input: SendCertificateInput!) {
          sendCertificate(input: $input) { certificate { ${CERTIFICATE} } ${ERRORS} } }`,
        { certificateId, patientConsents, idempotencyKey },
        'sendCertificate',
      ),
    resend: (deliveryId: string) =>
      asked<{ delivery: { state: string } | null; errors: { code: string }[] }>(
        `mutation ($input: ResendDeliveryInput!) { resendDelivery(input: $input) { delivery { id state } ${ERRORS} } }`,
        { deliveryId },
        'resendDelivery',
      ),
    async certificate(id: string): Promise<SignedShown | null> {
      const answer = await by.asks(`query ($id: ID!) { certificate(id: $id) { ${CERTIFICATE} } }`, { id });
      return (answer.data as unknown as { certificate: SignedShown | null } | null)?.certificate ?? null;
    },
  };
}

/** What the agency has of certificates, and what it refused. */
export async function agencyHas(agencyUrl: string) {
  const response = await fetch(`${agencyUrl}/received`);
  return (await response.json()) as {
    certificates: { id: string; times: number }[];
    messages: { id: string; certificateId: string }[];
    revocations: { certificateId: string; text: string }[];
    refused: string[];
  };
}

/** Makes a counterpart misbehave. */
export const misbehave = (url: string, fault: Record<string, unknown>): Promise<Response> =>
  fetch(`${url}/fault`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
