import { describe, expect, it } from 'vitest';
import { createLiveDocuments, type HotField } from './live-document.ts';
import { UNHANDLED } from './truth.ts';

const hot: HotField = {
  name: 'counts',
  argument: 'units',
  argumentType: '[ID!]!',
  shape: {
    typename: 'Count',
    fields: { hsaId: true, total: true, state: true, own: { typename: 'Own', fields: { total: true } } },
  },
};
const value = { hsaId: 'SE1', total: 3, state: 'CURRENT', own: { total: 2 } };
const documentOf = createLiveDocuments(hot);

describe('The hub takes', () => {
  it.each([
    ['one field', 'subscription ($units: [ID!]!) { counts(units: $units) { total } }', { counts: { total: 3 } }],
    [
      'several fields, in the order they are asked for',
      'subscription ($units: [ID!]!) { counts(units: $units) { total hsaId } }',
      { counts: { total: 3, hsaId: 'SE1' } },
    ],
    [
      'a field of a field',
      'subscription ($units: [ID!]!) { counts(units: $units) { own { total } total } }',
      { counts: { own: { total: 2 }, total: 3 } },
    ],
    [
      'other names',
      'subscription ($units: [ID!]!) { mine: counts(units: $units) { number: total below: own { n: total } } }',
      { mine: { number: 3, below: { n: 2 } } },
    ],
    [
      'one field under two names',
      'subscription ($units: [ID!]!) { counts(units: $units) { a: total b: total } }',
      { counts: { a: 3, b: 3 } },
    ],
    [
      'the names of types',
      'subscription ($units: [ID!]!) { counts(units: $units) { __typename own { type: __typename } } }',
      { counts: { __typename: 'Count', own: { type: 'Own' } } },
    ],
    [
      'an operation with a name and another variable',
      'subscription Badge($these: [ID!]!) { counts(units: $these) { total } }',
      { counts: { total: 3 } },
    ],
    [
      'a name that every object has',
      'subscription ($units: [ID!]!) { __proto__: counts(units: $units) { constructor: total } }',
      JSON.parse('{ "__proto__": { "constructor": 3 } }'),
    ],
  ])('%s', (_, text, data) => {
    const document = documentOf(text);
    expect(JSON.parse(document?.payload(value) ?? 'null')).toEqual({ data });
    expect(Object.keys(JSON.parse(document?.payload(value) ?? '{}'))).toEqual(['data']);
  });

  it('the variable that holds the keys, whatever it is called', () => {
    expect(documentOf('subscription ($these: [ID!]!) { counts(units: $these) { total } }')?.variable).toBe('these');
  });

  it('values as they are: null stays null', () => {
    const document = documentOf('subscription ($units: [ID!]!) { counts(units: $units) { total } }');
    expect(document?.payload({ ...value, total: null })).toBe('{"data":{"counts":{"total":null}}}');
  });

  it('the same text for the same document, and another for another', () => {
    const text = 'subscription ($units: [ID!]!) { counts(units: $units) { total state } }';
    expect(documentOf(text)).toBe(documentOf(text));
    expect(documentOf(` ${text}`)?.number).not.toBe(documentOf(text)?.number);
  });

  it('every field of the value that it streams', () => {
    const numbers = 'total complement answer read waiting certificates overdue';
    const text = `subscription ($units: [ID!]!) { unhandled(units: $units) {
      __typename hsaId state ${numbers} withoutSubUnits { __typename ${numbers} } epoch version } }`;
    expect(createLiveDocuments(UNHANDLED)(text)).toBeDefined();
  });
});

