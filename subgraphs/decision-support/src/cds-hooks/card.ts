import type { Coding } from '../domain/cds-hooks/coding.ts';

/** A card (kort) as a journal system gets it. Source: CDS Hooks 2.0, Card Attributes. */
export interface Card {
  readonly uuid: string;
  /** Below 140 characters. */
  readonly summary: string;
  /** GitHub-flavoured Markdown. */
  readonly detail: string;
  readonly indicator: 'info' | 'warning' | 'critical';
  readonly source: { readonly label: string; readonly url: string; readonly topic: Coding };
  readonly suggestions?: readonly Suggestion[];
  /** There when there are suggestions, and only then. */
  readonly selectionBehavior?: 'at-most-one' | 'any';
  readonly overrideReasons?: readonly Coding[];
  readonly links?: readonly { readonly label: string; readonly url: string; readonly type: 'absolute' }[];
}

export interface Suggestion {
  readonly label: string;
  readonly uuid: string;
}

/** One of the two languages that cards are written in. */
export type Language = 'sv' | 'en';
