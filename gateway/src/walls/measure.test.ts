import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { measure } from './measure.ts';

const of = (text: string) => measure(parse(text));
const many = (count: number, part: (place: number) => string): string =>
  Array.from({ length: count }, (_, place) => part(place)).join(' ');

describe('The measure of a document', () => {
  it('has the depth of its deepest field, through fragments', () => {
    expect(of('{ a }').depth).toBe(1);
    expect(of('{ a { b } c { d { e } } }').depth).toBe(3);
    expect(of('{ a { ...F } } fragment F on T { b { ... on U { c } } }').depth).toBe(3);
  });

  it('counts introspection for no depth: whether that may be asked is another rule', () => {
    expect(of('{ __schema { types { fields { type { name } } } } a { b } }').depth).toBe(2);
  });

  it('counts the fields of a fragment wherever it is spread', () => {
    expect(of('{ a { ...F } b { ...F } } fragment F on T { c d { e } }').fields).toBe(8);
  });

  it('counts aliases, and a field that is named again as one', () => {
    expect(of('{ x: a y: a { z: b } }').aliases).toBe(3);
    expect(of(`{ ${many(31, () => 'a')} }`).aliases).toBe(30);
    expect(of('{ a { b } c { b } }').aliases).toBe(0);
    expect(of('{ a { ...F } b { ...F } } fragment F on T { x: c }').aliases).toBe(2);
  });

  it('counts the root fields of a mutation, through fragments, and of nothing else', () => {
    expect(of('mutation { a { b c } ...F } fragment F on Mutation { d e }').mutations).toBe(3);
    expect(of('{ a b c }').mutations).toBe(0);
  });

  it('counts words and signs, and no comments', () => {
    expect(of('{ a(b: "c d", e: 1) } # f g').tokens).toBe(11);
  });

  it('adds up operations', () => {
    expect(of('query A { a { b } } query B { x: c }')).toMatchObject({ depth: 2, fields: 3, aliases: 1, mutations: 0 });
  });

  it('of fragments that double at each of 150 levels is taken, and is huge', () => {
    const doubling = many(150, (place) => `fragment F${place + 1} on T { ...F${place} ...F${place} }`);
    expect(of(`{ ...F150 } fragment F0 on T { a } ${doubling}`).fields).toBeGreaterThan(1e40);
  });

  it('of fragments that spread themselves has an end', () => {
    expect(of('{ ...A } fragment A on T { a ...B } fragment B on T { b ...A }').fields).toBeLessThan(10);
  });
});
