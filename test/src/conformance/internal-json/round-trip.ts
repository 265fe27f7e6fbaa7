import {
  type Answers,
  type FormatReader,
  readCertificateMessage,
  receivedAnswers,
  transportAnswers,
  typeOfRow,
} from '@intygsgraf/certificates';
import { isDeepStrictEqual } from 'node:util';
import { ADAPTERS } from './adapters.ts';
import { isObject, type Json } from './parts.ts';

/** Where the message may lie that a file of this format is said to come out of. */
const FOLDERS = ['pass', 'fail', 'other'];

/** The JSON object that the bytes hold. */
export function jsonOf(bytes: Uint8Array): Json | undefined {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The old format after it was sent: not judged, but held against the message of the same name, where there is one. What
 * we read out of that is what it says, answer by answer. Otherwise what went in, as a message of ours, is read back: all of
 * it, as the old systems sent what their form had hidden, too.
 */
export const roundTrip: FormatReader = async (bytes, row, { sibling }) => {
  const type = typeOfRow(row);
  const read = type && ADAPTERS[`${type.id} ${type.version}`];
  if (!type || !read) return { notRead: 'nobody reads the old format of this type' };
  const json = jsonOf(bytes);
  if (!json) return { verdict: 'fail', faults: ['The file is no JSON object'] };
  const firstOf = async (part: string, ending: string): Promise<Uint8Array | undefined> => {
    const named = (folder: string) =>
      sibling(row.file.replace('/internal/roundtrip/', `/${part}/${folder}/`).replace(/\.json$/, ending));
    return (await Promise.all(FOLDERS.map(named))).find((found) => found !== undefined);
  };
  const message = await firstOf('transport', '.xml');
  const before = message ? undefined : jsonOf((await firstOf('internal', '.json')) ?? new Uint8Array());
  // nothing to hold it against: all of it can be read
  if (!message && !before) return { verdict: 'pass', faults: [] };
  const sent = message ? readCertificateMessage(message).answers : transportAnswers(type, read(before ?? {}));
  const faults = differences(read(json), receivedAnswers(type, sent).answers);
  return { verdict: faults.length === 0 ? 'pass' : 'fail', faults };
};

const differences = (wanted: Answers, found: Answers): string[] =>
  [...new Set([...Object.keys(wanted), ...Object.keys(found)])]
    .filter((field) => !isDeepStrictEqual(trimmed(wanted[field]), trimmed(found[field])))
    .map((field) => `${field}: ${JSON.stringify(wanted[field])} is read as ${JSON.stringify(found[field])}`);

/** The old systems lost the blanks around a text on the way; here they stay. */
const trimmed = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null), (_, own: unknown) => (typeof own === 'string' ? own.trim() : own));
