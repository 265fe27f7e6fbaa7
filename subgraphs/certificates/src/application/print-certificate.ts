import { AccessError, dayInSweden, DomainError } from '@intygsgraf/kernel/domain';
import type { Directory, RequestContext } from '@intygsgraf/kernel/server';
import { type Certificate, CertificateError } from '../domain/certificate.ts';
import type { CertificateType } from '../domain/certificate-type.ts';
import { actionRefusals, DraftError } from '../domain/draft.ts';
import { fileName, optionalQuestionIds, printingRefusals, type PrintWish } from '../domain/print.ts';
import { type Printed, printedCertificate, printedDraft } from '../domain/printed.ts';
import type { Sender } from '../domain/printed-sender.ts';
import type { Typesetter } from '../print/typesetter.ts';
import { verificationCode } from '../print/verification-code.ts';
import { gone } from './draft-for.ts';
import { findCertificates } from './read-certificates.ts';
import { findDrafts } from './read-drafts.ts';
import { childrenOf } from './relations.ts';
import { type Reading, typeOf } from './show.ts';

/** What printing needs of the request. */
export interface Printing extends Reading, Pick<RequestContext, 'caller'> {
  readonly directory: Reading['directory'] & Pick<Directory, 'contact'>;
  readonly typesetter: Typesetter;
}

/** A print as a file. */
export interface PrintedFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Null for a draft. */
  readonly verificationCode: string | null;
}

const NOBODY: Sender = { fullName: null, positions: [], specialities: [], prescriberCodes: [], unit: null };

/**
 * Prints a signed certificate (skriv ut), in full or for the employer. Whoever may read it may print it.
 * Refusals: CERTIFICATE_NOT_FOUND, CERTIFICATE_REVOKED, NO_MINIMAL_PRINT, BAD_USER_INPUT for a question that is not
 * optional, PU_PROBLEM, UNAVAILABLE. Source: domain.md §4.2 T17, §3.16.
 */
export async function printCertificate(context: Printing, id: string, wish: PrintWish): Promise<PrintedFile> {
  const [certificate] = await findCertificates(context, [id]);
  if (certificate instanceof AccessError) throw certificate;
  if (!certificate) throw new CertificateError('CERTIFICATE_NOT_FOUND');
  const type = typeOf(certificate);
  const [refusal] = printingRefusals({ certificate, type, profile: wish.profile });
  if (refusal) throw new CertificateError(refusal);
  const optional = wish.profile === 'MINIMAL' ? optionalQuestionIds(type) : [];
  if (!wish.optionalQuestionIds.every((questionId) => optional.includes(questionId)))
    throw new DomainError('BAD_USER_INPUT', { path: 'optionalQuestionIds' });

  const sender = await senderOf(context, certificate.unit, certificate.signedBy);
  const [children = []] = await childrenOf(context.em, [id]);
  const code = codeOf(type, certificate, wish);
  const bytes = await context.typesetter.pdf(printedCertificate(type, certificate, sender, { wish, code, children }));
  log(
    context,
    'Certificate',
    certificate,
    wish.profile === 'MINIMAL' ? 'Anpassad utskrift till arbetsgivaren' : 'Fullständig utskrift',
  );
  const day = dayInSweden(certificate.signedAt);
  const prefix = wish.profile === 'MINIMAL' ? 'minimalt_' : '';
  return { fileName: fileName(certificate, day, prefix), bytes, verificationCode: code };
}

/** Prints a draft, locked or not. Refusals: DRAFT_NOT_FOUND, DRAFT_SIGNED, CERTIFICATE_REVOKED, PU_PROBLEM, UNAVAILABLE. */
export async function printDraft(context: Printing, id: string): Promise<PrintedFile> {
  const { today, viewer } = context;
  const [draft] = await findDrafts(context, [id]);
  if (draft instanceof AccessError) throw draft;
  if (!draft) throw await gone(context, id);
  const type = typeOf(draft);
  const [refusal] = actionRefusals('PRINT', { draft, type, role: viewer().role, today });
  if (refusal) throw new DraftError(refusal);
  const sender = await senderOf(context, draft.unit);
  const bytes = await context.typesetter.pdf(printedDraft(type, draft, sender, today));
  log(context, 'Draft', draft, 'Utkast');
  return { fileName: fileName(draft, today, 'utkast_'), bytes, verificationCode: null };
}

async function senderOf({ caller, directory }: Printing, unit: string, staff?: string): Promise<Sender> {
  if (!caller.user) throw new AccessError('FORBIDDEN');
  return directory.contact(caller.user, { unit, ...(staff !== undefined && { staff }) });
}

/** Of what stays: tomorrow it may be sent or replaced, and the directory may tell of another name or number. */
function codeOf(type: CertificateType, certificate: Certificate, wish: PrintWish): string {
  const { issuer: _, ...words }: Printed = printedCertificate(type, { ...certificate, sentAt: null }, NOBODY, {
    wish,
    code: '',
    children: [],
  });
  return verificationCode(certificate.signedBy, certificate.unit, words);
}

function log(
  { accessLog }: Printing,
  resource: 'Certificate' | 'Draft',
  { id, personId, unit }: { readonly id: string; readonly personId: string; readonly unit: string },
  note: string,
): void {
  accessLog.record({ activity: 'PRINT', resource, resourceId: id, personId, unit, note });
}
