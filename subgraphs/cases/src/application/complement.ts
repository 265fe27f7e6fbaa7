import { AccessError, DomainError } from '@intygsgraf/kernel/domain';
import { CaseEntity, MessageEntity } from '../database/entities.ts';
import { checkComplement } from '../domain/correspondence.ts';
import { unhandled } from '../domain/case.ts';
import { findShown } from './change-case.ts';
import type { Writing } from './write-to-agency.ts';

const BEGIN = `mutation ($certificateId: ID!, $messageId: ID!, $idempotencyKey: ID!) {
  beginComplement(certificateId: $certificateId, messageId: $messageId, idempotencyKey: $idempotencyKey) {
    draft { id } errors { code path } } }`;
interface Begun {
  readonly beginComplement: {
    readonly draft: { readonly id: string } | null;
    readonly errors: readonly { readonly code: string; readonly path: string | null }[];
  };
}

export interface ComplementWish {
  readonly caseId: string;
  /** What the client calls this wish: the same again makes no second draft. */
  readonly idempotencyKey: string;
}

/**
 * Begins to complement the certificate of a request (komplettera): `certificates` makes the draft, on behalf of the user
 * and by its own rules. Signing it answers all requests that are open then; the latest is the one it names. Answers the
 * draft's id in the graph. Refusals: CASE_NOT_FOUND, those of `checkComplement` and of `certificates`
 * (COMPLEMENT_BEGUN, CERTIFICATE_COMPLEMENTED and others), PU_PROBLEM, UNAVAILABLE. Source: domain.md §5.5 A.
 */
export async function beginComplement(writing: Writing, { caseId, idempotencyKey }: ComplementWish): Promise<string> {
  const { em, caller, certificates, viewer } = writing;
  const { found } = await findShown(writing, caseId);
  checkComplement(found, found.about, viewer().role);
  if (!caller.user) throw new AccessError('FORBIDDEN');
  const { certificateId } = found;
  const open = await em.find(
    CaseEntity,
    { certificateId, subject: 'COMPLEMENT', ...unhandled },
    { orderBy: { sentAt: 'desc', id: 'desc' }, limit: 1 },
  );
  const latest = await em.findOneOrFail(MessageEntity, { caseId: open[0]?.id ?? caseId, kind: 'QUESTION' });
  const wish = { certificateId, messageId: latest.id, idempotencyKey };
  const { beginComplement: begun } = await certificates.ask<Begun>(BEGIN, wish, caller.user);
  const [error] = begun.errors;
  if (error) throw new DomainError(error.code, error.path === null ? {} : { path: error.path });
  if (!begun.draft) throw new Error('certificates made no draft, and did not say why');
  return begun.draft.id;
}
