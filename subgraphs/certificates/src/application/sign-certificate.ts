import { AccessError, IdempotencyError } from '@intygsgraf/kernel/domain';
import type { Directory, Issuer } from '@intygsgraf/kernel/server';
import { CertificateEntity, DraftEntity, SignatureEntity } from '../database/entities.ts';
import { type Certificate, CertificateError, sendingRefusals, signingRefusals } from '../domain/certificate.ts';
import { actionRefusals, answersOf, type Draft, DraftError, judgingOf } from '../domain/draft.ts';
import type { Relation } from '../domain/relation.ts';
import { signedAnswers } from '../domain/signed-answers.ts';
import { violations } from '../domain/validate.ts';
import type { Signing } from '../signature/signing-service.ts';
import { draftFor, gone, type Writing } from './draft-for.ts';
import { happened } from './events.ts';
import { keepGuidance, lengthsBeside } from './guidance.ts';
import { firstResult } from './idempotency.ts';
import { findCertificates } from './read-certificates.ts';
import { findDrafts } from './read-drafts.ts';
import { childIs, parentsOf } from './relations.ts';
import { handOver, type Sending } from './send-certificate.ts';
import { typeOf } from './show.ts';
import type { Assessing } from './sick-leave.ts';
import { mayBeSigned } from './unique.ts';

/** What signing needs of the request. */
export interface SigningContext extends Writing, Sending, Assessing {
  readonly directory: Pick<Directory, 'personFacts' | 'personServiceAnswers' | 'selectedUnit' | 'issuer'>;
  readonly signing: Signing;
}

export interface SigningWish {
  /** The national intygs-id. */
  readonly id: string;
  /** The draft's revision that the signer has before them. */
  readonly expectedRevision: number;
  /** The user's own name for this wish: the same again signs no second time. */
  readonly idempotencyKey: string;
}

/**
 * Signs a draft (signera): it becomes a certificate, and is sent where its type says so. The signature service is asked
 * while nothing is locked; what it signed is stored only when the locked draft is still the revision that was signed.
 * Refusals: DRAFT_NOT_FOUND, DRAFT_SIGNED, DRAFT_LOCKED, DRAFT_NOT_COMPLETE, UNIT_CONTACT_MISSING,
 * CONCURRENT_MODIFICATION, ROLE_MAY_NOT_SIGN, PATIENT_PROTECTED, UNIQUE_CERTIFICATE, PU_PROBLEM, FORBIDDEN, UNAVAILABLE,
 * IDEMPOTENCY_KEY_TAKEN and those of `Signing`. Source: domain.md §4.2 T7, §4.3.
 */
export async function signCertificate(context: SigningContext, wish: SigningWish): Promise<Certificate> {
  const { id, expectedRevision, idempotencyKey } = wish;
  const { result, isFirst } = await firstResult(context, 'signCertificate', idempotencyKey, id);
  if (result !== id) throw new IdempotencyError();
  const known = isFirst ? undefined : await signedBefore(context, id);
  if (known) return known;

  const draft = await readyDraft(context, id);
  unchanged(draft, expectedRevision);
  const certificate = await certificateOf(context, draft);
  const issuer = await issuerOf(context, draft);
  const [relation] = await parentsOf(context.em, [id]);
  // what replaces a certificate is one more only until it is signed. Source: domain.md §2.6.1 uniqueness
  const isOneMore = relation?.kind !== 'REPLACE';
  if (isOneMore) await mayBeSigned(context, draft, { forGood: false });
  const document = await signedDocument(context, certificate, issuer, relation);
  const lengths = await lengthsBeside(context, draft);

  if (isOneMore) await mayBeSigned(context, draft, { forGood: true });
  unchanged(await draftFor(context, id, 'SIGN'), expectedRevision);
  const stored = await store(context, draft, certificate, document, relation);
  await keepGuidance(context.em, id, lengths, context.now);
  return stored;
}

/** What was signed is what its signer had before them. */
function unchanged({ revision }: Draft, expectedRevision: number): void {
  if (revision !== expectedRevision)
    throw new CertificateError('CONCURRENT_MODIFICATION', { path: 'expectedRevision' });
}

/** The certificate that a request with the same key led to. */
async function signedBefore(context: SigningContext, id: string): Promise<Certificate | undefined> {
  const [certificate] = await findCertificates(context, [id]);
  if (certificate instanceof AccessError) throw certificate;
  return certificate ?? undefined;
}

