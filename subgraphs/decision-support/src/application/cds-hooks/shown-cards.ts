import type { EntityManager } from '@mikro-orm/postgresql';
import { CdsCardEntity } from '../../database/cds-hooks.ts';
import type { ShownCard } from '../../domain/cds-hooks/shown-card.ts';

/** Who was shown cards, by which service. */
export interface CardAudience {
  readonly client: string;
  readonly service: string;
}

/** Keeps which guidance some cards told of, for feedback to be about. */
export async function keepCards(
  em: EntityManager,
  { client, service }: CardAudience,
  cards: readonly ShownCard[],
  today: string,
): Promise<void> {
  if (cards.length === 0) return;
  await em.insertMany(
    CdsCardEntity,
    cards.map((card) => ({ ...card, client, service, shownOn: today })),
  );
}
