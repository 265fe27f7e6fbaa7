import { publish } from '@intygsgraf/kernel/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { randomUUID } from 'node:crypto';
import { EventEntity } from '../database/life-entities.ts';
import type { CertificateEvent, CertificateEventKind } from '../domain/event.ts';
import type { RelationKind } from '../domain/relation.ts';

/** The channel on which a new event is hinted at: its certificate's id. */
const EVENT_CHANNEL = 'certificate-events';

/** What an event is about. */
export interface Happening {
  readonly id: string;
  readonly unit: string;
  readonly careUnit: string;
}

/** Who did it when; and what it was made of. */
export interface Circumstances {
  readonly actor: string | null;
  readonly at: Date;
  readonly relation?: { readonly parentId: string; readonly kind: RelationKind } | undefined;
}

/** Stores an event with what it tells of. Whoever calls has the certificate's row, or has just made it. */
export async function happened(
  em: EntityManager,
  kind: CertificateEventKind,
  { id: certificateId, unit, careUnit }: Happening,
  { actor, at, relation }: Circumstances,
): Promise<void> {
  const number = (await em.count(EventEntity, { certificateId })) + 1;
  const made = { parentId: relation?.parentId ?? null, relation: relation?.kind ?? null };
  const event = { id: randomUUID(), certificateId, number, kind, at, actor, unit, careUnit, ...made, heardAt: null };
  await em.insert(EventEntity, event);
  await publish(em, EVENT_CHANNEL, [certificateId]);
}

/** Events that nobody has heard yet, the oldest first; those of one certificate in their order. Needs the system scope. */
export const unheardEvents = (em: EntityManager, first: number): Promise<CertificateEvent[]> =>
  em.find(EventEntity, { heardAt: null }, { orderBy: { at: 'asc', number: 'asc' }, limit: first });

/** Says that what these events ask for is done. Once heard, always heard. Needs the system scope. */
export async function eventsHeard(em: EntityManager, ids: readonly string[], now: Date): Promise<void> {
  await em.nativeUpdate(EventEntity, { id: { $in: [...ids] }, heardAt: null }, { heardAt: now });
}
