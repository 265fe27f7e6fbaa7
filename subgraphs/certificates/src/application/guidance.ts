import type { EntityManager } from '@mikro-orm/postgresql';
import { GuidanceEntity } from '../database/entities.ts';
import type { Draft } from '../domain/draft.ts';
import type { KeptLength } from '../domain/sick-leave.ts';
import { assessDraft, type Assessing, type Comparison } from './sick-leave.ts';

const kept = ({ maximum: _, sentence: __, ...rest }: Comparison): KeptLength => rest;

/**
 * The recommended lengths that stand beside a draft as it is signed, one for each diagnosis. Nobody is kept from signing
 * when they cannot be told: then none are.
 */
export async function lengthsBeside(assessing: Assessing, draft: Draft): Promise<KeptLength[]> {
  const told = await assessDraft(assessing, draft);
  return told === null || told instanceof Error ? [] : told.byDiagnosis.map(kept);
}

/** Keeps them with the certificate, once and for all. */
export async function keepGuidance(
  em: EntityManager,
  certificateId: string,
  lengths: readonly KeptLength[],
  at: Date,
): Promise<void> {
  if (lengths.length > 0) await em.insert(GuidanceEntity, { certificateId, at, lengths });
}

/** What stood beside certificates that were shown, in the order asked. */
export async function guidanceKeptWith(em: EntityManager, ids: readonly string[]): Promise<(readonly KeptLength[])[]> {
  const rows = await em.find(GuidanceEntity, { certificateId: { $in: [...ids] } });
  const found = new Map(rows.map(({ certificateId, lengths }) => [certificateId, lengths]));
  return ids.map((id) => found.get(id) ?? []);
}
