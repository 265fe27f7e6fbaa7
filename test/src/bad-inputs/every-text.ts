import {
  buildASTSchema,
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  type GraphQLSchema,
  Kind,
  parse,
} from 'graphql';
import { readFileSync } from 'node:fs';

/** A root field with everything that it takes, one text of which is somebody's words. */
export interface TextTried {
  /** As `createDraft input.personId`. */
  readonly what: string;
  /** Who answers it, as the supergraph calls them: DECISION_SUPPORT. */
  readonly graph: string;
  readonly query: string;
  readonly variables: (words: string) => Record<string, unknown>;
}

type Path = readonly string[];

const isText = (type: GraphQLInputType): boolean => isScalarType(type) && ['String', 'ID'].includes(type.name);
const bare = (type: GraphQLInputType): GraphQLInputType =>
  isNonNullType(type) ? (type.ofType as GraphQLInputType) : type;

/** Deepest input that is looked into: an answer's rows. */
const DEEPEST = 5;

/** Where texts are in what is taken. */
function textsIn(type: GraphQLInputType, at: Path): Path[] {
  const of = bare(type);
  if (isText(of)) return [at];
  if (isListType(of)) return textsIn(of.ofType as GraphQLInputType, [...at, '0']);
  if (!isInputObjectType(of) || at.length > DEEPEST) return [];
  return Object.values(of.getFields()).flatMap((field) => textsIn(field.type, [...at, field.name]));
}

/** A value with the words in their place; what else must be there is plain, what need not be is not. */
function valueOf(type: GraphQLInputType, path: Path | undefined, words: string): unknown {
  const of = bare(type);
  if (isListType(of)) return [valueOf(of.ofType as GraphQLInputType, path?.slice(1), words)];
  if (isInputObjectType(of)) {
    const fields = Object.values(of.getFields()).filter(
      ({ name, type: own }) => path?.[0] === name || isNonNullType(own),
    );
    return Object.fromEntries(
      fields.map(({ name, type: own }) => [name, valueOf(own, path?.[0] === name ? path.slice(1) : undefined, words)]),
    );
  }
  if (isEnumType(of)) return of.getValues()[0]?.name;
  if (isText(of)) return path ? words : 'x';
  return isScalarType(of) && of.name === 'Boolean' ? true : 1;
}

const selectionOf = (field: GraphQLField<unknown, unknown>): string =>
  isScalarType(getNamedType(field.type)) ? '' : '{ __typename }';

/** What is not shown to clients. */
const isHidden = ({ astNode }: GraphQLField<unknown, unknown>): boolean =>
  astNode?.directives?.some(({ name }) => name.value === 'inaccessible') ?? false;

const graphOf = ({ astNode }: GraphQLField<unknown, unknown>): string => {
  const joined = astNode?.directives?.find(({ name }) => name.value === 'join__field');
  const named = joined?.arguments?.find(({ name }) => name.value === 'graph')?.value;
  return named?.kind === Kind.ENUM ? named.value : '';
};

function tried(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>): TextTried[] {
  const variables = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const query = `${kind} (${variables}) { ${field.name}(${given}) ${selectionOf(field)} }`;
  return field.args.flatMap((arg) =>
    textsIn(arg.type, []).map((path) => ({
      what: [`${field.name} ${arg.name}`, ...path].join('.'),
      graph: graphOf(field),
      query,
      variables: (words) =>
        Object.fromEntries(
          field.args
            .filter((other) => other === arg || isNonNullType(other.type))
            .map((other) => [other.name, valueOf(other.type, other === arg ? path : undefined, words)]),
        ),
    })),
  );
}

/** Every text that the graph takes, wherever it stands: read from the schema, so that a new one is tried, too. */
export function everyText(): TextTried[] {
  const sdl = readFileSync(new URL('../../../gateway/supergraph.graphql', import.meta.url), 'utf8');
  const schema: GraphQLSchema = buildASTSchema(parse(sdl), { assumeValid: true });
  return (['query', 'mutation'] as const).flatMap((kind) => {
    const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    if (!isObjectType(root)) return [];
    return Object.values(root.getFields())
      .filter((field) => !isHidden(field))
      .flatMap((field) => tried(kind, field));
  });
}
