import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const folder = path.resolve(import.meta.dirname, '../../../web-components');
const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')));

/** The elements' bundle of this checkout, as a gateway serves it. */
export const elementBundle = { dir: path.join(folder, 'dist'), version };
