import { vi } from 'vitest';

/** Far longer than anything takes: what is slow on a busy machine is still right. Demands of time name their own. */
const LONG = 10_000;

/** Tries until it holds. */
export const eventually = <T>(
  check: () => T | Promise<T>,
  options: { readonly timeout?: number; readonly interval?: number } = {},
): Promise<T> => vi.waitFor(check, { timeout: LONG, interval: 50, ...options });
