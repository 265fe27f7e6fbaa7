const SHORTEST = 500;
const LONGEST = 30_000;

/**
 * Milliseconds to wait before attempt number `attempt` (0 is the first retry): anywhere between half a second and a
 * limit that doubles up to 30 s, so that clients cut off together do not come back together.
 */
export const backoff = (attempt: number, random = Math.random()): number =>
  SHORTEST + random * (Math.min(LONGEST, SHORTEST * 2 ** (attempt + 1)) - SHORTEST);
