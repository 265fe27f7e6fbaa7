import { STATUS_TEXTS } from '../domain/fmb/panel.ts';
import { PUBLICATIONS } from '../domain/registers/register.ts';
import type { ShownCard } from '../domain/cds-hooks/shown-card.ts';
import { type CardSources, detail, dotted, sourceLabel, summary } from './card-text.ts';
import type { Card } from './card.ts';
import { guidanceTopic, overrideReasons } from './codes.ts';
import { lengthText } from './lengths.ts';
import { plain } from './markdown.ts';
import type { Told, ToldGuidance } from './told-guidance.ts';

/** A card with what is kept of it. */
export interface MadeCard {
  readonly card: Card;
  readonly kept: ShownCard;
}

/** Links of a card: the publisher's own pages of the guidance. */
const LINKS = 3;

/** Cards for what there is to tell; each has new ids from `newId`. */
export function cardsOf(
  { guidance, otherCodes }: Told,
  sources: CardSources,
  { tellsOtherCodes, newId }: { readonly tellsOtherCodes: boolean; newId(): string },
): MadeCard[] {
  const cards = guidance.map((told) => guidanceCard(told, sources, newId));
  return tellsOtherCodes && otherCodes.length > 0 ? [...cards, otherCodesCard(otherCodes, sources, newId)] : cards;
}

const sourceOf = ({ fmb: { edition }, language }: CardSources): Card['source'] => ({
  label: sourceLabel(edition, language),
  url: PUBLICATIONS.FMB.link,
  topic: guidanceTopic(language),
});

function guidanceCard(told: ToldGuidance, sources: CardSources, newId: () => string): MadeCard {
  const { language, fmb } = sources;
  const { resolvedCode, document } = told.found;
  const uuid = newId();
  const suggested = suggestionsOf(told, sources, newId);
  const links = document.references
    .filter(({ uri }) => /^https?:$/.test(URL.parse(uri)?.protocol ?? ''))
    .slice(0, LINKS)
    // a label is never empty
    .map(({ text, uri }) => ({ label: text.trim() || uri, url: uri, type: 'absolute' as const }));
  return {
    card: {
      uuid,
      summary: summary(told, language),
      detail: detail(told, sources),
      indicator: 'info',
      source: sourceOf(sources),
      ...(suggested.length > 0 && {
        suggestions: suggested.map(({ label, uuid: id }) => ({ label, uuid: id })),
        selectionBehavior: 'at-most-one',
      }),
      overrideReasons: overrideReasons(language),
      ...(links.length > 0 && { links }),
    },
    kept: {
      id: uuid,
      resolvedCode,
      guidanceId: document.id,
      revision: fmb.edition.number,
      suggestions: Object.fromEntries(suggested.map(({ uuid: id, caseId }) => [id, caseId])),
    },
  };
}

/** The typical cases that the user may say they follow: one for each length, as a button shows no more of it. */
function suggestionsOf({ found: { cases } }: ToldGuidance, { language }: CardSources, newId: () => string) {
  const byLabel = new Map(
    cases
      .filter(({ maximum }) => maximum !== null)
      .toReversed()
      .map((one) => [lengthText(one, language), one.id]),
  );
  return [...byLabel].toReversed().map(([label, caseId]) => ({ label, caseId, uuid: newId() }));
}

/** A new diagnosis of primary care: there is no guidance for it, and there may be for a code of ICD-10-SE. */
function otherCodesCard(codes: readonly string[], sources: CardSources, newId: () => string): MadeCard {
  const uuid = newId();
  const text = STATUS_TEXTS.OTHER_CODE_SYSTEM[sources.language];
  return {
    card: {
      uuid,
      summary: text,
      detail: plain(`${codes.map(dotted).join(', ')} (KSH97-P): ${text}`),
      indicator: 'info',
      source: sourceOf(sources),
      overrideReasons: overrideReasons(sources.language),
    },
    kept: { id: uuid, resolvedCode: null, guidanceId: null, revision: sources.fmb.edition.number, suggestions: {} },
  };
}
