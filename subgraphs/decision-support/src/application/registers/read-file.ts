import { CommandError, unreadable } from '@intygsgraf/kernel/server';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { RegisterEntry } from '../../domain/registers/register.ts';

/** What files of a register hold, and what is worth telling of them. */
export interface ReadEntries<Content = unknown> {
  readonly entries: readonly RegisterEntry<Content>[];
  /** Counts and quirks, by what they are. */
  readonly counts: Readonly<Record<string, number>>;
  /** What was left out, each with its place and why. */
  readonly leftOut: readonly string[];
}

/** Longest file, bytes: the largest that is published has 4 MB. */
export const LONGEST_FILE = 40_000_000;

/** The bytes of a file. Throws CommandError when it is not there or too long. */
export async function bytesOf(file: string): Promise<Buffer> {
  try {
    if ((await stat(file)).size > LONGEST_FILE) throw new CommandError(`${path.basename(file)} is too long.`);
    return await readFile(file);
  } catch (error) {
    throw unreadable(file, 1, error);
  }
}

/** The lines of a text, whose last one may be without an end; a byte order mark is left out. */
export const linesOf = (text: string): string[] =>
  text
    .replace(/^\uFEFF/, '')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);

/** Text of bytes that must be UTF-8. Throws CommandError. */
export function utf8(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CommandError(`${name} is not readable as UTF-8 text. Nothing changed.`);
  }
}
