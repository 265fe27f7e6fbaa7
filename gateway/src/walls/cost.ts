import type { DocumentNode } from 'graphql';
import { LIMITS } from '../limits.ts';
import { measureOf } from './document.ts';

/** What an answer cost, in fields. */
export interface Cost {
  /** Fields of the document, fragments expanded. */
  readonly requested: number;
  /** Fields of the answer: lists have each entry's. */
  readonly actual: number;
  /** The most that a document may request. */
  readonly maximum: number;
}

/** The fields of a value, all levels. */
function fieldsOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let fields = 0;
  if (Array.isArray(value)) for (const entry of value) fields += fieldsOf(entry);
  else for (const inner of Object.values(value)) fields += 1 + fieldsOf(inner);
  return fields;
}

export const costOf = (document: DocumentNode, data: unknown): Cost => ({
  requested: measureOf(document).fields,
  actual: fieldsOf(data),
  maximum: LIMITS.fields,
});
