import { AccessError, DomainError } from '@intygsgraf/kernel/domain';
import { CommandError, type RequestContext } from '@intygsgraf/kernel/server';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { RegisterImportEntity } from '../../database/import-runs.ts';
import { RegisterEditionEntity } from '../../database/registers.ts';
import { type ImportState, stateAt } from '../../domain/registers/import-run.ts';
import type { RegisterEdition } from '../../domain/registers/register.ts';
import { isAddress } from '../../domain/registers/source-address.ts';
import type { ImportRuns } from './import-runs.ts';
import { type ImportableRegister, READERS } from './importers.ts';

/** What imports through the graph may do, as it is configured; nothing unless it is. */
export interface ImportSettings {
  /** HSA-ids of those who may: a role of care says nothing about it. */
  readonly administrators: ReadonlySet<string>;
  /** The folder with the publishers' files; an operator puts them there. */
  readonly folder?: string | undefined;
  /** Addresses that may be asked, and all below them. */
  readonly sources: readonly string[];
}

/** What an import through the graph needs of its request. */
export interface ImportContext extends Pick<RequestContext, 'viewer' | 'now' | 'today' | 'system'> {
  readonly imports: ImportSettings;
  readonly importRuns: ImportRuns;
}

export interface AdministratorsImport {
  readonly register: ImportableRegister;
  /** Names of files or folders in the folder, or addresses. */
  readonly sources: readonly string[];
  readonly acceptRemovals: boolean;
}

/** An import, and what has become of it. */
export interface ImportRun {
  readonly id: string;
  readonly register: ImportableRegister;
  readonly state: ImportState;
  readonly startedAt: Date;
  readonly size: number | null;
  readonly stored: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly leftOut: readonly string[];
  readonly refusals: readonly string[];
  readonly isNew: boolean;
  readonly edition: RegisterEdition | null;
}

/** More files than a register has. */
const MOST = 10;
/** Most imports of a list. */
const MOST_SHOWN = 100;
/** An answer waits so long for the end of an import, milliseconds: small ones are over by then. */
const PATIENCE = 4_000;

function onlyAdministrators({ viewer, imports }: ImportContext): string {
  const { hsaId } = viewer();
  if (!imports.administrators.has(hsaId)) throw new AccessError('FORBIDDEN');
  return hsaId;
}

/**
 * Brings a register in for somebody who may, in a transaction of its own: all or nothing. Throws FORBIDDEN. What is
 * wrong with a file is no error of the one who asks: it comes back, line by line. What takes long goes on, and
 * `importsOf` tells how far it is.
 */
export async function importByAdministrator(context: ImportContext, wish: AdministratorsImport): Promise<ImportRun> {
  const by = onlyAdministrators(context);
  const { imports, importRuns, now, today } = context;
  const { register, sources, acceptRemovals } = wish;
  const read = async () => {
    const files = await Promise.all(sources.slice(0, MOST).map((source) => placeOf(source, imports.folder)));
    return READERS[register](files, imports.sources);
  };
  const { id, over } = await importRuns.begin({ register, by, acceptRemovals, now, today, read });
  await Promise.race([over, setTimeout(PATIENCE, undefined, { ref: false })]);
  const [run] = await runsWhere(context, { id }, 1);
  if (!run) throw new Error('an import that began has a row');
  return run;
}

/** Imports that were asked for through the graph, the newest first. Throws FORBIDDEN, BAD_USER_INPUT. */
export async function importsOf(context: ImportContext, first: number): Promise<ImportRun[]> {
  onlyAdministrators(context);
  if (first < 1 || first > MOST_SHOWN) throw new DomainError('BAD_USER_INPUT', { argument: 'first', most: MOST_SHOWN });
  return runsWhere(context, {}, first);
}

/** In the system's name: no session of care sees who imports. */
const runsWhere = ({ system, now }: ImportContext, where: object, limit: number): Promise<ImportRun[]> =>
  system(async (em) => {
    const rows = await em.find(RegisterImportEntity, where, { orderBy: { startedAt: 'desc', id: 'asc' }, limit });
    const ids = rows.flatMap(({ edition }) => edition ?? []);
    const editions = await em.find(RegisterEditionEntity, { id: { $in: ids } });
    return rows.map((row) => ({
      ...row,
      register: row.register as ImportableRegister,
      size: row.size ?? null,
      state: stateAt(row, now),
      edition: editions.find(({ id }) => id === row.edition) ?? null,
    }));
  });

/** A name in the folder and nothing outside of it; an address as it is. */
async function placeOf(source: string, folder: string | undefined): Promise<string> {
  if (isAddress(source)) return source;
  const isName = /^[\p{L}\p{N}_][\p{L}\p{N}_+. -]*$/u.test(source) && path.basename(source) === source;
  const file = path.join(folder ?? '', source);
  const isThere =
    isName &&
    folder !== undefined &&
    (await access(file, constants.R_OK).then(
      () => true,
      () => false,
    ));
  if (!isThere) throw new CommandError('There is no such file in the folder for imports. Nothing changed.');
  return file;
}
