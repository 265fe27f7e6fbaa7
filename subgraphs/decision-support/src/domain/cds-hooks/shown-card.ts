/** What is kept of a card that a journal system was given: which guidance it told, and nothing of whom it was about. */
export interface ShownCard {
  /** The card's uuid. */
  readonly id: string;
  /** The code that has the guidance; null when the card tells that there is none. */
  readonly resolvedCode: string | null;
  readonly guidanceId: string | null;
  /** The edition of the guidance. */
  readonly revision: number;
  /** Ids of the typical cases that were suggested, by the uuid of the suggestion. */
  readonly suggestions: Readonly<Record<string, string>>;
}
