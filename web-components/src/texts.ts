import type { Kind } from './live/unhandled.ts';

export type Locale = 'sv' | 'en';

interface Texts extends Readonly<Record<Kind, string>> {
  /** Names the button that opens the breakdown. */
  readonly breakdown: string;
  /** Before the time when a number that is no longer live was heard. */
  readonly updated: string;
  /** Why there is no number. */
  readonly offline: string;
  readonly unauthorized: string;
  readonly blocked: string;
  readonly other: string;
}

export const texts: Readonly<Record<Locale, Texts>> = {
  sv: {
    total: 'Ohanterade ärenden',
    complement: 'Att komplettera',
    answer: 'Att svara på',
    read: 'Svar att läsa',
    waiting: 'Väntar på svar',
    certificates: 'Intyg',
    overdue: 'Sista svarsdag passerad',
    breakdown: 'Fördelning',
    updated: 'Uppdaterat',
    offline: 'Ingen anslutning',
    unauthorized: 'Behörighet saknas, eller inloggningen har gått ut',
    blocked: 'Antalet visas inte: personuppgiftstjänsten svarar inte',
    other: 'Antalet kan inte visas just nu',
  },
  en: {
    total: 'Unhandled cases',
    complement: 'To complement',
    answer: 'To answer',
    read: 'Answers to read',
    waiting: 'Waiting for an answer',
    certificates: 'Certificates',
    overdue: 'Last day to answer has passed',
    breakdown: 'Breakdown',
    updated: 'Updated',
    offline: 'No connection',
    unauthorized: 'Not permitted, or signed out',
    blocked: 'No count is shown: the personal data service does not answer',
    other: 'The count cannot be shown right now',
  },
};
