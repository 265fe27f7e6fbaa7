import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { featureFaults } from './features.ts';

// Holds FEATURES.md against the tests. An argument names another root than this tree's.
const root = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '../../..'));
const read = (file: string): string | undefined => {
  const there = path.join(root, file);
  return existsSync(there) ? readFileSync(there, 'utf8') : undefined;
};

const faults = featureFaults(read('FEATURES.md') ?? '', read);
for (const fault of faults) console.error(`FEATURES.md ${fault}`);
if (faults.length > 0) process.exitCode = 1;
