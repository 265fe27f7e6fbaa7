/** Why a token is asked for: first connection, 80 % of the old one's life is gone, or the graph refused the old one. */
export type TokenReason = 'connect' | 'renew' | 'unauthorized';

export interface AccessToken {
  readonly accessToken: string;
  /** Milliseconds since 1970, as `Date.now()` counts. */
  readonly expiresAt: number;
}

/** The host's way to a short-lived token for the user who is signed in. */
export type TokenProvider = (asked: { readonly reason: TokenReason }) => Promise<AccessToken>;

// Milliseconds. However short-lived the token, or wrong the clock: the provider is not asked more often than this.
const SOONEST = 10_000;

/** When to renew: at 80 % of its life. A token that says nothing usable of its end is renewed soon rather than never. */
export const renewalOf = (expiresAt: number, now: number): number =>
  now + Math.max(SOONEST, 0.8 * (expiresAt - now) || 0);
