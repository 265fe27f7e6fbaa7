import type { RuleDefinition } from '../rules.ts';
import { isPeriod, type Period } from './parts.ts';

/** What the kinds with several periods share. */

const text = { sv: 'Perioderna går i varandra.', en: 'The periods overlap.' };

/** The columns of a print. */
export const PERIOD_HEADS = ['Omfattning', 'Från och med', 'Till och med'] as const;

export const OVERLAP_RULES = {
  PERIOD_OVERLAP: { kind: 'PERIOD_OVERLAP', text },
  /** One ends on the day that the other begins on: a message may say that. Source: domain.md §3.1.1, rule 3. */
  PERIODS_TOUCH: { kind: 'PERIOD_OVERLAP', text, only: 'DRAFT' },
} as const satisfies Record<string, RuleDefinition>;

/** A period with what its row is told by: its code or its number. */
interface NamedPeriod extends Period {
  readonly code: string;
}

interface PlaceOfOverlap {
  readonly rule: 'PERIOD_OVERLAP' | 'PERIODS_TOUCH';
  readonly at: string;
}

/** Rows that are compared with each other: no question may have as many, and of more each pair would take seconds. */
const COMPARED = 50;

/**
 * Periods overlap when they share a day; adjacent days do not. Told on both rows: the end of the one that begins first
 * and the beginning of the other, or all four when they begin together. Source: domain.md §3.1.1, rule 3.
 */
export function overlapFaults(value: readonly NamedPeriod[]): PlaceOfOverlap[] {
  const compared = value.filter(isPeriod).slice(0, COMPARED);
  const faults = compared.flatMap((a, index, periods) =>
    periods.slice(index + 1).flatMap((b): PlaceOfOverlap[] => {
      if (a.from > b.to || b.from > a.to) return [];
      const rule = a.to === b.from || b.to === a.from ? 'PERIODS_TOUCH' : 'PERIOD_OVERLAP';
      if (a.from === b.from)
        return [`${a.code}.from`, `${a.code}.to`, `${b.code}.from`, `${b.code}.to`].map((at) => ({ rule, at }));
      const [first, second] = a.from < b.from ? [a, b] : [b, a];
      return [`${first.code}.to`, `${second.code}.from`].map((at) => ({ rule, at }));
    }),
  );
  return [...new Map(faults.map((fault) => [`${fault.rule} ${fault.at}`, fault])).values()];
}
