import { CommandError, faulty, UnknownFormError } from '@intygsgraf/kernel/server';
import path from 'node:path';
import { type DiagnosisGroup, nameOfGroup, readGroupLine } from '../../domain/registers/diagnosis-groups.ts';
import { bytesOf, linesOf, type ReadEntries, utf8 } from './read-file.ts';

const KINDS = ['CHAPTER', 'BLOCK', 'GROUP'] as const;

/** Reads chapters, blocks and groups of ICD-10-SE, a file of each. Throws CommandError, UnknownFormError. */
export async function readGroups(files: readonly string[]): Promise<ReadEntries<DiagnosisGroup>> {
  const found = new Map<string, DiagnosisGroup>();
  const faults: string[] = [];
  for (const file of files) {
    const name = path.basename(file);
    const lines = linesOf(utf8(await bytesOf(file), name)).filter((line) => line.trim() !== '');
    if (!lines.some((line) => readGroupLine(line)))
      throw new UnknownFormError(`${name} is in no form of diagnosis groups that is known (--help tells which are).`);
    for (const [place, line] of lines.entries()) {
      const group = readGroupLine(line);
      if (!group) faults.push(`${name}, line ${place + 1}: this is no range of codes with a name`);
      else if (found.has(nameOfGroup(group))) faults.push(`${name}, line ${place + 1}: the range is there already`);
      else found.set(nameOfGroup(group), group);
    }
  }
  if (faults.length > 0) throw faulty('The groups', faults);
  const counts = Object.fromEntries(
    KINDS.map((kind) => [kind, [...found.values()].filter((group) => group.kind === kind)]),
  );
  for (const kind of KINDS)
    if (!counts[kind]?.length)
      throw new CommandError(`There is no ${kind.toLowerCase()}: all three files are needed. Nothing changed.`);
  checkWhole([...found.values()]);
  return {
    entries: [...found].map(([code, content]) => ({ code, content })),
    counts: Object.fromEntries(KINDS.map((kind) => [`${kind.toLowerCase()}s`, counts[kind]?.length ?? 0])),
    leftOut: [],
  };
}

/**
 * Chapters begin with A and end with Z, blocks cover each chapter from its first code to its last, and a group has codes
 * of each: a file that was cut lacks some.
 */
function checkWhole(groups: readonly DiagnosisGroup[]): void {
  const of = (kind: string) => groups.filter((group) => group.kind === kind).flatMap(({ ranges }) => ranges);
  const [chapters, blocks] = [of('CHAPTER'), of('BLOCK')];
  const cut = (what: string, codes: string) => new CommandError(`No ${what} ${codes}: a file is cut. Nothing changed.`);
  for (const [first, last] of chapters) {
    if (!blocks.some(([begin]) => begin === first)) throw cut('block begins with', first);
    if (!blocks.some(([, end]) => end === last)) throw cut('block ends with', last);
    if (!of('GROUP').some(([begin, end]) => begin <= last && first <= end)) throw cut('group has', `${first}-${last}`);
  }
  for (const letter of ['A', 'Z'])
    if (!chapters.some((range) => range.some((code) => code.startsWith(letter)))) throw cut('chapter has', letter);
}
