import { dayInSweden } from '@intygsgraf/kernel/domain';
import { type Command, CommandError, inSession, openOrm } from '@intygsgraf/kernel/server';
import { type ImportableRegister, READERS, type ReadSources } from './application/registers/importers.ts';
import type { ImportedEdition } from './application/registers/import-entries.ts';
import { database } from './database/database.ts';
import { RegisterError } from './domain/registers/edition-check.ts';
import { PUBLICATIONS } from './domain/registers/register.ts';

const number = (value: number): string => value.toLocaleString('en');

/** What is wrong with an edition as a whole. */
export const cut = ({ code, facts }: RegisterError): CommandError =>
  code === 'REGISTER_IS_CUT'
    ? new CommandError(`The register has no code that begins with ${facts['letters']}: it is cut. Nothing changed.`)
    : new CommandError(
        `The register lacks ${facts['lost']} of the ${facts['of']} current codes: it is cut, or --accept-removals is ` +
          'needed. Nothing changed.',
      );

/** The command that brings one register in. */
const importing = (register: ImportableRegister, name: Command['name'], takes: string): Command => ({
  name,
  summary: `brings in a whole edition of ${PUBLICATIONS[register].name}, all or nothing`,
  takes: `${takes} Whatever is wrong is told by its place, and nothing changes then.`,
  options: { 'accept-removals': 'take an edition that lacks more than 5 % of the current entries' },
  async run({ files, flags, settings, now, progress }) {
    const began = performance.now();
    const databaseUrl = settings.databaseUrl();
    const read = await READERS[register](files, settings.importSources());
    progress(`read ${number(read.size)} entries`);
    const orm = await openOrm(database, databaseUrl);
    try {
      const edition = await inSession(orm, { scope: 'system' }, (em) =>
        read.store(em, {
          now,
          today: dayInSweden(now),
          acceptRemovals: flags.has('accept-removals'),
          progress: (stored) => progress(`stored ${number(stored)} of ${number(read.size)}`),
        }),
      );
      return reportOf(edition, read, Math.round(performance.now() - began));
    } catch (error) {
      throw error instanceof RegisterError ? cut(error) : error;
    } finally {
      await orm.close();
    }
  },
});

function reportOf(edition: ImportedEdition, { counts, leftOut }: ReadSources, milliseconds: number) {
  const { id: _, ...data } = edition;
  const { register, number: revision, entries, added, changed, removed, isNew, importedAt } = edition;
  const counted = Object.entries(counts).map(([what, count]) => `${what} ${number(count)}`);
  return {
    lines: [
      `${PUBLICATIONS[register].name}: ${number(entries)} entries (${counted.join(', ')}), in ${(milliseconds / 1_000).toFixed(1)} s`,
      isNew
        ? `${number(added)} new, ${number(changed)} changed, ${number(entries - added - changed)} as before, ${number(removed)} removed`
        : 'the same content is in already: nothing changed',
      `revision ${revision}, of ${importedAt.toISOString()}`,
      `left out: ${leftOut.length}`,
      ...leftOut.map((line) => `  ${line}`),
    ],
    data: { ...data, counts, leftOut, milliseconds },
  };
}

/** What brings registers other than ICD-10-SE in. */
export const registerCommands: readonly Command[] = [
  importing(
    'KSH_97_P',
    'import ksh97p',
    'Takes two files, in any order: a title for each code, and synonyms. Each with fixed columns (code in 1–7) in ' +
      'ISO-8859-1, as it is published, or as UTF-8 with a tab between.',
  ),
  importing(
    'DIAGNOSIS_GROUPS',
    'import diagnosis-groups',
    'Takes three files as UTF-8, in any order: chapters (A00-B99Name), blocks (A00-A09, tabs, name) and groups ' +
      '(A00-E90,G00-L99:Name).',
  ),
  importing(
    'ICF',
    'import icf',
    'Takes the published workbook (.xls or .xlsx), of which the sheet with the heading ICF-koder is read, or that sheet ' +
      'as UTF-8 with tabs. Rows without a code are blocks and left out.',
  ),
  importing(
    'FMB',
    'import fmb',
    'Takes two answers of Socialstyrelsen’s open interface (JSON:API), in any order: forsakringsmedicinskdiagnosinformation ' +
      'and typfall; each a file, or an address that begins as one of IMPORT_SOURCES does. A redirect is not followed. ' +
      'What is not valid (giltig) is left out.',
  ),
  importing(
    'SRS',
    'import srs',
    'Takes the published files, or folders that hold them: the models as R exports them to JSON ' +
      '(models_3_0/Model_F43_v3.0.json), and the workbooks SRS_PM_indata, SRS_indata and nationellstatistik (.xlsx), or ' +
      'their sheets as CSV. Of several versions the newest holds; what is not needed is left out and told.',
  ),
];