describe('The hub leaves to the graph', () => {
  it.each([
    ['a field that it does not hold', 'subscription ($units: [ID!]!) { counts(units: $units) { unit { name } } }'],
    ['a field of every object', 'subscription ($units: [ID!]!) { counts(units: $units) { toString } }'],
    ['a leaf with a selection', 'subscription ($units: [ID!]!) { counts(units: $units) { total { x } } }'],
    ['an object without a selection', 'subscription ($units: [ID!]!) { counts(units: $units) { own } }'],
    ['an argument below', 'subscription ($units: [ID!]!) { counts(units: $units) { total(of: 1) } }'],
    ['two fields under one name', 'subscription ($units: [ID!]!) { counts(units: $units) { total total: hsaId } }'],
    ['one field twice', 'subscription ($units: [ID!]!) { counts(units: $units) { total total } }'],
    ['a directive', 'subscription ($units: [ID!]!) { counts(units: $units) { total @skip(if: true) } }'],
    ['a directive on the field', 'subscription ($units: [ID!]!) { counts(units: $units) @x { total } }'],
    ['a directive on the operation', 'subscription ($units: [ID!]!) @x { counts(units: $units) { total } }'],
    ['a directive on the variable', 'subscription ($units: [ID!]! @x) { counts(units: $units) { total } }'],
    ['an inline fragment', 'subscription ($units: [ID!]!) { counts(units: $units) { ... on Count { total } } }'],
    ['a fragment', 'subscription ($units: [ID!]!) { counts(units: $units) { ...F } } fragment F on Count { total }'],
    ['a fragment at the root', 'subscription ($units: [ID!]!) { ... { counts(units: $units) { total } } }'],
    ['a default value', 'subscription ($units: [ID!]! = ["SE1"]) { counts(units: $units) { total } }'],
    ['a variable of another type', 'subscription ($units: [Int!]!) { counts(units: $units) { total } }'],
    ['a variable that may be null', 'subscription ($units: [ID!]) { counts(units: $units) { total } }'],
    ['a variable that is no list', 'subscription ($units: ID!) { counts(units: $units) { total } }'],
    ['keys in the document', 'subscription { counts(units: ["SE1"]) { total } }'],
    ['a variable in a list', 'subscription ($units: ID!) { counts(units: [$units]) { total } }'],
    ['no keys', 'subscription ($units: [ID!]!) { counts { total } }'],
    ['another argument', 'subscription ($units: [ID!]!) { counts(others: $units) { total } }'],
    ['an argument more', 'subscription ($units: [ID!]!) { counts(units: $units, first: 1) { total } }'],
    ['a variable more', 'subscription ($units: [ID!]!, $x: Int) { counts(units: $units) { total } }'],
    ['a variable that is not declared', 'subscription ($units: [ID!]!) { counts(units: $others) { total } }'],
    ['no selection', 'subscription ($units: [ID!]!) { counts(units: $units) }'],
    [
      'two roots',
      'subscription ($units: [ID!]!) { counts(units: $units) { total } b: counts(units: $units) { total } }',
    ],
    ['another root', 'subscription ($units: [ID!]!) { others(units: $units) { total } }'],
    ['the type of the root', 'subscription ($units: [ID!]!) { __typename }'],
    ['a query', 'query ($units: [ID!]!) { counts(units: $units) { total } }'],
    ['a mutation', 'mutation ($units: [ID!]!) { counts(units: $units) { total } }'],
    ['two operations', 'subscription A($units: [ID!]!) { counts(units: $units) { total } } subscription B { x }'],
    ['a schema', 'type Query { a: Int }'],
    ['what is no document', 'subscription {'],
    ['nothing', ''],
    ['a document without end', `subscription ($units: [ID!]!) { counts(units: $units) { ${'total '.repeat(300)} } }`],
    ['what is no text', { query: 'subscription' }],
    ['no document at all', undefined],
  ])('%s', (_, text) => {
    expect(documentOf(text)).toBeUndefined();
    expect(documentOf(text)).toBeUndefined();
  });
});

describe('The documents that the hub remembers', () => {
  const nth = (place: number) => `subscription ($units: [ID!]!) { counts(units: $units) { a${place}: total } }`;

  it('are a limited number, and those it knows stay known', () => {
    const find = createLiveDocuments(hot);
    const first = Array.from({ length: 500 }, (_, place) => find(nth(place)));
    expect(first.every(Boolean)).toBe(true);
    expect(new Set(first.map((document) => document?.number)).size).toBe(500);
    expect(find(nth(500))).toBeUndefined();
    expect(find(nth(3))).toBe(first[3]);
  });

  it('are not crowded out by those that are not its own', () => {
    const find = createLiveDocuments(hot);
    for (let place = 0; place < 1_000; place++) find(`query { a${place} }`);
    expect(find(nth(1))).toBeDefined();
  });
});
