import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { lexer, type Tokens } from 'marked';
import { describe, expect, it } from 'vitest';
import { hasTest } from './features.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const readme = readFileSync(path.join(root, 'test/README.md'), 'utf8');

/** The lines of its tables of promises: what is promised, and the proofs that are named. */
const promises = lexer(readme)
  .filter((token): token is Tokens.Table => token.type === 'table')
  .filter(({ header }) => header.map(({ text }) => text).join() === 'promise,proved by')
  .flatMap(({ rows }) =>
    rows.map(([promise, proved]) => ({
      promise: promise?.text ?? '',
      // in backticks, one or two: a test's name may have some of its own
      proofs: (proved?.text ?? '').split('<br>').map((proof) => proof.replaceAll(/^`+ ?| ?`+$/g, '')),
    })),
  );

/** What is wrong with a proof; undefined when the test is there. */
function faultOf(proof: string): string | undefined {
  const [file = '', ...names] = proof.split(' › ');
  const there = path.join(root, file);
  if (!file.endsWith('.test.ts') || !existsSync(there)) return `there is no file ${file}`;
  if (names.length === 0) return `${file} is no test, but many`;
  return hasTest(readFileSync(there, 'utf8'), names) ? undefined : `${file} has no test “${names.join(' › ')}”`;
}

describe('What the README of the tests names', () => {
  it('is there: a file, and a test of that name in it', () => {
    expect(promises.length).toBeGreaterThan(20);
    expect(promises.filter(({ promise, proofs }) => promise === '' || proofs.length === 0)).toEqual([]);
    expect(promises.flatMap(({ proofs }) => proofs.map(faultOf)).filter((fault) => fault !== undefined)).toEqual([]);
  });

  it.each([
    ['test/src/scenarios/nowhere.test.ts › A test', 'there is no file test/src/scenarios/nowhere.test.ts'],
    ['test/src/contract/readme.test.ts', 'test/src/contract/readme.test.ts is no test, but many'],
    [
      'test/src/contract/readme.test.ts › What the README of the tests names › is somewhere else',
      'test/src/contract/readme.test.ts has no test “What the README of the tests names › is somewhere else”',
    ],
  ])('is missed when it is not: %s', (proof, fault) => {
    expect(faultOf(proof)).toBe(fault);
  });
});
