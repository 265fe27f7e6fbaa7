import { type DocumentNode, Kind, OperationTypeNode, print, type SelectionSetNode } from 'graphql';
import { beyondLimits, readDocument } from '../walls/document.ts';

/** The fields of a value that the hub holds: true for a leaf, a tree for an object. */
export interface Shape {
  readonly typename: string;
  readonly fields: Readonly<Record<string, true | Shape>>;
}

/** The one subscription that the hub serves; every other goes to the graph. */
export interface HotField {
  readonly name: string;
  /** Its argument: a list of keys. */
  readonly argument: string;
  /** The argument's type, as a document must declare it. */
  readonly argumentType: string;
  readonly shape: Shape;
}

/** A subscription document that the hub serves, made once for each text. */
export interface LiveDocument {
  /** Which one: documents of the same text are the same. */
  readonly number: number;
  /** The variable that holds the keys. */
  readonly variable: string;
  /** The `payload` of a `next` message, for a value of the shape. */
  payload(value: Record<string, unknown>): string;
}

type Project = (value: Record<string, unknown>) => Record<string, unknown>;

/** Texts that are remembered; a foreign client may send any number of them. */
const MOST_DOCUMENTS = 500;

/** Undefined when the selection asks for more than the value holds, has arguments, directives or fragments. */
function projection({ selections }: SelectionSetNode, shape: Shape): Project | undefined {
  const parts: [key: string, pick: (value: Record<string, unknown>) => unknown][] = [];
  for (const field of selections) {
    if (field.kind !== Kind.FIELD || field.arguments?.length || field.directives?.length) return undefined;
    const name = field.name.value;
    const key = field.alias?.value ?? name;
    const known = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
    if (name === '__typename') parts.push([key, () => shape.typename]);
    else if (known === true && !field.selectionSet) parts.push([key, (value) => value[name]]);
    else if (known && known !== true && field.selectionSet) {
      const inner = projection(field.selectionSet, known);
      if (!inner) return undefined;
      parts.push([key, (value) => inner(value[name] as Record<string, unknown>)]);
    } else return undefined;
  }
  // two selections of one key would have to be merged: left to the graph
  if (new Set(parts.map(([key]) => key)).size < parts.length) return undefined;
  return (value) => Object.fromEntries(parts.map(([key, pick]) => [key, pick(value)]));
}

function compile(document: DocumentNode, hot: HotField, number: number): LiveDocument | undefined {
  const [operation] = document.definitions;
  if (document.definitions.length !== 1 || operation?.kind !== Kind.OPERATION_DEFINITION) return undefined;
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION || operation.directives?.length) return undefined;
  const [field] = operation.selectionSet.selections;
  const [variable] = operation.variableDefinitions ?? [];
  if (operation.selectionSet.selections.length !== 1 || field?.kind !== Kind.FIELD) return undefined;
  if (field.name.value !== hot.name || field.directives?.length || !field.selectionSet) return undefined;
  if (operation.variableDefinitions?.length !== 1 || !variable) return undefined;
  if (variable.defaultValue || variable.directives?.length) return undefined;
  if (print(variable.type) !== hot.argumentType) return undefined;
  const [argument] = field.arguments ?? [];
  if (field.arguments?.length !== 1 || argument?.name.value !== hot.argument) return undefined;
  if (argument.value.kind !== Kind.VARIABLE || argument.value.name.value !== variable.variable.name.value)
    return undefined;
  const project = projection(field.selectionSet, hot.shape);
  if (!project) return undefined;
  const key = field.alias?.value ?? field.name.value;
  return {
    number,
    variable: argument.value.name.value,
    payload: (value) => JSON.stringify({ data: { [key]: project(value) } }),
  };
}

/** Finds the document of a text, undefined for those that are not the hub's. */
export function createLiveDocuments(hot: HotField): (text: unknown) => LiveDocument | undefined {
  const known = new Map<string, LiveDocument>();
  return (text) => {
    if (typeof text !== 'string') return undefined;
    const found = known.get(text);
    // only its own are remembered, so that no others can crowd them out
    if (found || known.size >= MOST_DOCUMENTS) return found;
    let document: LiveDocument | undefined;
    try {
      const parsed = readDocument(text);
      // what is beyond a limit is the graph's, which says so
      if (!beyondLimits(parsed)) document = compile(parsed, hot, known.size);
    } catch {
      // not a document: the graph says so better than the hub could
    }
    if (document) known.set(text, document);
    return document;
  };
}
