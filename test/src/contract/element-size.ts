import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { elementBundle } from '../demo/element-bundle.ts';

/** Bytes that a badge may cost each page of each journal, Lit included, gzipped. */
export const BUDGET = 9_500;

export interface ElementSize {
  readonly plain: number;
  readonly gzip: number;
  readonly brotli: number;
}

/** Of the elements' bundle as it was last built, in bytes; each compression at its best. */
export async function elementSize(file = path.join(elementBundle.dir, 'intyg.js')): Promise<ElementSize> {
  const plain = await readFile(file);
  const [gzipped, brotli] = await Promise.all([
    promisify(gzip)(plain, { level: constants.Z_BEST_COMPRESSION }),
    promisify(brotliCompress)(plain),
  ]);
  return { plain: plain.length, gzip: gzipped.length, brotli: brotli.length };
}
