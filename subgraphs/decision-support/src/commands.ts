import { dayInSweden } from '@intygsgraf/kernel/domain';
import { type Command, inSession, openOrm } from '@intygsgraf/kernel/server';
import { importRegister } from './application/import-register.ts';
import { readIcd10Se, type ReadRegister } from './application/read-icd-10-se.ts';
import type { ImportedEdition } from './application/registers/import-entries.ts';
import { cut, registerCommands } from './commands-registers.ts';
import { database } from './database/database.ts';
import { WIDEST } from './domain/diagnosis.ts';
import { srsCommands } from './srs-commands.ts';
import { RegisterError } from './domain/registers/edition-check.ts';

/** What the operator may do with this subgraph's data. */
export const commands: readonly Command[] = [
  ...srsCommands,
  {
    name: 'import icd-10-se',
    summary: 'brings in a whole edition of ICD-10-SE, all or nothing',
    takes:
      'Takes Socialstyrelsen’s register as UTF-8 with tabs, in one of three forms: the published table (header ' +
      'Kod, Giltig från, …, Titel, cells in quotation marks), the merged table (header kod, positioner, markor, titel), ' +
      'or the lists without header (code, marker, title), then all three files: digit3.txt digit4.txt digit5.txt. ' +
      'Codes that the edition lacks are retired: no longer found, but kept for the certificates that have them.',
    options: { 'accept-removals': 'take an edition that lacks more than 5 % of the current codes' },
    async run({ files, flags, settings, now, progress }) {
      const began = performance.now();
      const databaseUrl = settings.databaseUrl();
      const register = await readIcd10Se(files);
      progress(`read ${number(register.records.length)} codes`);
      const orm = await openOrm(database, databaseUrl);
      try {
        const edition = await inSession(orm, { scope: 'system' }, (em) =>
          importRegister(em, 'ICD_10_SE', register.records, {
            now,
            today: dayInSweden(now),
            acceptRemovals: flags.has('accept-removals'),
            progress: (stored) => progress(`stored ${number(stored)} of ${number(register.records.length)}`),
          }),
        );
        const milliseconds = Math.round(performance.now() - began);
        return { lines: linesOf(edition, register, milliseconds), data: dataOf(edition, register, milliseconds) };
      } catch (error) {
        throw error instanceof RegisterError ? cut(error) : error;
      } finally {
        await orm.close();
      }
    },
  },
  ...registerCommands,
];

const number = (value: number): string => value.toLocaleString('en');

/** What is worth knowing of the register, beside how many codes it has. */
function quirksOf({ records, leftOut }: ReadRegister) {
  const codes = new Set(records.map(({ code }) => code));
  const skips = (code: string) => code.length > WIDEST + 1 && !codes.has(code.slice(0, -1));
  const orphans = records.filter(({ code }) => code.length > WIDEST && !codes.has(code.slice(0, WIDEST)));
  return {
    etiology: records.filter(({ marker }) => marker === 'ETIOLOGY').length,
    manifestation: records.filter(({ marker }) => marker === 'MANIFESTATION').length,
    parentTwoPositionsWider: records.filter(({ code }) => skips(code)).length - orphans.length,
    withoutParent: orphans.length,
    leftOut,
  };
}

const byLength = ({ records }: ReadRegister, length: number): number =>
  records.filter(({ code }) => code.length === length).length;

function dataOf(edition: ImportedEdition, register: ReadRegister, milliseconds: number) {
  const { id: _, register: codeSystem, entries: codes, removed: retired, ...rest } = edition;
  return { codeSystem, codes, ...rest, retired, quirks: quirksOf(register), milliseconds };
}

function linesOf(edition: ImportedEdition, register: ReadRegister, milliseconds: number): string[] {
  const { etiology, manifestation, parentTwoPositionsWider, withoutParent, leftOut } = quirksOf(register);
  const lengths = [3, 4, 5].map((length) => `${number(byLength(register, length))} of ${length}`);
  const skipped = Object.entries(leftOut).map(([what, count]) => `${number(count)} ${what}`);
  const { isNew, importedAt, entries: codes, added, changed, removed: retired } = edition;
  return [
    `ICD-10-SE: ${number(codes)} codes (positions: ${lengths.join(', ')}), in ${(milliseconds / 1_000).toFixed(1)} s`,
    isNew
      ? `${number(added)} new, ${number(changed)} changed, ${number(codes - added - changed)} as before, ${number(retired)} retired`
      : 'the same content is in already: nothing changed',
    `the edition of ${importedAt.toISOString()}`,
    `quirks: ${etiology} marked †, ${manifestation} marked *, ${number(parentTwoPositionsWider)} whose wider code is two positions shorter, ${withoutParent} without one`,
    ...(skipped.length > 0 ? [`rows left out: ${skipped.join(', ')}`] : []),
  ];
}
