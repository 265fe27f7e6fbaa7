import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { modelFault, modelName, modelOf } from '../../domain/srs/model-file.ts';
import type { ModelEntry } from '../../domain/srs/register.ts';

const modelFile = z.object({
  class: z.string(),
  breaks: z.array(z.number()),
  terms: z.array(z.string()),
  factorLevels: z.record(z.string(), z.array(z.string())),
  beta: z.record(z.string(), z.array(z.number())),
});

/** A model in R's export; a sentence for what is wrong with it; undefined for JSON that is something else. */
export async function readModel(file: string): Promise<ModelEntry | string | undefined> {
  const name = path.basename(file);
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    return error instanceof SyntaxError ? `${name}: this is no whole JSON` : Promise.reject(error);
  }
  if (typeof json !== 'object' || !json || !('breaks' in json || 'beta' in json)) return undefined;
  const named = modelName(name);
  if (!named) return `${name}: its name says neither diagnosis nor version, as Model_F43_v3.0.json does`;
  const given = modelFile.safeParse(json);
  if (!given.success) return `${name}: ${given.error.issues[0]?.path.join('.')} is missing or not as in a model`;
  const fault = modelFault(given.data);
  if (fault) return `${name}: ${fault}`;
  const collection = path.basename(path.dirname(file));
  return { kind: 'MODEL', collection, ...named, isTest: /test/i.test(collection), model: modelOf(given.data) };
}
