import { createHash, randomUUID } from 'node:crypto';
import { type Draft, DraftError } from '../domain/draft.ts';
import { certificateTypeInForce } from '../types/index.ts';
import { createDraft, type FromJournal } from './create-draft.ts';
import type { Writing } from './draft-for.ts';

/** The draft that a journal system asks for, for a member of staff on a unit of theirs. */
export interface JournalWish extends FromJournal {
  /** In kv_intygstyp. */
  readonly typeCode: string;
  /** 12 characters. */
  readonly personId: string;
}

/**
 * Makes a draft for who is signed in at a journal system, in the newest version of the type that is in use. The same
 * member of staff, unit, type, patient and reference again are the same draft; without a reference each wish is another.
 * Refusals: CERTIFICATE_TYPE_UNKNOWN and those of `createDraft`. Source: domain.md §6.5.
 */
export function draftForJournal(writing: Writing, { typeCode, personId, ...fromJournal }: JournalWish): Promise<Draft> {
  const type = certificateTypeInForce(typeCode, writing.today);
  if (!type) throw new DraftError('CERTIFICATE_TYPE_UNKNOWN');
  const { reference } = fromJournal;
  const wish = [writing.viewer().selectedUnit, type.id, personId, reference];
  const idempotencyKey =
    reference === null ? randomUUID() : createHash('sha256').update(JSON.stringify(wish)).digest('hex');
  return createDraft(writing, { type, personId, idempotencyKey, fromJournal });
}
