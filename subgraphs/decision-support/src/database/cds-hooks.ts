import { policy } from '@intygsgraf/kernel/server';
import { defineEntity, p } from '@mikro-orm/core';
import { CardOutcome } from '../domain/cds-hooks/feedback.ts';
import type { Coding } from '../domain/cds-hooks/coding.ts';

/** Journal systems have no user here: the work says that it has none. */
const ofSystem = (table: string) => [{ name: `${table}_system`, using: policy.system, check: policy.system }];

/**
 * A card that a journal system was given: which guidance it told, so that feedback says what it is about. It names no
 * patient, user or call, and goes after some weeks.
 */
export const CdsCardEntity = defineEntity({
  name: 'CdsCard',
  properties: {
    id: p.uuid().primary(),
    /** The journal system, as the issuer of its tokens. */
    client: p.text(),
    service: p.text(),
    /** `YYYY-MM-DD`. */
    shownOn: p.date().index(),
    /** The code that has the guidance; null when the card tells that there is none. */
    resolvedCode: p.text().nullable(),
    guidanceId: p.text().nullable(),
    /** The edition of the guidance. */
    revision: p.integer().nullable(),
    /** Typical cases that were suggested, by the uuid of the suggestion. */
    suggestions: p.json<Readonly<Record<string, string>>>(),
  },
  rowLevelSecurity: 'force',
  policies: ofSystem('cds_card'),
});

/** What became of a card, as its journal system told last. */
export const CdsFeedbackEntity = defineEntity({
  name: 'CdsFeedback',
  properties: {
    client: p.text().primary(),
    card: p.uuid().primary(),
    outcome: p.enum(() => CardOutcome).primary(),
    service: p.text(),
    /** When the user acted. */
    outcomeAt: p.datetime(),
    receivedAt: p.datetime(),
    acceptedSuggestions: p.array(),
    /** Typical cases that these stood for. */
    acceptedCases: p.array(),
    reason: p.json<Coding>().nullable(),
    /** Free text: may hold anything, is never shown or logged. */
    userComment: p.text().nullable(),
    /** Which guidance it is about; null when the card is not known any more. */
    resolvedCode: p.text().nullable(),
    guidanceId: p.text().nullable(),
    revision: p.integer().nullable(),
  },
  rowLevelSecurity: 'force',
  policies: ofSystem('cds_feedback'),
});

/** A token that was used, until it ends: none opens the door twice, whichever process it comes to. */
export const CdsUsedTokenEntity = defineEntity({
  name: 'CdsUsedToken',
  properties: {
    client: p.text().primary(),
    /** SHA-256 of its `jti`, hexadecimal. */
    digest: p.text().primary(),
    until: p.datetime().index(),
  },
  rowLevelSecurity: 'force',
  policies: ofSystem('cds_used_token'),
});
