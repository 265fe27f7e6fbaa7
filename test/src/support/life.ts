import { randomUUID } from 'node:crypto';
import type { InProcessStack } from './in-process-stack.ts';
import type { SignedIn } from './people.ts';
import { signer, type Written } from './signing.ts';

const RELATED = 'kind state certificateId certificate { id status } draft { id status }';
const ACTIONS = 'actions { action refusals }';
const ANSWER = `subAnswerId ... on BooleanAnswer { boolean } ... on TextAnswer { text } ... on CodesAnswer { codes { code } }
  ... on DatedCodesAnswer { datedCodes { code date } } ... on CodedPeriodsAnswer { codedPeriods { code from to } }
  ... on DiagnosesAnswer { diagnoses { code } }`;
const DRAFT = `id certificateId status revision lockedFrom unit { hsaId } patient { personId surname } type { id } ${ACTIONS}
  answers { subAnswerId revision answer { ${ANSWER} } } parent { ${RELATED} } children { ${RELATED} }
  previousPeriod { code label lastDay } revokedAt revocationReason revocationText revokedBy { hsaId }`;
const CERTIFICATE = `id certificateId status sentAt revokedAt revocationReason revocationText revokedBy { hsaId } ${ACTIONS}
  parent { ${RELATED} } children { ${RELATED} } signedDocument answers { ${ANSWER} }
  deliveries { interaction state } patient { surname }
  templateFor { type { id } refusals }`;
const ERRORS = 'errors { code path message { sv en } }';

interface Actions {
  readonly actions: readonly { readonly action: string; readonly refusals: readonly string[] }[];
}
interface Related {
  readonly kind: string;
  readonly state: string;
  readonly certificateId: string;
  readonly certificate: { readonly id: string; readonly status: string } | null;
  readonly draft: { readonly id: string; readonly status: string } | null;
}
interface Shown extends Actions {
  readonly id: string;
  readonly certificateId: string;
  readonly status: string;
  readonly revokedAt: string | null;
  readonly revocationReason: string | null;
  readonly revocationText: string | null;
  readonly parent: Related | null;
  readonly children: readonly Related[];
}

/** A draft with what it was made of. */
export interface CopiedDraft extends Shown {
  readonly revision: number;
  readonly lockedFrom: string;
  readonly unit: { readonly hsaId: string } | null;
  readonly patient: { readonly personId: string; readonly surname: string } | null;
  readonly previousPeriod: { readonly code: string; readonly label: string; readonly lastDay: string } | null;
  readonly answers: readonly {
    readonly subAnswerId: string;
    readonly revision: number;
    readonly answer: object | null;
  }[];
}

/** A certificate with what was made of it. */
export interface LivingCertificate extends Shown {
  readonly sentAt: string | null;
  readonly signedDocument: string | null;
  readonly answers: readonly { readonly subAnswerId: string }[];
  readonly deliveries: readonly { readonly interaction: string; readonly state: string }[];
  readonly templateFor: readonly { readonly type: { readonly id: string }; readonly refusals: readonly string[] }[];
}

interface Errors {
  readonly errors: readonly { readonly code: string; readonly path: string | null }[];
}

/** Somebody who renews, replaces, copies and revokes by the graph. */
export function keeper(stack: Pick<InProcessStack, 'gatewayUrl' | 'token'>, user: SignedIn) {
  const by = signer(stack, user);
  async function change<T>(field: string, type: string, input: object, selection: string): Promise<T> {
    const answer = await by.asks(`mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} ${ERRORS} } }`, {
      input,
    });
    if (answer.errors) throw new Error(answer.text);
    return (answer.data as unknown as Record<string, T>)[field] as T;
  }
  type Made = Errors & { readonly draft: CopiedDraft | null };
  const copies =
    (field: string) =>
    (certificateId: string, idempotencyKey: string = randomUUID()) =>
      change<Made>(field, 'CopyCertificateInput', { certificateId, idempotencyKey }, `draft { ${DRAFT} }`);
  return {
    ...by,
    renew: copies('renewCertificate'),
    replace: copies('replaceCertificate'),
    beginFrom: (certificateId: string, typeId: string, idempotencyKey: string = randomUUID()) =>
      change<Made>(
        'createFromTemplate',
        'CreateFromTemplateInput',
        { certificateId, typeId, idempotencyKey },
        `draft { ${DRAFT} }`,
      ),
    copy: (draftId: string, idempotencyKey: string = randomUUID()) =>
      change<Made>('copyDraft', 'CopyDraftInput', { draftId, idempotencyKey }, `draft { ${DRAFT} }`),
    complement: (caseId: string, idempotencyKey: string = randomUUID()) =>
      change<Made>('complementCertificate', 'ComplementInput', { caseId, idempotencyKey }, `draft { ${DRAFT} }`),
    revoke: (
      certificateId: string,
      { reason = 'WRONG_PATIENT', text, idempotencyKey = randomUUID() }: RevocationGiven = {},
    ) =>
      change<Errors & { readonly certificate: LivingCertificate | null }>(
        'revokeCertificate',
        'RevokeCertificateInput',
        { certificateId, reason, text, idempotencyKey },
        `certificate { ${CERTIFICATE} }`,
      ),
    revokeDraft: (
      draftId: string,
      { reason = 'WRONG_PATIENT', text, idempotencyKey = randomUUID() }: RevocationGiven = {},
    ) =>
      change<Made>('revokeDraft', 'RevokeDraftInput', { draftId, reason, text, idempotencyKey }, `draft { ${DRAFT} }`),
    /** A certificate of the patient that was signed now. */
    async signed(personId: string, written: Written = {}): Promise<LivingCertificate> {
      const { certificate, errors } = await by.sign(await by.ready(personId, written));
      const found = certificate && (await this.living(certificate.id));
      if (!found) throw new Error(JSON.stringify(errors));
      return found;
    },
    async living(id: string): Promise<LivingCertificate | null> {
      const answer = await by.asks(`query ($id: ID!) { certificate(id: $id) { ${CERTIFICATE} } }`, { id });
      return (answer.data as unknown as { certificate: LivingCertificate | null } | null)?.certificate ?? null;
    },
    async copied(id: string): Promise<CopiedDraft | null> {
      const answer = await by.asks(`query ($id: ID!) { draft(id: $id) { ${DRAFT} } }`, { id });
      return (answer.data as unknown as { draft: CopiedDraft | null } | null)?.draft ?? null;
    },
  };
}
export type Keeper = ReturnType<typeof keeper>;

interface RevocationGiven {
  readonly reason?: string;
  readonly text?: string;
  readonly idempotencyKey?: string;
}

/** Why an action may not be taken now; undefined where the action is not told of. */
export const refusalsOf = (shown: Actions | null, action: string): readonly string[] | undefined =>
  shown?.actions.find((one) => one.action === action)?.refusals;

/** What was answered, by question. */
export const answered = ({ answers }: CopiedDraft): string[] =>
  answers.flatMap(({ subAnswerId, answer }) => (answer ? [subAnswerId] : []));
