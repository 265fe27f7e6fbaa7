import { explanationsOf, type Verdicts } from './official-verdicts.ts';

/** Both verdicts of something that was judged. */
type Judged = Omit<Verdicts, 'type'> & { readonly what: unknown };

/** Counts how two judges agree on what is judged as certificates of a type. */
export interface Tally {
  readonly counts: {
    /** All that were tried; those that say the same are judged once. */
    tried: number;
    judged: number;
    bothRefuse: number;
    bothPass: number;
    weAloneRefuse: number;
    theyAloneRefuse: number;
    /** How many of those that we alone refuse have which reason; one may have several. */
    readonly explained: Record<string, number>;
  };
  /** Differences without an explanation, how many of each kind, and the first of them. */
  readonly unexplained: ReadonlyMap<string, { readonly times: number; readonly first: Judged }>;
  /** Counts a try; false where one was made before that says the same. */
  isNew(says: string): boolean;
  add(judged: Judged): void;
}

export function tallyOf(type: string): Tally {
  const seen = new Set<string>();
  const unexplained = new Map<string, { times: number; first: Judged }>();
  const explained: Record<string, number> = {};
  const counts = { tried: 0, judged: 0, bothRefuse: 0, bothPass: 0, weAloneRefuse: 0, theyAloneRefuse: 0, explained };
  const explain = (judged: Judged): void => {
    const reasons = explanationsOf({ type, ...judged });
    for (const reason of reasons ?? []) explained[reason] = (explained[reason] ?? 0) + 1;
    if (reasons) return;
    const kind = `ours: ${[...new Set(judged.ours)].join(', ')}; theirs: ${judged.theirs.join()}`;
    const same = unexplained.get(kind);
    if (same) same.times += 1;
    else unexplained.set(kind, { times: 1, first: judged });
  };
  return {
    counts,
    unexplained,
    isNew(says) {
      counts.tried += 1;
      const before = seen.size;
      return seen.add(says).size > before;
    },
    add(judged) {
      const [weRefuse, theyRefuse] = [judged.ours.length > 0, judged.theirs.length > 0];
      counts.judged += 1;
      if (weRefuse && theyRefuse) counts.bothRefuse += 1;
      else if (weRefuse) counts.weAloneRefuse += 1;
      else if (theyRefuse) counts.theyAloneRefuse += 1;
      else counts.bothPass += 1;
      if (weRefuse !== theyRefuse) explain(judged);
    },
  };
}
