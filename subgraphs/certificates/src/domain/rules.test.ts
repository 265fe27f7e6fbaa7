import { describe, expect, it } from 'vitest';
import { CERTIFICATE_TYPES } from '../types/index.ts';
import { KINDS } from './kinds/index.ts';
import { KIND_RULES } from './question.ts';
import { COMMON_RULES, type RuleDefinition } from './rules.ts';

const rules: [string, RuleDefinition][] = [
  ...Object.entries({ ...COMMON_RULES, ...KIND_RULES }),
  ...CERTIFICATE_TYPES.flatMap((type) => (type.rules ?? []).map((rule) => [rule.id, rule] as [string, RuleDefinition])),
];

describe.each(rules)('What a user is told for %s', (_, { text }) => {
  it.each(['sv', 'en'] as const)('is words in %s', (language) => {
    expect(text[language]).toMatch(/^[A-ZÅÄÖ].+\.$/);
  });
});

describe('The rules', () => {
  it('have a name each: what is told under a name is one thing', () => {
    const told = Map.groupBy(rules, ([id]) => id);
    const twice = [...told].filter(([, same]) => new Set(same.map(([, { text }]) => text.sv)).size > 1);
    expect(twice.map(([id]) => id)).toEqual([]);
  });
});

describe('What a user is told of a question without an answer', () => {
  it('depends on the kind of answer it takes', () => {
    expect(KINDS.text.missing.sv).toBe('Ange ett svar.');
    expect(KINDS.codedPeriods.missing.sv).toBe('Ange period.');
    expect(KINDS.diagnoses.missing.sv).toBe('Ange minst en diagnos.');
  });
});
