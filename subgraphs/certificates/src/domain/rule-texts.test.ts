import { describe, expect, it } from 'vitest';
import { type Rule, RULES } from './answer-rules.ts';
import { ruleText } from './rule-texts.ts';
import { type Warning, WARNINGS } from './warnings.ts';

const rules = Object.keys({ ...RULES, ...WARNINGS }) as (Rule | Warning)[];

describe.each(rules)('What a user is told for %s', (rule) => {
  it.each(['sv', 'en'] as const)('is words in %s', (language) => {
    expect(ruleText(rule)[language]).toMatch(/^[A-ZÅÄÖ].+\.$/);
  });
});

describe('What a user is told of a question without an answer', () => {
  it('depends on the kind of answer it takes', () => {
    expect(ruleText('MANDATORY', 'text').sv).toBe('Ange ett svar.');
    expect(ruleText('MANDATORY', 'codedPeriods').sv).toBe('Ange period.');
    expect(ruleText('MANDATORY', 'diagnoses').sv).toBe('Ange minst en diagnos.');
  });
});
