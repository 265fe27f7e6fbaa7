import { CommandError, UnknownFormError, unreadable } from '@intygsgraf/kernel/server';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';

/** One object of the files, and where it stands. A place has no file's name in it: files are named after persons. */
export interface JsonRecord {
  readonly place: string;
  readonly value: unknown;
}

/** The files that were named, and those with this ending in the folders that were named, by their names. */
export async function filesIn(named: readonly string[], ending: string): Promise<string[]> {
  const files: string[] = [];
  for (const one of named) {
    const status = await stat(one).catch((error: unknown) => {
      throw unreadable(one, 1, error);
    });
    if (!status.isDirectory()) files.push(one);
    else {
      const entries = await readdir(one, { recursive: true });
      files.push(
        ...entries
          .filter((entry) => entry.endsWith(ending))
          .map((entry) => path.join(one, entry))
          .sort(),
      );
    }
  }
  if (files.length === 0) throw new UnknownFormError(`There is no ${ending} file in there.`);
  return files;
}

/** The objects in JSON files, each file one or a list of them. Throws CommandError for what is no JSON. */
export async function readJson(files: readonly string[]): Promise<JsonRecord[]> {
  const records: JsonRecord[] = [];
  for (const [index, file] of files.entries()) {
    const place = files.length === 1 ? 'the file' : `file ${index + 1} of ${files.length}`;
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      throw unreadable(file, 1, error);
    });
    const value = parsed(text, place);
    if (Array.isArray(value))
      records.push(...value.map((one: unknown, at) => ({ place: `${place}, record ${at + 1}`, value: one })));
    else records.push({ place, value });
  }
  return records;
}

function parsed(text: string, place: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // what JSON.parse says quotes the file
    throw new CommandError(`${place}: this is no whole JSON, it may be cut. Nothing changed.`);
  }
}

/** What is wrong with a record, by place and field; none of its values. */
export const faultsOf = (place: string, { issues }: z.ZodError): string[] =>
  issues.map(
    (issue) =>
      `${place}, ${issue.path.join('.') || 'the record'}: ${'expected' in issue ? `should be ${String(issue.expected)}` : issue.code}`,
  );
