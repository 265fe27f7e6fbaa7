import { readFileSync } from 'node:fs';
import path from 'node:path';
import { peerFile } from '../support/peer.ts';

/** A row of the folder's index, as far as tests look at it. */
export interface FolderRow {
  readonly type: string;
  readonly certificateTypeCode: string;
  readonly version: string;
  readonly format: string;
  readonly file: string;
  readonly expect: 'pass' | 'fail';
  readonly conflict?: boolean;
  readonly clock?: string;
  /** The published rules of its type (schematron), as lisjp.v1.sch; true where there are none. */
  readonly schematron?: string | true | null;
  readonly expectedErrors?: readonly FolderError[];
  /** The same of what depends on the day, judged on another one. */
  readonly 'expectedErrorsIfClockIs2017-06-01'?: readonly FolderError[] | null;
}

export interface FolderError {
  readonly questionId?: string | null;
  readonly type?: string;
  /** Of a message: which of the two says so, the schema (xsd) or the published rules (schematron), and its words. */
  readonly kind?: string;
  readonly message?: string | null;
}

/** The certificates that are judged alike by everybody, which lie beside the project; undefined, and said, without them. */
export function conformanceFolder(missed: string): { readonly folder: string; readonly rows: FolderRow[] } | undefined {
  const index = peerFile('conformance/index.json', missed);
  if (index === undefined) return undefined;
  const rows = JSON.parse(readFileSync(index, 'utf8')) as FolderRow[];
  return { folder: path.dirname(index), rows: rows.filter(({ conflict }) => !conflict) };
}

export const bytesOf = (folder: string, { file }: FolderRow): Uint8Array => readFileSync(path.join(folder, file));
