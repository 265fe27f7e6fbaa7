import { beginTrace, type UserClaims } from '@intygsgraf/kernel/process';
import { LIMITS } from '../limits.ts';
import type { Hub } from './hub.ts';
import type { createLiveDocuments } from './live-document.ts';
import type { Reader } from './reader.ts';

/** What a client asks for, as it came: nothing of it is known to be right. */
export interface Operation {
  readonly query?: unknown;
  readonly variables?: Record<string, unknown> | null;
}

/** Finds the hub's document of a text. */
export type DocumentOf = ReturnType<typeof createLiveDocuments>;

/** Whether the hub serves this operation, or says why not; false leaves it to the graph. */
export function joinsHub(
  reader: Reader,
  user: UserClaims,
  id: string,
  operation: Operation | undefined,
  hub: Hub,
  documentOf: DocumentOf,
): boolean {
  const document = documentOf(operation?.query);
  const units = document && operation?.variables?.[document.variable];
  if (!document || !isUnits(units)) return false;
  const refuse = (facts: Record<string, string | number>) => hub.refuseUnjoined(reader, id, 'BAD_USER_INPUT', facts);
  if (units.length === 0) refuse({ path: document.variable });
  else if (units.length > LIMITS.units) refuse({ limit: 'units', maximum: LIMITS.units });
  else void beginTrace('gateway', {}, () => hub.join(reader, user, id, document, [...new Set(units)]));
  return true;
}

const isUnits = (units: unknown): units is string[] =>
  Array.isArray(units) && units.every((unit) => typeof unit === 'string');
