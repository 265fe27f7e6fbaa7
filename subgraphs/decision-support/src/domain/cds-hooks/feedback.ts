import type { Coding } from './coding.ts';

/** What became of a card. Source: CDS Hooks 2.0, Feedback. */
export const CardOutcome = { accepted: 'accepted', overridden: 'overridden' } as const;
export type CardOutcome = keyof typeof CardOutcome;

/** What a journal system tells of a card that it showed. */
export interface CardFeedback {
  /** The card's uuid. */
  readonly card: string;
  readonly outcome: CardOutcome;
  /** uuids of the suggestions that were accepted. */
  readonly acceptedSuggestions: readonly string[];
  /** Why it was overridden, where a reason was chosen. */
  readonly reason: Coding | null;
  /** What somebody wrote of it: may hold anything, so it is kept and never shown or logged. */
  readonly userComment: string | null;
  readonly outcomeAt: Date;
}
