import {
  buildASTSchema,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  isScalarType,
  Kind,
  parse,
  visit,
} from 'graphql';

/** A subgraph by its name, with its own executable schema. */
export type Subgraphs = ReadonlyMap<string, GraphQLSchema>;

/** What each subgraph's resolvers are given, by its name. */
export type Contexts = Readonly<Record<string, unknown>>;

type Resolver = GraphQLFieldResolver<unknown, Contexts>;
type Reference = (key: object, context: unknown, info: unknown) => unknown;

/**
 * The supergraph's schema as one server would have it: each field with its own subgraph's resolver, and where one
 * subgraph points at another's entity, that one's own way to find it. Fields that a subgraph adds to another's entity are
 * left out: what is measured does not select them.
 */
export function mergedSchema(supergraphSdl: string, subgraphs: Subgraphs, owners: Contexts): GraphQLSchema {
  const merged = buildASTSchema(withoutFederation(supergraphSdl), { assumeValidSDL: true });
  for (const type of Object.values(merged.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    for (const [name, subgraph] of subgraphs) {
      const own = subgraph.getType(type.name);
      if (isScalarType(type) && isScalarType(own)) type.serialize = own.serialize;
      if (isAbstractType(type) && isAbstractType(own)) type.resolveType = own.resolveType;
      if (isObjectType(type) && isObjectType(own) && [undefined, name].includes(owners[type.name] as string))
        takeFields(type, own, name, subgraphs, owners);
    }
  }
  return merged;
}

function takeFields(type: GraphQLObjectType, own: GraphQLObjectType, name: string, all: Subgraphs, owners: Contexts) {
  const fields = type.getFields();
  for (const [key, { resolve, type: result }] of Object.entries(own.getFields())) {
    const field = fields[key];
    if (!field || !resolve) continue;
    const inner: Resolver = (root, args, contexts, info) => resolve(root, args, contexts[name], info);
    const target = getNamedType(result).name;
    const owner = owners[target] as string | undefined;
    field.resolve = owner && owner !== name ? through(inner, owner, referenceOf(all.get(owner), target)) : inner;
  }
}

/** Resolves to the entity itself in place of the key that points at it. */
const through =
  (inner: Resolver, owner: string, find: Reference): Resolver =>
  async (root, args, contexts, info) => {
    const key = (await inner(root, args, contexts, info)) as object | null;
    return key && find(key, contexts[owner], info);
  };

function referenceOf(schema: GraphQLSchema | undefined, type: string): Reference {
  const extensions = schema?.getType(type)?.extensions as { apollo?: { subgraph?: { resolveReference?: Reference } } };
  const found = extensions?.apollo?.subgraph?.resolveReference;
  if (!found) throw new Error(`${type} cannot be found by its key`);
  return found;
}

/** The types alone: what is said of subgraphs is dropped. */
const withoutFederation = (sdl: string) =>
  visit(parse(sdl, { noLocation: true }), {
    Directive: () => null,
    DirectiveDefinition: () => null,
    SchemaExtension: () => null,
    enter: (node) =>
      'name' in node && node.kind !== Kind.FIELD && /^(?:join|link)__/.test(node.name?.value ?? '') ? null : undefined,
  });
