import { Kind, parse, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import { composeSupergraph } from './compose-supergraph.ts';
import { withAddresses } from './supergraph.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const users = {
  name: 'users',
  sdl: `${LINK} type Query { unit: Unit } type Unit @key(fields: "id") { id: ID! name: String }`,
};
const cases = { name: 'cases', sdl: `${LINK} type Unit @key(fields: "id") { id: ID! total: Int }` };

/** The address of each subgraph in a supergraph. */
function addressesOf(supergraph: string): Record<string, string> {
  const found: Record<string, string> = {};
  visit(parse(supergraph), {
    Directive(node) {
      if (node.name.value !== 'join__graph') return;
      const texts = (node.arguments ?? []).map(({ name, value }) => [
        name.value,
        value.kind === Kind.STRING ? value.value : '',
      ]);
      const { name = '', url = '' } = Object.fromEntries(texts) as Record<string, string>;
      found[name] = url;
    },
  });
  return found;
}

describe('A supergraph', () => {
  const supergraph = composeSupergraph([users, cases]);

  it('has no address that leads anywhere until it is told where the subgraphs are', () => {
    expect(addressesOf(supergraph)).toEqual({
      users: 'http://users.invalid/graphql',
      cases: 'http://cases.invalid/graphql',
    });
  });

  it('has the addresses it is told, and nothing else of it changes', () => {
    const at = new Map([
      ['users', 'http://127.0.0.1:4001/graphql'],
      ['cases', 'http://127.0.0.1:4004/graphql?a="b"'],
      ['more', 'http://127.0.0.1:4009/graphql'],
    ]);
    const addressed = withAddresses(supergraph, at);
    expect(addressesOf(addressed)).toEqual({ users: at.get('users'), cases: at.get('cases') });
    const placeholders = new Map(Object.entries(addressesOf(supergraph)));
    expect(withAddresses(addressed, placeholders)).toBe(withAddresses(supergraph, placeholders));
  });

  it('cannot be used while the address of a subgraph is missing', () => {
    expect(() => withAddresses(supergraph, new Map([['users', 'http://127.0.0.1:4001/graphql']]))).toThrow(
      'no address',
    );
  });

  it('is composed the same each time', () => {
    expect(composeSupergraph([users, cases])).toBe(supergraph);
  });

  it('of subgraphs that do not agree is refused with every reason', () => {
    const other = { name: 'other', sdl: `${LINK} type Unit @key(fields: "id") { id: ID! name: Int total: String }` };
    expect(() => composeSupergraph([users, cases, other])).toThrow(/Unit\.total[^]*Unit\.name/);
  });
});
