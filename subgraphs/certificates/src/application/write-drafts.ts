import { DraftEntity } from '../database/entities.ts';
import { RelationEntity } from '../database/life-entities.ts';
import type { Draft } from '../domain/draft.ts';
import { type AnswerChange, type AnswerRefusal, saveAnswers } from '../domain/save-answers.ts';
import { draftFor, type Writing } from './draft-for.ts';
import { happened } from './events.ts';
import type { Forget } from './forget-draft.ts';
import { typeOf } from './show.ts';

/** What became of a draft: the answers that were saved, and why others were not. */
export interface SaveResult {
  readonly draft: Draft;
  readonly refused: readonly AnswerRefusal[];
}

/**
 * Saves answers of a draft (spara), each by itself. Refusals of the whole: DRAFT_NOT_FOUND, DRAFT_SIGNED, DRAFT_LOCKED,
 * PU_PROBLEM. Source: domain.md §4.2 T2.
 */
export async function saveDraft(writing: Writing, id: string, changes: readonly AnswerChange[]): Promise<SaveResult> {
  const { em, viewer, now, today } = writing;
  const found = await draftFor(writing, id, 'EDIT');
  const { draft, refused } = saveAnswers(typeOf(found), found, changes, { by: viewer().hsaId, now, today });
  if (draft !== found) {
    const { status, revision, savedBy, savedAt, answers } = draft;
    await em.nativeUpdate(DraftEntity, { id }, { status, revision, savedBy, savedAt, answers });
    logged(writing, 'WRITE', draft);
  }
  return { draft, refused };
}

/**
 * Deletes a draft (radera utkast); nothing of it stays but the access log. Null when it is done, the draft as it is now
 * when somebody has saved since its reader read it. Refusals: as of a save. Source: domain.md §4.2 T3, §1.2 W38.
 */
export async function deleteDraft(
  writing: Writing & { readonly forget: Forget },
  id: string,
  expectedRevision: number,
): Promise<Draft | null> {
  const draft = await draftFor(writing, id, 'DELETE');
  if (draft.revision !== expectedRevision) return draft;
  await writing.em.nativeDelete(RelationEntity, { childId: id });
  await writing.em.nativeDelete(DraftEntity, { id });
  await happened(writing.em, 'DRAFT_DELETED', draft, { actor: writing.viewer().hsaId, at: writing.now });
  await writing.forget(writing.em, id);
  logged(writing, 'DELETE', draft);
  return null;
}

const logged = ({ accessLog }: Writing, activity: 'WRITE' | 'DELETE', { id, personId, unit }: Draft): void =>
  accessLog.record({ activity, resource: 'Draft', resourceId: id, personId, unit });
