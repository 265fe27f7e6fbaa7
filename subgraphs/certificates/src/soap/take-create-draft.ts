import { DomainError, parseHsaId, type ErrorCode, TEXTS } from '@intygsgraf/kernel/domain';
import { inRequest, type RequestOptions, type UserClaims } from '@intygsgraf/kernel/server';
import { draftForJournal } from '../application/draft-for-journal.ts';
import type { Writing } from '../application/draft-for.ts';
import type { Draft } from '../domain/draft.ts';
import type { CreateDraftMessage } from '../exchange/read-create-draft.ts';
import type { DraftReceipt, ErrorId } from './create-draft-certificate.ts';

/** What is needed to do something for a member of staff whom a journal system names. */
export interface ForJournals extends Pick<Writing, 'decisionSupport'> {
  readonly request: RequestOptions;
  readonly directory: Writing['directory'];
}

/** Seconds: as long as one request may take. */
const LIFETIME = 60;

/** The journal system has signed them in; what they may, the directory says. */
const claimsOf = ({ hsaId, unit }: CreateDraftMessage['author'], now: Date): UserClaims => ({
  hsaId: parseHsaId(hsaId),
  unit: parseHsaId(unit),
  acr: '',
  client: 'CreateDraftCertificate',
  expiresAt: Math.floor(now.getTime() / 1000) + LIFETIME,
});

/** Codes that the message is at fault for. Source: domain.md §6.5, checks in order. */
const OF_MESSAGE: readonly string[] = ['FORBIDDEN', 'HSA_ID', 'CERTIFICATE_TYPE_UNKNOWN', 'PERSON_ID'];

const errorIdOf = (code: string): ErrorId => {
  if (code === 'UNAVAILABLE') return 'TECHNICAL_ERROR';
  return OF_MESSAGE.includes(code) ? 'VALIDATION_ERROR' : 'APPLICATION_ERROR';
};

/** Notes that an answer names; the draft has all of them. */
const MOST = 20;

function infoOf({ prefill }: Draft): string[] {
  if (!prefill || (prefill.notes.length === 0 && prefill.unreadable === 0)) return [];
  const notes = prefill.notes.slice(0, MOST).map(({ questionId, field, rule, outcome }) => {
    return `${field ?? questionId} ${rule} ${outcome}`;
  });
  const unreadable = prefill.unreadable > 0 ? [`${prefill.unreadable} UNREADABLE`] : [];
  return [TEXTS.PREFILL_INCOMPLETE.sv, [...notes, ...unreadable].join('; ')];
}

/** Makes the draft in a request of its own, as its author. Throws only what nobody foresaw. */
export async function takeCreateDraft(
  { request, directory, decisionSupport }: ForJournals,
  message: CreateDraftMessage,
): Promise<DraftReceipt> {
  const { type, patient, author, reference, given } = message;
  const wish = {
    typeCode: type.code,
    personId: patient.personId.extension,
    reference,
    given: given?.answers ?? null,
    unreadable: given?.unreadable.length ?? 0,
  };
  try {
    const user = claimsOf(author, request.clock());
    const draft = await inRequest(request, { service: 'gateway', user }, (context) =>
      draftForJournal({ ...context, directory, decisionSupport }, wish),
    );
    return { draft, info: infoOf(draft) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code } = error;
    const words = TEXTS[code as ErrorCode].sv;
    return { errorId: errorIdOf(code), text: `${code}: ${words}` };
  }
}
