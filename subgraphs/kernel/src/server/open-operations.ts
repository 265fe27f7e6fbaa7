import type { MikroORM } from '@mikro-orm/postgresql';
import { type DocumentNode, Kind, OperationTypeNode, type SelectionNode } from 'graphql';
import { readOnce } from './read-once.ts';

/** What any signed-in user may read of a subgraph: what is published, and no patient's or unit's. */
export interface OpenReading {
  /** Fields of `Query`. */
  readonly fields: ReadonlySet<string>;
  /** Entities that others point at. */
  readonly entities: ReadonlySet<string>;
  /** Its connections stand in the session `ANY_USER`. */
  readonly orm: MikroORM;
}

type Open = Omit<OpenReading, 'orm'>;

/** Tells whether the body of a request asks for nothing else. What cannot be read or is a change asks for more. */
export function asksForOpenOnly(open: Open): (body: unknown) => boolean {
  const { parse } = readOnce();
  return (body) => {
    const { query } = (body ?? {}) as { query?: unknown };
    if (typeof query !== 'string') return false;
    try {
      return isOpen(parse(query), open);
    } catch {
      return false;
    }
  };
}

const isOpen = ({ definitions }: DocumentNode, open: Open): boolean =>
  definitions.every(
    (definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ||
      (definition.kind === Kind.OPERATION_DEFINITION &&
        definition.operation === OperationTypeNode.QUERY &&
        definition.selectionSet.selections.every((selection) => isOpenField(selection, open))),
  );

/** A fragment at the root could hold anything: it is not looked into. */
const isOpenField = (selection: SelectionNode, open: Open): boolean =>
  selection.kind === Kind.FIELD &&
  (open.fields.has(selection.name.value) ||
    (selection.name.value === '_entities' &&
      (selection.selectionSet?.selections ?? []).every((of) => isOpenEntity(of, open))));

const isOpenEntity = (selection: SelectionNode, { entities }: Open): boolean =>
  selection.kind === Kind.FIELD
    ? selection.name.value === '__typename'
    : selection.kind === Kind.INLINE_FRAGMENT && entities.has(selection.typeCondition?.name.value ?? '');
