import { type Command, inSession, openOrm } from '@intygsgraf/kernel/server';
import {
  compareSamples,
  type FindModel,
  hasSamples,
  importedModel,
  modelBeside,
  readSamples,
} from './application/srs/conformance.ts';
import { database } from './database/database.ts';

/** What the operator may do with predictions of the risk support (SRS). */
export const srsCommands: readonly Command[] = [
  {
    name: 'conformance',
    summary: 'computes samples of risk predictions anew',
    takes:
      'A JSON file with samples (model, answers, survival by day, p90Rounded): each must agree to the second decimal. The ' +
      'models are those that were imported, else the files beside it.',
    accepts: async (files) => files.length === 1 && hasSamples(files[0] ?? ''),
    async run({ files: [file = ''], settings }) {
      const samples = await readSamples(file);
      // without a database there are the files beside it
      const opened = async () => openOrm(database, settings.databaseUrl());
      const orm = await opened().catch(() => undefined);
      const beside = modelBeside(file);
      const either: FindModel = async (name) =>
        (await (orm && inSession(orm, { scope: 'system' }, (em) => importedModel(em)(name)).catch(() => undefined))) ??
        beside(name);
      try {
        const compared = await compareSamples(samples, either);
        const wrong = compared.filter(({ difference }) => difference !== undefined);
        return {
          lines: [
            `${compared.length} samples, ${compared.length - wrong.length} agree to the second decimal, ${wrong.length} do not`,
            ...wrong.map(({ row, model, difference }) => `sample ${row} (${model}): ${difference}`),
          ],
          data: { samples: compared.length, agree: compared.length - wrong.length, wrong },
          failed: wrong.length > 0,
        };
      } finally {
        await orm?.close();
      }
    },
  },
];
