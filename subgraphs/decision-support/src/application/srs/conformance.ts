import { CommandError, unreadable } from '@intygsgraf/kernel/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { RegisterEntryEntity } from '../../database/registers.ts';
import { type HazardModel, isSame, LONG_SICK_LEAVE, rounded, survival, unknownValues } from '../../domain/srs/model.ts';
import { modelName } from '../../domain/srs/model-file.ts';
import type { SrsContent } from '../../domain/srs/register.ts';
import { readModel } from './read-model.ts';

/** Levels are words; a degree or a yes may stand in the file as what it is in JSON. */
const answer = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const sample = z
  .object({
    model: z.string().min(1),
    answers: z.record(z.string(), answer),
    survival: z.record(z.string().regex(/^\d+$/), z.number()).optional(),
    p90Rounded: z.number().optional(),
  })
  // a row that expects nothing would agree with whatever is computed
  .refine(({ survival: told = {}, p90Rounded }) => p90Rounded !== undefined || Object.keys(told).length > 0, {
    path: ['p90Rounded'],
  });
const sampleFile = z.object({ samples: z.array(sample).min(1) });
type Sample = z.infer<typeof sample>;

/** Whether a file has samples of predictions: which model, which answers, what it said. */
export async function hasSamples(file: string): Promise<boolean> {
  if (!file.endsWith('.json')) return false;
  const text = await readFile(file, 'utf8').catch(() => '');
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && 'samples' in json;
  } catch {
    return false;
  }
}

/** The samples of a file. Throws CommandError with the first row that is none. */
export async function readSamples(file: string): Promise<readonly Sample[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw unreadable(file, 1, error);
  });
  const read = sampleFile.safeParse(JSON.parse(text));
  if (!read.success) {
    const [, row, ...field] = read.error.issues[0]?.path ?? [];
    const where = typeof row === 'number' ? `sample ${row + 1}, ${field.join('.') || 'the row'}` : 'samples';
    throw new CommandError(`${path.basename(file)}: ${where} is missing or not as in a sample.`);
  }
  return read.data.samples;
}

/** Finds a model by the name that samples give it; undefined when there is none. */
export type FindModel = (name: string) => Promise<HazardModel | undefined>;

/** Among the models that were imported: `models_3_0/Model_F31_v3.0.json` is one of the folder models_3_0. */
export const importedModel =
  (em: EntityManager): FindModel =>
  async (name) => {
    const named = modelName(path.basename(name));
    if (!named) return undefined;
    const collection = path.basename(path.dirname(name));
    const code = `MODEL ${collection} ${named.code} ${named.version}`;
    const entry = await em.findOne(RegisterEntryEntity, { register: 'SRS', code }, { disableIdentityMap: true });
    const content = entry?.content as SrsContent | undefined;
    return content?.kind === 'MODEL' ? content.model : undefined;
  };

/** Among the files beside the samples. */
export const modelBeside =
  (file: string): FindModel =>
  async (name) => {
    for (const folder of ['', 'models-json', '..', '../models-json']) {
      const read = await readModel(path.resolve(path.dirname(file), folder, name)).catch(() => undefined);
      if (typeof read === 'object') return read.model;
    }
    return undefined;
  };

/** What a sample says, and what we say. */
export interface Compared {
  /** From 1. */
  readonly row: number;
  readonly model: string;
  /** What differs, in words; undefined when nothing does. */
  readonly difference?: string;
}

/** Computes each sample anew; to the second decimal all must agree. */
export async function compareSamples(samples: readonly Sample[], find: FindModel): Promise<Compared[]> {
  const compared: Compared[] = [];
  const models = new Map<string, Promise<HazardModel | undefined>>();
  for (const [place, { model: name, ...given }] of samples.entries()) {
    const found = models.get(name) ?? find(name);
    models.set(name, found);
    const model = await found;
    const difference = model ? differenceOf(model, given) : 'there is no such model, imported or beside the file';
    compared.push({ row: place + 1, model: name, ...(difference !== undefined && { difference }) });
  }
  return compared;
}

function differenceOf(
  model: HazardModel,
  { answers, survival: told = {}, p90Rounded }: Omit<Sample, 'model'>,
): string | undefined {
  const [unknown] = unknownValues(model, answers);
  if (unknown !== undefined) return `${unknown} has no answer that the model knows`;
  const expected = [
    ...Object.entries(told).map(([day, value]) => [Number(day), value] as const),
    ...(p90Rounded === undefined ? [] : [[LONG_SICK_LEAVE, p90Rounded] as const]),
  ];
  const wrong = expected.find(([day, value]) => !isSame(survival(model, answers, day), value));
  return wrong && `day ${wrong[0]}: ${rounded(survival(model, answers, wrong[0]))} and not ${rounded(wrong[1])}`;
}
