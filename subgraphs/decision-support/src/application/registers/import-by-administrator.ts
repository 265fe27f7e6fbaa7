import { AccessError } from '@intygsgraf/kernel/domain';
import { CommandError, type RequestContext } from '@intygsgraf/kernel/server';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { RegisterError } from '../../domain/registers/edition-check.ts';
import { isAddress } from '../../domain/registers/source-address.ts';
import type { ImportedEdition } from './import-entries.ts';
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

export interface AdministratorsImport {
  readonly register: ImportableRegister;
  /** Names of files in the folder, or addresses. */
  readonly sources: readonly string[];
  readonly acceptRemovals: boolean;
}

/** What an import did, or why it was refused. */
export type ImportOutcome =
  | {
      readonly edition: ImportedEdition;
      readonly counts: Readonly<Record<string, number>>;
      readonly leftOut: readonly string[];
    }
  | { readonly refused: readonly string[] };

/** More files than a register has. */
const MOST = 10;

/**
 * Brings a register in for somebody who may, in a transaction of its own: all or nothing. Throws FORBIDDEN. What is
 * wrong with a file is no error of the one who asks: it comes back, line by line.
 */
export async function importByAdministrator(
  { viewer, now, today, system }: RequestContext,
  settings: ImportSettings,
  { register, sources, acceptRemovals }: AdministratorsImport,
): Promise<ImportOutcome> {
  if (!settings.administrators.has(viewer().hsaId)) throw new AccessError('FORBIDDEN');
  try {
    const files = await Promise.all(sources.slice(0, MOST).map((source) => placeOf(source, settings.folder)));
    const read = await READERS[register](files, settings.sources);
    const edition = await system((em) => read.store(em, { now, today, acceptRemovals }));
    return { edition, counts: read.counts, leftOut: read.leftOut };
  } catch (error) {
    if (error instanceof CommandError) return { refused: [error.message, ...error.details] };
    if (error instanceof RegisterError)
      return {
        refused: [
          `${error.code} ${Object.entries(error.facts)
            .map(([name, fact]) => `${name}: ${fact}`)
            .join(', ')}`,
        ],
      };
    throw error;
  }
}

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
