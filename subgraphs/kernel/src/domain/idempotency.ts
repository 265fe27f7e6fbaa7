import { DomainError } from './domain-error.ts';

/** Visible characters, so that no two keys look alike. */
const KEY = /^[!-~]{1,100}$/;

/** The rule in the words of the schema. */
export const IDEMPOTENCY_KEY =
  'Any text of up to 100 visible characters, as a UUID: the same again does it no second time.';

/** Throws BAD_USER_INPUT for what is no key. */
export function holdIdempotencyKey(key: string): void {
  if (!KEY.test(key)) throw new DomainError('BAD_USER_INPUT', { path: 'idempotencyKey' });
}

/** The key is another wish's, or was used on another unit. */
export class IdempotencyError extends DomainError<'IDEMPOTENCY_KEY_TAKEN'> {
  constructor() {
    super('IDEMPOTENCY_KEY_TAKEN', { path: 'idempotencyKey' });
  }
}
