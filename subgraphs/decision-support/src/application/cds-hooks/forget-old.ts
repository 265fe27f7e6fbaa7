import { addDays } from '@intygsgraf/kernel/domain';
import type { EntityManager } from '@mikro-orm/postgresql';
import { CdsCardEntity, CdsUsedTokenEntity } from '../../database/cds-hooks.ts';

/** How long a card is known, so that feedback about it can come, days. */
const CARD_KNOWN = 60;

/** Forgets cards that nobody will tell of any more, and used tokens that are refused for their age. */
export async function forgetOld(em: EntityManager, now: Date, today: string): Promise<void> {
  await em.nativeDelete(CdsUsedTokenEntity, { until: { $lt: now } });
  await em.nativeDelete(CdsCardEntity, { shownOn: { $lt: addDays(today, -CARD_KNOWN) } });
}