/** The draft as it is now, if the viewer may sign it; nothing is locked. */
async function readyDraft(context: SigningContext, id: string): Promise<Draft> {
  const { viewer, today } = context;
  const [draft] = await findDrafts(context, [id]);
  if (draft instanceof AccessError) throw draft;
  if (!draft) throw await gone(context, id);
  const type = typeOf(draft);
  const [refusal] = actionRefusals('SIGN', { draft, type, role: viewer().role, today });
  if (refusal) throw new DraftError(refusal);
  // the day may have made wrong what was right when it was saved
  if (violations(type, answersOf(draft), judgingOf(draft, today)).length > 0)
    throw new DraftError('DRAFT_NOT_COMPLETE');
  return draft;
}

/** The certificate that the draft would become, its patient as the person service tells of them now. */
async function certificateOf({ directory, viewer, now, today }: SigningContext, draft: Draft): Promise<Certificate> {
  const { hsaId, role } = viewer();
  const { id, typeId, typeVersion, unit, careUnit, careProvider, personId, patientId, reference = null } = draft;
  const type = typeOf(draft);
  const [person] = await directory.personFacts([personId], unit);
  if (!person?.patientId || person.protection === 'UNKNOWN') throw new AccessError('PU_PROBLEM');
  // a draft of somebody who has since died may be signed: it was made while they lived (domain.md §1.2 W68)
  const [refusal] = signingRefusals({ type, role, person: { ...person, deceased: false } });
  if (refusal) throw new CertificateError(refusal);
  const same = { id, typeId, typeVersion, unit, careUnit, careProvider, personId, patientId, reference };
  return {
    ...same,
    status: 'SIGNED',
    signedBy: hsaId,
    signedByRole: role,
    signedAt: now,
    sentAt: null,
    protection: person.protection,
    testCertificate: draft.testCertificate || person.testIndicated,
    answers: signedAnswers(type, answersOf(draft), judgingOf(draft, today)),
  };
}

/** Who signs, and from where, as the directory has them now. Throws UNIT_CONTACT_MISSING where its address has gaps. */
async function issuerOf({ caller, directory, viewer, today }: SigningContext, draft: Draft): Promise<Issuer> {
  if (!caller.user) throw new AccessError('FORBIDDEN');
  const issuer = await directory.issuer(caller.user, draft.unit);
  const facts = { draft, type: typeOf(draft), role: viewer().role, today, unitContact: issuer.unit };
  const [refusal] = actionRefusals('SIGN', facts);
  if (refusal) throw new DraftError(refusal);
  return issuer;
}

async function signedDocument(
  { caller, signing, now }: SigningContext,
  certificate: Certificate,
  issuer: Issuer,
  relation: Relation | null | undefined,
): Promise<Uint8Array> {
  if (!caller.user) throw new AccessError('FORBIDDEN');
  const { id, personId, signedAt, answers } = certificate;
  const type = typeOf(certificate);
  return signing.sign(
    { id, type, personId, issuer, signedAt, answers, ...(relation && { relation }) },
    caller.user,
    now,
  );
}

/**
 * The draft becomes the certificate, in one transaction. It is sent at once where the type says so, and where its
 * recipient has asked for it: it complements another one. Source: domain.md §4.3, 5(a).
 */
async function store(
  context: SigningContext,
  { id, revision }: Draft,
  certificate: Certificate,
  document: Uint8Array,
  relation: Relation | null | undefined,
): Promise<Certificate> {
  const { em, accessLog } = context;
  const { signedBy, signedAt, personId, unit } = certificate;
  await em.nativeDelete(DraftEntity, { id });
  await em.insert(CertificateEntity, certificate);
  const signature = { certificateId: id, document: Buffer.from(document), signedBy, signedAt, revision };
  await em.insert(SignatureEntity, signature);
  await childIs(em, id, 'SIGNED');
  await happened(em, 'CERTIFICATE_SIGNED', certificate, {
    actor: signedBy,
    at: signedAt,
    relation: relation ?? undefined,
  });
  accessLog.record({ activity: 'SIGN', resource: 'Certificate', resourceId: id, personId, unit });
  const type = typeOf(certificate);
  const isAskedFor = type.automaticSending || relation?.kind === 'COMPLEMENT';
  const facts = { certificate, children: [], type, isSignedHere: true };
  return isAskedFor && sendingRefusals(facts).length === 0 ? handOver(context, certificate) : certificate;
}
