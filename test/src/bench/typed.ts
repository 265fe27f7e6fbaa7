import { misspelt, oneOf, seeded } from '../support/seeded-random.ts';

/** What somebody looks for. */
export interface Typed {
  readonly search: string;
  readonly codeSystem: 'ICD_10_SE' | 'KSH_97_P';
}

/** A name of a diagnosis. */
export interface Named {
  readonly code: string;
  readonly codeSystem: Typed['codeSystem'];
  readonly name: string;
}

/** Kinds of searches, as many of each as doctors may type: most are words that are not whole yet. */
const KINDS: readonly [share: number, type: (named: Named, random: () => number) => string][] = [
  // a code, or its beginning from three positions
  [20, ({ code }, random) => code.replaceAll(/[-P]/g, '').slice(0, 3 + Math.floor(random() * 3))],
  // the first letters of a name: one, two, three …
  [40, ({ name }, random) => name.slice(0, 1 + Math.floor(random() * 9))],
  // one word of it, or two, in any place
  [
    20,
    ({ name }, random) => {
      const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2);
      const first = Math.floor(random() * words.length);
      return words.slice(first, first + oneOf([1, 2], random)).join(' ') || name;
    },
  ],
  // the whole name
  [10, ({ name }) => name],
  // a word with a slip
  [10, ({ name }, random) => misspelt(name.split(/[ ,]/)[0] ?? name, random)],
];
const KIND = KINDS.flatMap(([share, type]) => Array.from({ length: share }, () => type));

/** So many searches among these names, the same ones in every run. */
export function typedBy(names: readonly Named[], many: number): Typed[] {
  const random = seeded(20_261_122);
  return Array.from({ length: many }, () => {
    const named = oneOf(names, random);
    return { search: oneOf(KIND, random)(named, random), codeSystem: named.codeSystem };
  });
}
