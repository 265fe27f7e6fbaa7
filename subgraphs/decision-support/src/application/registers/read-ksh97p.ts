import { CommandError, faulty, UnknownFormError } from '@intygsgraf/kernel/server';
import path from 'node:path';
import type { DiagnosisRecord } from '../../domain/diagnosis.ts';
import { KSH_97_P_CODE, readKshLine } from '../../domain/registers/ksh97p-file.ts';
import { bytesOf, linesOf, utf8 } from './read-file.ts';

export interface ReadKsh {
  readonly records: readonly DiagnosisRecord[];
  readonly synonyms: number;
}

interface Line {
  readonly code: string;
  readonly title: string;
  readonly where: string;
}

/**
 * Reads KSH97-P from two files: one title for each code, and synonyms, of which a code has several; fixed columns in
 * ISO-8859-1 (.ANS), or UTF-8 with a tab and a header. Throws CommandError with each fault by its place.
 */
export async function readKsh97p(files: readonly string[]): Promise<ReadKsh> {
  if (files.length !== 2)
    throw new CommandError('KSH97-P comes in from two files, its codes and its synonyms. Nothing changed.');
  const faults: string[] = [];
  const read = await Promise.all(files.map((file) => linesFrom(file, faults)));
  if (faults.length > 0) throw faulty('The register', faults);
  const repeats = (lines: readonly Line[]) => lines.length - new Set(lines.map(({ code }) => code)).size;
  const [titles = [], synonyms = []] = read.toSorted((one, other) => repeats(one) - repeats(other));
  const known = new Map(titles.map((line) => [line.code, line]));
  const named = Map.groupBy(synonyms, ({ code }) => code);
  for (const { code, where } of titles)
    if (known.get(code)?.where !== where) faults.push(`${where}: the code is there already`);
  for (const { code, where } of synonyms)
    if (!known.has(code)) faults.push(`${where}: the code is not among the codes`);
  // every code has a synonym in the published file, its own title at least
  for (const { code, where } of titles)
    if (!named.has(code)) faults.push(`${where}: the code has no synonym: a file is cut`);
  if (faults.length > 0) throw faulty('The register', faults);
  const records = titles.map(({ code, title }) => ({
    code,
    title,
    synonyms: [...new Set(named.get(code)?.map((synonym) => synonym.title))].filter((synonym) => synonym !== title),
  }));
  return { records, synonyms: synonyms.length };
}

async function linesFrom(file: string, faults: string[]): Promise<Line[]> {
  const name = path.basename(file);
  const bytes = await bytesOf(file);
  if (bytes.at(-1) !== 0x0a)
    throw new CommandError(`${name} does not end with a line break: it may be cut. Nothing changed.`);
  const isTable = bytes.subarray(0, 20).includes('\t');
  const text = isTable ? utf8(bytes, name) : latin1(bytes, name);
  const lines = linesOf(text);
  const header = isTable && !KSH_97_P_CODE.test(lines[0]?.split('\t')[0] ?? '') ? 1 : 0;
  const read = lines
    .slice(header)
    .map((line, place) => ({ ...readKshLine(line), where: `${name}, line ${place + header + 1}` }));
  if (read.every((line) => 'fault' in line))
    throw new UnknownFormError(`${name} is in no form of KSH97-P that is known (--help tells which are).`);
  return read.flatMap((line) => {
    if (!('fault' in line)) return [line];
    faults.push(`${line.where}, column ${line.column}: ${line.fault}`);
    return [];
  });
}

/** ISO-8859-1; what is UTF-8 in truth would bring wrong letters in. */
function latin1(bytes: Buffer, name: string): string {
  const text = bytes.toString('latin1');
  if (/[\u0080-\uFFFF]/.test(text) && !bytes.toString('utf8').includes('\uFFFD'))
    throw new CommandError(`${name} is UTF-8, not ISO-8859-1. Nothing changed.`);
  return text;
}
