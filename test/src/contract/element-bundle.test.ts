import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BUDGET, elementSize } from './element-size.ts';

const elements = path.resolve(import.meta.dirname, '../../../web-components');

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'elements-'));
  onTestFinished(() => rm(made, { recursive: true }));
  return made;
}

describe('The badge’s bundle', () => {
  it('costs a page no more than its budget, Lit included', async () => {
    const { gzip, brotli, plain } = await elementSize();
    expect(gzip).toBeLessThanOrEqual(BUDGET);
    expect(brotli).toBeLessThan(gzip);
    expect(gzip).toBeLessThan(plain);
  });

  it('is weighed as it travels: what does not compress counts in full', async () => {
    const file = path.join(await folder(), 'noise.js');
    await writeFile(file, crypto.getRandomValues(new Uint8Array(BUDGET)));
    expect((await elementSize(file)).gzip).toBeGreaterThan(BUDGET);
  });
});

describe('The manifest of the elements', () => {
  it('that is checked in is the one of the sources; if not, run `npm run manifest`', { timeout: 60_000 }, async () => {
    const made = await folder();
    const analyze = ['analyze', '--outdir', path.relative(elements, made)];
    await promisify(execFile)(path.join(elements, 'node_modules/.bin/cem'), analyze, { cwd: elements });
    const [fresh, checkedIn] = await Promise.all(
      [made, elements].map(async (place): Promise<unknown> =>
        JSON.parse(await readFile(path.join(place, 'custom-elements.json'), 'utf8')),
      ),
    );
    expect(fresh).toEqual(checkedIn);
  });

  it('is shipped, and names modules that are shipped', async () => {
    const { customElements, files } = JSON.parse(await readFile(path.join(elements, 'package.json'), 'utf8'));
    expect(files).toContain(customElements);
    const { modules } = JSON.parse(await readFile(path.join(elements, customElements), 'utf8'));
    const paths = modules.map(({ path: of }: { path: string }) => of);
    expect(paths).toEqual(['dist/modules/case-badge/case-badge.js', 'dist/modules/define.js']);
    for (const module of paths) await expect(readFile(path.join(elements, module))).resolves.toBeDefined();
  });
});
