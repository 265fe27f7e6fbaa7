import { buildSubgraphSchema, type GraphQLResolverMap, printSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, lexicographicSortSchema, parse } from 'graphql';
import { buildSchema, type BuildSchemaOptions, createResolversMap } from 'type-graphql';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@inaccessible"])`;

/** How an entity is found from its key, when another subgraph points at it. */
export type ResolveReference<Context> = (key: never, context: Context) => unknown;

export interface SubgraphSchemaOptions<Context> extends Pick<BuildSchemaOptions, 'resolvers' | 'orphanedTypes'> {
  /** One for each entity type that this subgraph can find by key. */
  readonly references: Readonly<Record<string, ResolveReference<Context>>>;
}

/** type-graphql has no federation of its own: its schema is printed and given to @apollo/subgraph. */
export async function buildFederatedSchema<Context>({
  references,
  ...options
}: SubgraphSchemaOptions<Context>): Promise<GraphQLSchema> {
  const plain = await buildSchema({
    ...options,
    // unset, decorated classes of another subgraph in the same process would be emitted too
    orphanedTypes: options.orphanedTypes ?? [],
    // else the error's extensions carry the caller's whole input, personal data included
    validate: { validationError: { target: false, value: false } },
    // every subscription of ours has its own `subscribe`
    pubSub: { publish: () => {}, subscribe: () => ({ async *[Symbol.asyncIterator]() {} }) },
    skipCheck: true,
  });
  const resolvers = createResolversMap(plain) as Record<string, Record<string, unknown>>;
  for (const [type, resolve] of Object.entries(references)) (resolvers[type] ??= {})['__resolveReference'] = resolve;
  // type-graphql keeps the order in which modules were loaded, and a build loads them in another than a test
  const typeDefs = parse(`${LINK}\n${printSubgraphSchema(lexicographicSortSchema(plain))}`);
  return buildSubgraphSchema([{ typeDefs, resolvers: resolvers as GraphQLResolverMap<unknown> }]);
}
