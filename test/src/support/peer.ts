import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');

/** A file of the nation's own, which lie beside the project; undefined, and said aloud, when they are not there. */
export function peerFile(file: string, missed: string): string | undefined {
  const there = path.resolve(root, process.env['INTYG_PEER_DIR'] ?? '../shared/peer', file);
  if (existsSync(there)) return there;
  console.warn(`SKIPPED: ${missed}; set INTYG_PEER_DIR.`);
  return undefined;
}
