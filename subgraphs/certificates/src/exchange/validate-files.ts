import { dayInSweden } from '@intygsgraf/kernel/domain';
import { type CommandReport, LARGEST_XML, XmlFault } from '@intygsgraf/kernel/server';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { certificateTypeOfMessage } from '../types/index.ts';
import { sentenceOf } from './format-readers.ts';
import { judgeMessage, type PlacedViolation } from './judge-message.ts';
import { readCertificateFile } from './contracts.ts';

/** What is told of a file. */
interface ValidatedFile {
  readonly file: string;
  /** `unreadable` when it is no certificate of a type that is known. */
  readonly verdict: 'pass' | 'fail' | 'unreadable';
  readonly type?: string;
  readonly version?: string;
  readonly fault?: { readonly message: string; readonly line?: number };
  readonly violations: readonly PlacedViolation[];
}

interface Asked {
  /** `YYYY-MM-DD`; without it, files are judged as of now, as whoever they come to would. */
  readonly clock: string | undefined;
  readonly now: Date;
  progress(line: string): void;
}

/** How many files are judged between two words about how far it is. */
const STEP = 100;

/** A file, or the XML files in a folder and below it; a folder without any is told like a file that cannot be read. */
async function filesIn(name: string): Promise<string[]> {
  if (!(await stat(name).catch(() => undefined))?.isDirectory()) return [name];
  const inside = await readdir(name, { recursive: true, withFileTypes: true });
  // nothing that is not a file, as a pipe: nobody may ever write to it
  const files = inside
    .filter((own) => own.isFile() || own.isSymbolicLink())
    .map((own) => path.join(own.parentPath, own.name));
  const certificates = files.filter((own) => own.toLowerCase().endsWith('.xml')).sort();
  return certificates.length === 0 ? [name] : certificates;
}

/** Judges certificate files one after the other: no more than one is in memory. Folders are gone through. */
export async function validateFiles(names: readonly string[], { clock, now, progress }: Asked): Promise<CommandReport> {
  const files = (await Promise.all(names.map(filesIn))).flat();
  const results: ValidatedFile[] = [];
  // one for all files, as memory that is let go is not free at once
  const buffer = new Uint8Array(LARGEST_XML + 1);
  for (const [place, file] of files.entries()) {
    if (place > 0 && place % STEP === 0) progress(`judged ${place} of ${files.length}`);
    results.push(await validateFile(file, buffer, clock ?? dayInSweden(now)));
  }
  const passed = results.filter(({ verdict }) => verdict === 'pass').length;
  return {
    lines: [...results.flatMap(linesOf), ...(files.length > 1 ? [`${passed} of ${files.length} pass`] : [])],
    data: { passed, of: files.length, files: results },
    failed: passed < files.length,
  };
}

function linesOf({ file, verdict, type, version, fault, violations }: ValidatedFile): string[] {
  const of = type === undefined ? '' : ` (${type} ${version})`;
  return [
    `${verdict.toUpperCase()} ${file}${of}`,
    ...(fault ? [`  ${fault.line === undefined ? '' : `line ${fault.line}: `}${fault.message}`] : []),
    ...violations.map((violation) => `  ${sentenceOf(violation)}`),
  ];
}

async function validateFile(file: string, buffer: Uint8Array, today: string): Promise<ValidatedFile> {
  const unreadable = (message: string, line?: number): ValidatedFile => ({
    file,
    verdict: 'unreadable',
    fault: { message, ...(line !== undefined && { line }) },
    violations: [],
  });
  try {
    const message = readCertificateFile(await bytesOf(file, buffer));
    const {
      type: { code },
      version,
    } = message;
    const type = certificateTypeOfMessage(code, version);
    if (!type) return unreadable(`There is no type ${shown(code)} in version ${shown(version)} here`);
    const { violations } = judgeMessage(type, message, today);
    const verdict = violations.length === 0 ? 'pass' : 'fail';
    return { file, verdict, type: type.id, version: type.version, violations };
  } catch (error) {
    if (error instanceof XmlFault) return unreadable(error.message, error.line);
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === '') throw error;
    return unreadable(WHY_NOT[code] ?? `The file cannot be read (${code})`);
  }
}

/** Why a file cannot be read, by the system's code. */
const WHY_NOT: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file',
  EISDIR: 'The folder holds no XML files',
};

/** A code or a version is short; what is long is something else, and not told. */
const shown = (text: string): string => (/^[\w.-]{1,20}$/.test(text) ? text : '(not of its form)');

/** As much of a file as the buffer holds: one byte more than may be read makes it too large. */
async function bytesOf(file: string, buffer: Uint8Array): Promise<Uint8Array> {
  await using handle = await open(file);
  let length = 0;
  for (let read = 1; read > 0 && length < buffer.length; length += read)
    ({ bytesRead: read } = await handle.read(buffer, length, buffer.length - length, null));
  return buffer.subarray(0, length);
}
