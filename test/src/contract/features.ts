import { lexer, type Token, type Tokens } from 'marked';

const HEAD = ['id', 'feature', 'source', 'status', 'proof'];
const NO_PROOF = '—';

/** The features of today's systems: for each letter, runs of numbers. Source: domain.md §1, 2026-11-21. */
const FEATURES: Readonly<Record<string, readonly (readonly [first: number, last: number])[]>> = {
  W: [
    [1, 25],
    [30, 68],
    [80, 95],
    [110, 133],
    [140, 145],
  ],
  R: [[1, 8]],
  T: [[1, 25]],
  P: [[1, 23]],
  M: [[1, 26]],
  E: [[1, 14]],
};
const IDS = Object.entries(FEATURES).flatMap(([letter, runs]) =>
  runs.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, place) => `${letter}${first + place}`)),
);

/** The text of a test file by its path from the root; undefined when there is no such file. */
export type ReadTest = (file: string) => string | undefined;

interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  readonly isInTable: boolean;
}

const isTable = (token: Token): token is Tokens.Table => token.type === 'table';

/** The lines that begin as a table's do; of a table, those under its head. */
function tableLines(markdown: string): Line[] {
  let next = 1;
  return lexer(markdown).flatMap((token) => {
    const first = next;
    const lines = token.raw.split('\n');
    next += lines.length - 1;
    const isOurs = isTable(token) && token.header.map(({ text }) => text).join() === HEAD.join();
    return lines
      .map((text, place) => ({ number: first + place, text, isInTable: isOurs }))
      .slice(isOurs ? 2 : 0)
      .filter(({ text }) => text.trimStart().startsWith('|'));
  });
}

/** The cells of a line; undefined if they are too few or too many: only a header must have as many as the line under it. */
function cellsOf(text: string): string[] | undefined {
  const [token] = lexer(`${text}\n${'|-'.repeat(HEAD.length)}|`);
  return token && isTable(token) ? token.header.map((cell) => cell.text) : undefined;
}

/** A line that begins a test, or a group of them. What is skipped, to be done or commented out begins otherwise. */
const begins =
  (call: string, title: string) =>
  (line: string): boolean =>
    line.startsWith(`${call}('${title}'`) ||
    ((line.startsWith(`${call}.each(`) || line.startsWith(']')) && line.includes(`)('${title}'`));

/** Whether a file has the test by this name: groups, then the test in them. */
export function hasTest(source: string, names: readonly string[]): boolean {
  // the formatter puts a long name on a line of its own
  const lines = source
    .replaceAll(/\(\n\s*/g, '(')
    .split('\n')
    .map((line) => line.trim());
  if (lines.some((line) => /^describe\.(?:skip|todo)\b/.test(line))) return false;
  let from = 0;
  return names.every((name, place) => {
    const found = lines.findIndex(
      (line, at) => at >= from && begins(place < names.length - 1 ? 'describe' : 'it', name)(line),
    );
    from = found + 1;
    return found !== -1;
  });
}

/** What is wrong with the proof of a supported feature. */
function proofFault(id: string, proof: string, readTest: ReadTest): string | undefined {
  const [file = '', ...names] = proof.split(' › ');
  if (!file.endsWith('.test.ts') || names.length === 0) return 'is supported, but its proof is not “file › test”';
  if (!names[0]?.startsWith(`${id} `)) return `is supported, but the name of its test does not begin with ${id}`;
  const source = readTest(file);
  if (source === undefined) return `is supported, but there is no file ${file}`;
  return hasTest(source, names) ? undefined : `is supported, but ${file} has no test “${names.join(' › ')}”`;
}

function rowFault(
  cells: readonly string[] | undefined,
  known: ReadonlySet<string>,
  readTest: ReadTest,
): string | undefined {
  if (!cells) return `has not ${HEAD.length} cells`;
  const [id = '', feature, source, status, proof = ''] = cells;
  if (!IDS.includes(id)) return `“${id}” is no feature’s id`;
  if (known.has(id)) return `${id} is there twice`;
  if (!feature || !source) return `${id} says not what it is, or where it is from`;
  if (status === 'supported') {
    const fault = proofFault(id, proof, readTest);
    return fault && `${id} ${fault}`;
  }
  if (status !== 'not yet') return `${id} is neither “supported” nor “not yet”`;
  return proof === NO_PROOF ? undefined : `${id} is not yet supported, but has a proof`;
}

/**
 * What is wrong with FEATURES.md, a sentence each with the line's number; none when every feature is there once, and each
 * that is said to be supported has a test that says the same.
 */
export function featureFaults(markdown: string, readTest: ReadTest): string[] {
  const known = new Set<string>();
  const faults = tableLines(markdown).flatMap(({ number, text, isInTable }) => {
    const cells = cellsOf(text);
    const fault = isInTable ? rowFault(cells, known, readTest) : 'is in no table of features';
    if (cells?.[0]) known.add(cells[0]);
    return fault ? [`line ${number}: ${fault}`] : [];
  });
  return [...faults, ...IDS.filter((id) => !known.has(id)).map((id) => `${id} is missing`)];
}
