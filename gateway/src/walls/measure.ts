import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  TokenKind,
} from 'graphql';

/** What a document would cost, fragments expanded. */
export interface Measure {
  /** Words and signs; comments are none. */
  readonly tokens: number;
  /** Levels of fields; introspection, which has a rule of its own, counts none. */
  readonly depth: number;
  readonly fields: number;
  /** Aliases, and fields that are named again in their selection. */
  readonly aliases: number;
  /** Root fields of its widest mutation. */
  readonly mutations: number;
}

interface Part {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  /** Fields of its first level. */
  readonly width: number;
}

const NOTHING: Part = { depth: 0, fields: 0, aliases: 0, width: 0 };
const UNCOUNTED = new Set<TokenKind>([TokenKind.SOF, TokenKind.EOF, TokenKind.COMMENT]);
const INTROSPECTION = new Set(['__schema', '__type']);

const beside = (one: Part, other: Part): Part => ({
  depth: Math.max(one.depth, other.depth),
  fields: one.fields + other.fields,
  aliases: one.aliases + other.aliases,
  width: one.width + other.width,
});

/** Fields of a selection that stand there before under the same key. */
function repeats(selections: readonly SelectionNode[]): number {
  const plain = selections.flatMap((one) => (one.kind === Kind.FIELD && !one.alias ? [one.name.value] : []));
  return plain.length - new Set(plain).size;
}

function tokensOf({ loc }: DocumentNode): number {
  let tokens = 0;
  for (let token = loc?.startToken; token; token = token.next ?? undefined) if (!UNCOUNTED.has(token.kind)) tokens += 1;
  return tokens;
}

/**
 * Measures every operation of a document. Each fragment is measured once, however often it is spread, so that
 * documents that double at every level cost no more than others; numbers may become huge, work does not.
 */
export function measure(document: DocumentNode): Measure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const known = new Map<string, Part>();

  function ofFragment(name: string): Part {
    const found = known.get(name);
    if (found) return found;
    known.set(name, NOTHING); // one that spreads itself: validation refuses it
    const part = ofSelections(fragments.get(name)?.selectionSet);
    known.set(name, part);
    return part;
  }

  function ofField(field: FieldNode): Part {
    const inside = ofSelections(field.selectionSet);
    return {
      depth: INTROSPECTION.has(field.name.value) ? 0 : inside.depth + 1,
      fields: inside.fields + 1,
      aliases: inside.aliases + (field.alias ? 1 : 0),
      width: 1,
    };
  }

  function ofSelections(set: SelectionSetNode | undefined): Part {
    if (!set) return NOTHING;
    const parts = set.selections.map((selection): Part => {
      if (selection.kind === Kind.FIELD) return ofField(selection);
      return selection.kind === Kind.FRAGMENT_SPREAD
        ? ofFragment(selection.name.value)
        : ofSelections(selection.selectionSet);
    });
    return parts.reduce(beside, { ...NOTHING, aliases: repeats(set.selections) });
  }

  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const measured = operations.map(({ operation, selectionSet }) => ({ operation, ...ofSelections(selectionSet) }));
  const whole = measured.reduce<Part>(beside, NOTHING);
  const widths = measured.flatMap(({ operation, width }) => (operation === OperationTypeNode.MUTATION ? [width] : []));
  const { depth, fields, aliases } = whole;
  return { tokens: tokensOf(document), depth, fields, aliases, mutations: Math.max(0, ...widths) };
}
