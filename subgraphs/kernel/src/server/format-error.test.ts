import { ApolloServer } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { AccessError, DomainError, IdentifierError, TEXTS } from '../domain/index.ts';
import { formatError } from './format-error.ts';

const typeDefs = `
  input Period { from: String! to: String! days: [Int!] }
  enum Degree { HALF FULL }
  type Query { fails(period: Period, personIds: [ID!], degree: Degree, days: Int): Int }
`;

/** What a client is told when the resolver throws `error`, or when the document or its variables are at fault. */
async function shown(query: string, variables: Record<string, unknown> = {}, error?: unknown) {
  const fails = () => {
    throw error;
  };
  const apollo = new ApolloServer({ typeDefs, resolvers: { Query: { fails } }, formatError });
  const { body } = await apollo.executeOperation({ query, variables });
  await apollo.stop();
  if (body.kind !== 'single' || !body.singleResult.errors) throw new Error('nothing failed');
  return body.singleResult.errors as readonly GraphQLFormattedError[];
}

describe('A foreseen refusal', () => {
  it('keeps its code, says it in two languages, and tells its facts and its place', async () => {
    expect(await shown('{ fails }', {}, new AccessError('PU_PROBLEM', { seconds: 2 }))).toEqual([
      {
        message: TEXTS.PU_PROBLEM.en,
        path: ['fails'],
        extensions: { code: 'PU_PROBLEM', userMessage: TEXTS.PU_PROBLEM, facts: { seconds: 2 } },
      },
    ]);
  });

  it('that has no text is told as our fault, without its facts', async () => {
    const [error] = await shown('{ fails }', {}, new DomainError('SECRET_RULE', { person: '191212121212' }));
    expect(error).toEqual({
      message: TEXTS.INTERNAL.en,
      path: ['fails'],
      extensions: { code: 'INTERNAL', userMessage: TEXTS.INTERNAL },
    });
  });

  it('never quotes what was refused', async () => {
    expect(JSON.stringify(await shown('{ fails }', {}, new IdentifierError('PERSON_ID')))).not.toContain('1912');
  });
});

describe('What nobody foresaw', () => {
  it.each([
    ['an error', new Error('duplicate key (person_id)=(191212121212)')],
    ['an error that says it is foreseen', Object.assign(new Error('191212121212'), { code: 'FORBIDDEN' })],
    ['an error with a code of ours', Object.assign(new Error('191212121212'), { extensions: { code: 'FORBIDDEN' } })],
    [
      'an error with a code of a faulty document',
      Object.assign(new Error('191212121212'), { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }),
    ],
    ['a text', '191212121212'],
    ['nothing at all', undefined],
  ])('is told as our fault, without a word of it: %s', async (_, error) => {
    expect(await shown('{ fails }', {}, error)).toEqual([
      {
        message: TEXTS.INTERNAL.en,
        path: ['fails'],
        extensions: { code: 'INTERNAL', userMessage: TEXTS.INTERNAL },
      },
    ]);
  });
});

describe('Faulty input', () => {
  const query = `query ($period: Period, $personIds: [ID!], $degree: Degree, $days: Int) {
    fails(period: $period, personIds: $personIds, degree: $degree, days: $days) }`;

  it.each<[string, Record<string, unknown>, string]>([
    ['a variable', { days: '191212121212' }, 'days'],
    ['a number that is too large', { days: 191212121212 }, 'days'],
    ['a code that there is not', { degree: '191212121212' }, 'degree'],
    ['a field', { period: { from: 191212121212, to: '2026-01-01' } }, 'period.from'],
    ['a place in a list', { personIds: ['1', { person: '191212121212' }] }, 'personIds[1]'],
    ['a place in a list in a field', { period: { from: '', to: '', days: [1, '191212121212'] } }, 'period.days[1]'],
    ['a field that is missing', { period: { from: '191212121212' } }, 'period'],
    ['a field that there is not', { period: { from: '', to: '', 'person 191212121212': 1 } }, 'period'],
    ['a key that pretends to be a place', { period: { ' at "191212121212"': 1 } }, 'period'],
    ['a text that pretends to be a place', { days: ' at "191212121212"' }, 'days'],
  ])('is told by the name of %s, never by its value', async (_, variables, field) => {
    const errors = await shown(query, variables);
    expect(errors[0]).toEqual({
      message: TEXTS.BAD_USER_INPUT.en,
      extensions: { code: 'BAD_USER_INPUT', userMessage: TEXTS.BAD_USER_INPUT, field },
    });
    expect(JSON.stringify(errors)).not.toContain('191212121212');
  });

  it('that the domain refused names its place as the domain does', async () => {
    const [error] = await shown('{ fails }', {}, new DomainError('BAD_USER_INPUT', { path: 'units' }));
    expect(error?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', facts: { path: 'units' } });
  });
});

describe('A faulty document', () => {
  it.each([
    ['that cannot be read', '{ fails', 'GRAPHQL_PARSE_FAILED'],
    ['that asks for what there is not', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'of two operations, of which none is chosen',
      'query A { fails } query B { fails }',
      'OPERATION_RESOLUTION_FAILURE',
    ],
  ])('%s is told in the words of graphql-js', async (_, query, code) => {
    const [error] = await shown(query);
    expect(error).toEqual({ message: expect.stringMatching(/.+/), extensions: { code } });
    expect(error?.message).not.toBe(TEXTS.INTERNAL.en);
  });
});
