import type { EntityManager } from '@mikro-orm/postgresql';
import { CdsCardEntity, CdsFeedbackEntity } from '../../database/cds-hooks.ts';
import type { CardFeedback } from '../../domain/cds-hooks/feedback.ts';
import type { CardAudience } from './shown-cards.ts';

/**
 * Keeps what a journal system tells of cards: once for each card and outcome, whichever was told of the latest act. What
 * the card was about is kept with it while the card is known; another client's card is as good as unknown.
 */
export async function keepFeedback(
  em: EntityManager,
  { client, service }: CardAudience,
  feedback: readonly CardFeedback[],
  now: Date,
): Promise<void> {
  const ids = feedback.map(({ card }) => card);
  const cards = await em.find(CdsCardEntity, { id: { $in: ids }, client, service });
  const known = new Map(cards.map((card) => [card.id, card]));
  for (const one of feedback) {
    const { card, outcome, ...told } = one;
    const about = known.get(card);
    const row = {
      ...told,
      acceptedSuggestions: [...told.acceptedSuggestions],
      acceptedCases: told.acceptedSuggestions.flatMap((id) => about?.suggestions[id] ?? []),
      service,
      receivedAt: now,
      resolvedCode: about?.resolvedCode ?? null,
      guidanceId: about?.guidanceId ?? null,
      revision: about?.revision ?? null,
    };
    const key = { client, card, outcome };
    const older = { ...key, outcomeAt: { $lt: one.outcomeAt } };
    const changed = await em.nativeUpdate(CdsFeedbackEntity, older, row);
    if (changed === 0)
      await em
        .createQueryBuilder(CdsFeedbackEntity)
        .insert({ ...key, ...row })
        .onConflict()
        .ignore()
        .execute();
  }
}
