import { type CommandReport } from '@intygsgraf/kernel/server';
import {
  type BadRow,
  type ConformanceIndex,
  type ConformanceRow,
  readWithin,
  USUAL_CLOCK,
  type Verdict,
} from './conformance-index.ts';

/** What our rules say of a file. */
export interface Judgement {
  readonly verdict: Verdict;
  /** Why it fails, a sentence each: rule and place, nothing personal. */
  readonly faults: readonly string[];
}

/** Why a file could not be judged: there is no such type here, or it is told in a form that nobody reads. */
export interface NotRead {
  readonly notRead: 'TYPE' | 'FORMAT';
}

/** Judges files of one format. `today` is `YYYY-MM-DD`. May read other files of the folder by `sibling`. */
export type FormatReader = (
  bytes: Uint8Array,
  row: ConformanceRow,
  call: { readonly today: string; sibling(file: string): Promise<Uint8Array | undefined> },
) => Judgement | NotRead | Promise<Judgement | NotRead>;

/** Readers by the name of their format. */
export type FormatReaders = Readonly<Record<string, FormatReader>>;

export type Found = Verdict | 'not read';

export interface Disagreement {
  readonly type: string;
  readonly format: string;
  readonly file: string;
  readonly expected: Verdict;
  readonly found: Found;
  readonly faults: readonly string[];
}

export interface Count {
  readonly type: string;
  readonly format: string;
  agree: number;
  of: number;
}

export interface ConformanceResult {
  readonly counts: readonly Count[];
  readonly disagreements: readonly Disagreement[];
  /** Rows of types that are not here: nothing of ours could agree or disagree. */
  readonly otherTypes: readonly ConformanceRow[];
  readonly conflicts: number;
  readonly bad: readonly BadRow[];
}

interface Asked {
  readonly folder: string;
  readonly index: ConformanceIndex;
  readonly readers: FormatReaders;
  readonly clock?: string | undefined;
  progress(done: number, of: number): void;
}

/** How many files are judged between two words about how far it is. */
const STEP = 250;

/** Judges each file of an index that its sources agree on. Never throws for what is in a file. */
export async function conform({ folder, index, readers, clock, progress }: Asked): Promise<ConformanceResult> {
  const rows = index.rows.filter(({ conflict }) => !conflict);
  const counts = new Map<string, Count>();
  const disagreements: Disagreement[] = [];
  const otherTypes: ConformanceRow[] = [];
  for (const [place, row] of rows.entries()) {
    if (place > 0 && place % STEP === 0) progress(place, rows.length);
    const { type, format, file, expect } = row;
    const judged = await judge(folder, readers, row, row.clock ?? clock ?? USUAL_CLOCK);
    if ('notRead' in judged && judged.notRead === 'TYPE') {
      otherTypes.push(row);
      continue;
    }
    const key = `${type} ${format}`;
    const count = counts.get(key) ?? { type, format, agree: 0, of: 0 };
    counts.set(key, count);
    count.of += 1;
    const found = 'verdict' in judged ? judged.verdict : 'not read';
    if (found === expect) count.agree += 1;
    else
      disagreements.push({
        type,
        format,
        file,
        expected: expect,
        found,
        faults: 'faults' in judged ? judged.faults : [],
      });
  }
  const conflicts = index.rows.length - rows.length;
  return { counts: [...counts.values()], disagreements, otherTypes, conflicts, bad: index.bad };
}

async function judge(
  folder: string,
  readers: FormatReaders,
  row: ConformanceRow,
  today: string,
): Promise<Judgement | NotRead | { readonly faults: readonly string[] }> {
  const reader = Object.hasOwn(readers, row.format) ? readers[row.format] : undefined;
  if (!reader) return { notRead: 'FORMAT' };
  const bytes = await readWithin(folder, row.file);
  if (!bytes) return { faults: ['no such file within the folder'] };
  try {
    return await reader(bytes, row, { today, sibling: (file) => readWithin(folder, file) });
  } catch (error) {
    // a reader that breaks is a defect of ours; the other rows are still told
    return { faults: [`the reader broke (${error instanceof Error ? error.constructor.name : typeof error})`] };
  }
}

/** For people and programs. It failed unless there was something to judge and all of it agrees. */
export function reportOf(result: ConformanceResult): CommandReport {
  const { counts, disagreements, otherTypes, conflicts, bad } = result;
  const [agree, of] = [sum(counts, 'agree'), sum(counts, 'of')];
  const failed = of === 0 || agree < of || bad.length > 0;
  return {
    lines: [
      ...counts.map((one) => `${one.type} ${one.format}: ${one.agree} of ${one.of}`),
      `all: ${agree} of ${of} verdicts agree; ${conflicts} conflicts left out`,
      ...otherTypesOf(otherTypes),
      ...bad.map(({ row, why }) => `row ${row}: ${why}`),
      ...disagreements.flatMap(({ file, expected, found, faults }) => [
        `DISAGREES ${file}: expected ${expected}, found ${found}`,
        ...faults.map((fault) => `  ${fault}`),
      ]),
    ],
    data: { agree, of, conflicts, counts, disagreements, notRead: otherTypes, bad },
    failed,
  };
}

const sum = (counts: readonly Count[], what: 'agree' | 'of'): number =>
  counts.reduce((total, count) => total + count[what], 0);

function otherTypesOf(rows: readonly ConformanceRow[]): string[] {
  const byType = Map.groupBy(rows, (row) => `${row.certificateTypeCode ?? row.type} ${row.version ?? ''}`.trim());
  const named = [...byType].map(([type, of]) => `${type} (${of.length})`);
  return named.length === 0 ? [] : [`not read, as there are no such types here: ${named.join(', ')}`];
}
