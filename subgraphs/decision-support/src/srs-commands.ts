import { type Command, inSession, openOrm } from '@intygsgraf/kernel/server';
import { importEntries, type ImportedEdition } from './application/registers/import-entries.ts';
import {
  compareSamples,
  type FindModel,
  hasSamples,
  importedModel,
  modelBeside,
  readSamples,
} from './application/srs/conformance.ts';
import { readSrs, type ReadSrs } from './application/srs/read-srs.ts';
import { database } from './database/database.ts';
import { srsEntries } from './domain/srs/register.ts';

/** What the operator may do with the risk support (SRS). */
export const srsCommands: readonly Command[] = [
  {
    name: 'import srs',
    summary: 'brings in a whole edition of the risk support (SRS), all or nothing',
    takes:
      'Takes the published files, or folders that hold them: the models as R exports them to JSON ' +
      '(models_3_0/Model_F43_v3.0.json), and the workbooks SRS_PM_indata, SRS_indata and nationellstatistik (.xlsx), or ' +
      'their sheets as CSV. Of several versions the newest holds; what is not needed is left out and told.',
    async run({ files, settings, now, progress }) {
      const databaseUrl = settings.databaseUrl();
      const read = await readSrs(files);
      const entries = srsEntries(read.contents);
      progress(`read ${entries.length} entries`);
      const orm = await openOrm(database, databaseUrl);
      try {
        const edition = await inSession(orm, { scope: 'system' }, (em) =>
          importEntries(em, 'SRS', entries, {
            now,
            progress: (stored) => progress(`stored ${stored} of ${entries.length}`),
          }),
        );
        return { lines: linesOf(edition, read), data: dataOf(edition, read) };
      } finally {
        await orm.close();
      }
    },
  },
  {
    name: 'conformance',
    summary: 'computes samples of risk predictions anew',
    takes:
      'A JSON file with samples (model, answers, survival by day, p90Rounded): each must agree to the second decimal. The ' +
      'models are those that were imported, else the files beside it.',
    accepts: async (files) => files.length === 1 && hasSamples(files[0] ?? ''),
    async run({ files: [file = ''], settings }) {
      const samples = await readSamples(file);
      const orm = await openOrm(database, settings.databaseUrl()).catch(() => undefined);
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

const countOf = ({ contents }: ReadSrs) => {
  const models = contents.filter((one) => one.kind === 'MODEL');
  const diagnoses = contents.filter((one) => one.kind === 'DIAGNOSIS');
  return {
    models: models.length,
    testModels: models.filter(({ isTest }) => isTest).length,
    questions: contents.filter(({ kind }) => kind === 'QUESTION').length,
    diagnoses: diagnoses.length,
    withoutPrevalence: diagnoses.filter(({ prevalence }) => prevalence === null).length,
    withoutStatistics: diagnoses.filter(({ statistics }) => statistics === null).length,
    advice: diagnoses.reduce((sum, { advice }) => sum + advice.length, 0),
  };
};

function dataOf({ id: _, ...edition }: ImportedEdition, read: ReadSrs) {
  return { ...edition, ...countOf(read), leftOut: read.leftOut };
}

function linesOf({ isNew, number, added, changed, removed, entries }: ImportedEdition, read: ReadSrs): string[] {
  const { models, testModels, questions, diagnoses, withoutPrevalence, withoutStatistics, advice } = countOf(read);
  const left = Object.entries(read.leftOut).map(([what, count]) => `${count} ${what}`);
  return [
    `SRS: ${models} models (${testModels} of them test models), ${diagnoses} diagnoses, ${questions} questions, ${advice} pieces of advice`,
    isNew
      ? `revision ${number}: ${added} new, ${changed} changed, ${entries - added - changed} as before, ${removed} removed`
      : `the same content is in already as revision ${number}: nothing changed`,
    `quirks: ${withoutPrevalence} diagnoses without prevalence and ${withoutStatistics} without statistics of their own: the wider one's are told`,
    ...(left.length > 0 ? [`left out: ${left.join(', ')}`] : []),
  ];
}
