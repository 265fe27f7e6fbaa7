import { AccessError } from '@intygsgraf/kernel/domain';
import { LockMode } from '@mikro-orm/postgresql';
import { DraftEntity } from '../database/entities.ts';
import { answersOf, DraftError } from '../domain/draft.ts';
import { sickLeaveOf } from '../domain/sick-leave.ts';
import { findDrafts } from './read-drafts.ts';
import { type Reading, typeOf } from './show.ts';
import type { Assessing } from './sick-leave.ts';

/** What a risk is computed from beside the draft. */
export interface RiskQuestion {
  /** As decision-support names them. */
  readonly situation: 'NEW' | 'EXTENSION' | 'LATE_EXTENSION';
  readonly answers: readonly { readonly factor: string; readonly value: string }[];
}

const KEEP = `mutation ($input: RiskWishInput!) { keepRiskPrediction(input: $input) }`;

/**
 * Has the risk of a draft's sick leave computed and kept by `decision-support`, under the id that the certificate will
 * have; the prediction's UUID. Refusals: DRAFT_NOT_FOUND, PU_PROBLEM, RISK_NO_MODEL without a main diagnosis, and those of
 * decision-support. Source: domain.md §7.7.
 */
export async function predictRisk(
  context: Reading & Assessing,
  draftId: string,
  { situation, answers }: RiskQuestion,
): Promise<string> {
  const { em, decisionSupport, caller } = context;
  const [draft] = await findDrafts(context, [draftId]);
  if (draft instanceof AccessError) throw draft;
  if (!draft) throw new DraftError('DRAFT_NOT_FOUND');
  // who deletes it waits until its risk is kept, so that the risk goes with it
  const options = { lockMode: LockMode.PESSIMISTIC_READ, disableIdentityMap: true } as const;
  if (!(await em.findOne(DraftEntity, { id: draftId }, options))) throw new DraftError('DRAFT_NOT_FOUND');
  const [diagnosis] = sickLeaveOf(typeOf(draft), answersOf(draft))?.codes ?? [];
  if (!diagnosis) throw new DraftError('RISK_NO_MODEL');
  const { id: certificateId, unit, personId, protection } = draft;
  const input = { certificateId, unit, personId, protection, diagnosis, situation, answers };
  const answered = await decisionSupport.ask<{ keepRiskPrediction: string }>(KEEP, { input }, caller.user);
  return answered.keepRiskPrediction;
}
