import { describe, expect, it } from 'vitest';
import { isErrorCode, TEXTS, type UserText } from './texts.ts';

describe.each(Object.entries<UserText>(TEXTS))('What a user is told for %s', (code, text) => {
  it.each(['sv', 'en'] as const)('is a sentence in %s', (language) => {
    expect(text[language]).toMatch(/^[A-ZÅÄÖ].+\.$/);
  });

  it('is not the same in both languages', () => {
    expect(text.sv).not.toBe(text.en);
  });

  it('has a code in capitals, known as one', () => {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    expect(isErrorCode(code)).toBe(true);
  });
});

describe('A code', () => {
  it.each(['', 'forbidden', 'toString', '__proto__', 'constructor', 'GRAPHQL_PARSE_FAILED'])(
    'is not known by another name: %j',
    (code) => {
      expect(isErrorCode(code)).toBe(false);
    },
  );
});
