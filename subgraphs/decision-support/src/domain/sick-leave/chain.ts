import { addDays, daysBetween, daysOf, type Period } from '@intygsgraf/kernel/domain';

/** The periods of one certificate. What is proposed now, and not signed yet, has no certificate. */
export interface CertifiedLeave {
  /** The national intygs-id; null for what is proposed now. */
  readonly certificateId: string | null;
  readonly periods: readonly Period[];
}

/** Days between two certificates that do not break a sick leave. Source: domain.md §7.3, 5: maxIntygsGlapp. */
export const LONGEST_GAP = 5;

/** Days between a certificate of a chain and what came before it. */
export interface Gap extends Period {
  readonly days: number;
}

/** Certificates that make one sick leave (sjukfall): no more than the longest gap lies between them. */
export interface SickLeaveChain {
  readonly from: string;
  readonly to: string;
  /** In the order of their first days. */
  readonly certificates: readonly CertifiedLeave[];
  /** Between certificates, in their order. */
  readonly gaps: readonly Gap[];
  /** Days of sick leave, each once, gaps not counted. */
  readonly days: number;
}

interface Span extends Period {
  readonly leave: CertifiedLeave;
}

/** From a certificate's first day to its last, whatever lies between; none when it has no period that is one. */
function spanOf(leave: CertifiedLeave): Span[] {
  const periods = leave.periods.filter((period) => daysOf(period) > 0);
  const [from, to] = [
    periods
      .map((period) => period.from)
      .toSorted()
      .at(0),
    periods
      .map(({ to }) => to)
      .toSorted()
      .at(-1),
  ];
  return from && to ? [{ from, to, leave: { ...leave, periods } }] : [];
}

/** Days that lie in any of the periods, each once. */
export function unionDays(periods: readonly Period[]): number {
  let [days, until] = [0, ''];
  for (const { from, to } of periods.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    const first = from > until ? from : addDays(until, 1);
    if (to >= first) days += daysBetween(first, to) + 1;
    if (to > until) until = to;
  }
  return days;
}

/**
 * The sick leaves that certificates make, the earliest first: a certificate belongs to the one before when it begins no
 * later than the sixth day after all before it have ended. Source: domain.md §7.3, 5.
 */
export function chainsOf(leaves: readonly CertifiedLeave[], longestGap = LONGEST_GAP): SickLeaveChain[] {
  const spans = leaves
    .flatMap(spanOf)
    .toSorted((one, other) =>
      one.from === other.from ? (one.to < other.to ? -1 : 1) : one.from < other.from ? -1 : 1,
    );
  const chains: { from: string; to: string; spans: Span[]; gaps: Gap[] }[] = [];
  for (const span of spans) {
    const chain = chains.at(-1);
    if (!chain || span.from > addDays(chain.to, longestGap + 1)) {
      chains.push({ from: span.from, to: span.to, spans: [span], gaps: [] });
      continue;
    }
    const days = daysBetween(chain.to, span.from) - 1;
    if (days > 0) chain.gaps.push({ from: addDays(chain.to, 1), to: addDays(span.from, -1), days });
    chain.spans.push(span);
    if (span.to > chain.to) chain.to = span.to;
  }
  return chains.map(({ from, to, spans: own, gaps }) => ({
    from,
    to,
    certificates: own.map(({ leave }) => leave),
    gaps,
    days: unionDays(own.flatMap(({ leave }) => leave.periods)),
  }));
}
