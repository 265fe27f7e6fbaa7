import { buildSchema, getIntrospectionQuery, type GraphQLError, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { faultsOf, readDocument } from './document.ts';
import { faultInAmounts } from './variables.ts';

const schema = buildSchema(`
  type Query { unit(id: ID!): Unit units(ids: [ID!]!, first: Int): [Unit!] }
  type Unit { id: ID! parent: Unit }
  type Mutation { rename(id: ID!): Unit }
  type Subscription { renamed: Unit }`);

const told = (faults: readonly GraphQLError[]) => faults.map(({ extensions }) => extensions);
const faults = (text: string, introspection = false) => faultsOf(schema, readDocument(text), introspection);
const codes = (text: string, introspection?: boolean) => told(faults(text, introspection)).map(({ code }) => code);
const nested = (levels: number): string =>
  `{ unit(id: 1) ${'{ parent '.repeat(levels - 2)}{ id }${' }'.repeat(levels - 1)}`;

const thrown = (text: string): unknown => {
  try {
    return readDocument(text);
  } catch (error) {
    return (error as GraphQLError).extensions;
  }
};

describe('A document', () => {
  it.each([
    ['that is none', 'qwerty', { code: 'GRAPHQL_PARSE_FAILED' }],
    [
      'of 40,000 levels',
      '{a'.repeat(10_000),
      { code: 'GRAPHQL_PARSE_FAILED', facts: { limit: 'tokens', maximum: 1_000 } },
    ],
    [
      'of 32,769 characters',
      `{ a } #${' '.repeat(32_762)}`,
      { code: 'GRAPHQL_PARSE_FAILED', facts: { limit: 'document', maximum: 32_768 } },
    ],
  ])('%s is not read', (_, text, extensions) => {
    expect(thrown(text)).toEqual(extensions);
  });

  it('of more than 1,000 tokens is read, and refused with the limit', () => {
    const text = (tokens: number) => `{ unit(id: [${'1 '.repeat(tokens - 12)}]) { id } }`;
    expect(told(faults(text(1_001)))).toEqual([
      { code: 'QUERY_TOO_COMPLEX', facts: { limit: 'tokens', maximum: 1_000 } },
    ]);
    expect(codes(text(1_000))).not.toContain('QUERY_TOO_COMPLEX');
  });

  it('within the limits has no fault', () => {
    expect(faults(nested(10))).toEqual([]);
    expect(
      faults(`{ ${Array.from({ length: 30 }, (_, place) => `a${place}: unit(id: 1) { id }`).join(' ')} }`),
    ).toEqual([]);
  });

  const thirtyOne = Array.from({ length: 31 }, (_, place) => `a${place}: unit(id: 1) { id }`).join(' ');
  const doubling = Array.from(
    { length: 9 },
    (_, place) => `fragment F${place + 1} on Unit { ...F${place} ...F${place} }`,
  );

  it.each([
    ['depth', 10, nested(11)],
    ['aliases', 30, `{ ${thirtyOne} }`],
    ['fields', 500, `{ unit(id: 1) { ...F9 } } fragment F0 on Unit { id } ${doubling.join(' ')}`],
    ['mutations', 1, 'mutation { rename(id: 1) { id } ...F } fragment F on Mutation { again: rename(id: 1) { id } }'],
  ])('beyond the limit of %s is refused with the limit', (limit, maximum, text) => {
    expect(told(faults(text))).toEqual([{ code: 'QUERY_TOO_COMPLEX', facts: { limit, maximum } }]);
  });

  it('that asks what the schema is gets it only where it may', () => {
    expect(codes('{ __schema { types { name } } }')).toEqual(['INTROSPECTION_DISABLED']);
    expect(
      codes('{ unit(id: 1) { ...F } } fragment F on Unit { __typename } query B { __type(name: "Unit") { name } }'),
    ).toEqual(['INTROSPECTION_DISABLED']);
    expect(codes('{ __schema { types { name } } }', true)).toEqual([]);
    expect(codes('{ unit(id: 1) { __typename } }')).toEqual([]);
  });

  it('that a tool asks the whole schema with is within the limits', () => {
    expect(codes(getIntrospectionQuery(), true)).toEqual([]);
  });

  it('with many faults is told five, without a guess at what was meant', () => {
    const found = faults(`{ ${'unt '.repeat(20)} }`);
    expect(found).toHaveLength(5);
    for (const { message, extensions } of found) {
      expect(extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
      expect(message).not.toContain('unit');
    }
  });

  it('with a value of the wrong kind is faulty input', () => {
    expect(codes('{ units(ids: ["1"], first: "ten") { id } }')).toEqual(['BAD_USER_INPUT']);
    expect(codes('{ unit(id: 1.5) { id } }')).toEqual(['BAD_USER_INPUT']);
  });

  it('with a list of 101 is faulty input', () => {
    const ids = (count: number) => `{ units(ids: [${'1 '.repeat(count)}]) { id } }`;
    expect(codes(ids(100))).toEqual([]);
    expect(codes(ids(101))).toEqual(['BAD_USER_INPUT']);
  });

  it.each([
    'subscription { renamed @skip(if: false) { id } }',
    'subscription { ... @include(if: true) { renamed { id } } }',
    'subscription { ...F } fragment F on Subscription { renamed { id } }',
    '{ __proto__: unit(id: 1) { id } }',
  ])('may not be %s', (text) => {
    expect(codes(text)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });
});

describe('The amounts of an operation', () => {
  const document = parse('query ($ids: [ID!]!, $n: Int) { units(ids: $ids, first: $n) { id } }');
  const nestedValue = (levels: number): unknown => (levels === 0 ? 1 : { a: nestedValue(levels - 1) });

  it.each([
    ['a list of 101', { ids: Array(101).fill('x') }],
    ['a list of 101 inside', { ids: [], input: { a: [{ b: Array(101).fill('x') }] } }],
    ['a page of 101', { ids: [], n: 101 }],
    ['a page of none', { ids: [], n: 0 }],
    ['a page of less than none', { ids: [], n: -1 }],
    ['a page of more than a number holds', { ids: [], n: 2 ** 40 }],
    ['a value of 22 levels', { ids: [], input: nestedValue(22) }],
  ])('are too much with %s', (_, variables) => {
    expect(faultInAmounts(document, variables)?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('are fine at their limits', () => {
    expect(faultInAmounts(document, { ids: Array(100).fill('x'), n: 100, input: nestedValue(19) })).toBeUndefined();
  });

  it('may be written out, too', () => {
    expect(faultInAmounts(parse('{ units(ids: [], first: 101) { id } }'), {})?.extensions).toMatchObject({
      facts: { path: 'first', maximum: 100 },
    });
  });
});
