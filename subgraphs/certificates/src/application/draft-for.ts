import { AccessError } from '@intygsgraf/kernel/domain';
import type { Directory, RequestContext, SubgraphClient } from '@intygsgraf/kernel/server';
import { LockMode } from '@mikro-orm/postgresql';
import { DraftEntity } from '../database/entities.ts';
import { actionRefusals, type Draft, type DraftAction, DraftError } from '../domain/draft.ts';
import { findCertificates } from './read-certificates.ts';
import { findDrafts } from './read-drafts.ts';
import { type Reading, typeOf } from './show.ts';

/** What a use case that changes drafts needs of the request. */
export interface Writing extends Reading, Pick<RequestContext, 'caller' | 'now'> {
  readonly directory: Pick<Directory, 'personFacts' | 'personServiceAnswers' | 'selectedUnit'>;
  readonly decisionSupport: SubgraphClient;
}

/**
 * A draft that the viewer may do this with now, its row locked until the request is done: whatever is decided by it
 * still holds when it is stored. Throws DRAFT_NOT_FOUND, DRAFT_SIGNED, PU_PROBLEM and the action's refusals.
 */
export async function draftFor(writing: Writing, id: string, action: DraftAction): Promise<Draft> {
  const [seen] = await findDrafts(writing, [id]);
  if (seen instanceof AccessError) throw seen;
  if (!seen) throw await gone(writing, id);
  refuse(writing, action, seen);
  const draft = await writing.em.findOne(
    DraftEntity,
    { id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, disableIdentityMap: true },
  );
  if (!draft) throw await gone(writing, id);
  refuse(writing, action, draft);
  return draft;
}

function refuse({ viewer, today }: Writing, action: DraftAction, draft: Draft): void {
  const [refusal] = actionRefusals(action, { draft, type: typeOf(draft), role: viewer().role, today });
  if (refusal) throw new DraftError(refusal);
}

/** Why a draft is not there: it was signed, or there is none for this viewer. */
export async function gone(reading: Reading, id: string): Promise<DraftError> {
  const [certificate] = await findCertificates(reading, [id]);
  return new DraftError(certificate && !(certificate instanceof Error) ? 'DRAFT_SIGNED' : 'DRAFT_NOT_FOUND');
}
