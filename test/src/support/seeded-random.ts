/** A number from 0 to below 1, the same ones in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of them. */
export const oneOf = <Item>(items: readonly Item[], random: () => number): Item => {
  const found = items[Math.floor(random() * items.length)];
  if (found === undefined) throw new Error('there is none');
  return found;
};

const LETTERS = 'abcdefghijklmnopqrstuvwxyzåäö';

/** A text with a slip: one letter more, less, another, or two in each other's place. */
export function misspelt(text: string, random: () => number): string {
  const place = Math.floor(random() * text.length);
  const letter = LETTERS.charAt(Math.floor(random() * LETTERS.length));
  const [before, at, after] = [text.slice(0, place), text.slice(place, place + 1), text.slice(place + 1)];
  return oneOf(
    [
      before + after,
      before + letter + after,
      before + letter + at + after,
      before + after.slice(0, 1) + at + after.slice(1),
    ],
    random,
  );
}
