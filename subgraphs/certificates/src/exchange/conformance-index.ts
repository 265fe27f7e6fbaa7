import { CommandError, UnknownFormError } from '@intygsgraf/kernel/server';
import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { isDate } from '@intygsgraf/kernel/domain';

/** The day that a row is judged on when neither it nor `--clock` says another. */
export const USUAL_CLOCK = '2026-07-20';

const VERDICTS = ['pass', 'fail'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A row of an `index.json`: a file, what it is, and the verdict that is expected. What else a row says is left alone. */
const rowSchema = z.object({
  /** The folder's name for the type; kv_intygstyp's code stands beside it, or alone. */
  type: z.string().nullish(),
  certificateTypeCode: z.string().nullish(),
  version: z.coerce.string().nullish(),
  format: z.string(),
  /** Relative to the folder. */
  file: z.string(),
  expect: z.enum(VERDICTS),
  /** `YYYY-MM-DD`; a time behind it is left out. */
  clock: z
    .string()
    .transform((clock) => clock.replace(/T.*$/, ''))
    .refine(isDate)
    .nullish(),
  /** Its sources disagree: it is not counted. */
  conflict: z.boolean().nullish(),
});
const namedRowSchema = rowSchema.transform((row, { addIssue }) => {
  const type = row.type ?? row.certificateTypeCode;
  if (type !== null && type !== undefined) return { ...row, type };
  addIssue({ code: 'custom', path: ['type'] });
  return z.NEVER;
});
export type ConformanceRow = z.infer<typeof namedRowSchema>;

/** A row as it can be told even where it is no row: its place in the index, and why. */
export interface BadRow {
  readonly row: number;
  readonly why: string;
}

export interface ConformanceIndex {
  readonly rows: readonly ConformanceRow[];
  readonly bad: readonly BadRow[];
}

/** The day of the calendar that an option says. Throws CommandError. */
export function clockOf(text: string): string {
  if (isDate(text)) return text;
  throw new CommandError('--clock takes a day of the calendar as YYYY-MM-DD.', [], 2);
}

/** Reads the `index.json` of a folder. Throws CommandError, UnknownFormError. */
export async function readConformanceIndex(folder: string): Promise<ConformanceIndex> {
  const name = path.join(folder, 'index.json');
  const bytes = await readFile(name).catch(() => {
    throw new UnknownFormError(`${folder} holds no index.json that can be read.`);
  });
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new UnknownFormError(`${name} is no JSON.`);
  }
  if (!Array.isArray(content)) throw new UnknownFormError(`${name} is no list of rows.`);
  const read = content.map((row, place) => ({ place: place + 1, result: namedRowSchema.safeParse(row) }));
  return {
    rows: read.flatMap(({ result }) => (result.success ? [result.data] : [])),
    bad: read.flatMap(({ place, result: { error } }) =>
      error ? [{ row: place, why: `no row: ${error.issues.map((issue) => issue.path.join('.')).join(', ')}` }] : [],
    ),
  };
}

/** The bytes of a row's file, which must be within the folder, also where it is a link; undefined when it is not. */
export async function readWithin(folder: string, file: string): Promise<Uint8Array | undefined> {
  try {
    const [inside, place] = await Promise.all([realpath(folder), realpath(path.resolve(folder, file))]);
    const relative = path.relative(inside, place);
    if (relative.startsWith('..') || path.isAbsolute(relative)) return undefined;
    return await readFile(place);
  } catch {
    return undefined;
  }
}
