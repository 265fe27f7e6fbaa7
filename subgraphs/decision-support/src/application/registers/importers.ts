import type { EntityManager } from '@mikro-orm/postgresql';
import path from 'node:path';
import type { Register } from '../../domain/registers/register.ts';
import { isAddress } from '../../domain/registers/source-address.ts';
import { readFmb } from '../fmb/read-fmb.ts';
import { readIcf } from '../icf/read-icf.ts';
import { type DiagnosisImport, importRegister } from '../import-register.ts';
import { readIcd10Se } from '../read-icd-10-se.ts';
import { fetchSource } from './fetch-source.ts';
import { readSrs } from '../srs/read-srs.ts';
import { importEntries, type ImportedEdition } from './import-entries.ts';
import { bytesOf, type ReadEntries, utf8 } from './read-file.ts';
import { readGroups } from './read-groups.ts';
import { readKsh97p } from './read-ksh97p.ts';

/** What files of a register held, ready to be stored. */
export interface ReadSources {
  readonly size: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly leftOut: readonly string[];
  store(em: EntityManager, options: DiagnosisImport): Promise<ImportedEdition>;
}

/**
 * Reads a register from files, and guidance from addresses too.
 *
 * @param allowed addresses that may be asked
 */
type Reader = (sources: readonly string[], allowed: readonly string[]) => Promise<ReadSources>;

const ofEntries = (register: Register, { entries, counts, leftOut }: ReadEntries): ReadSources => ({
  size: entries.length,
  counts,
  leftOut,
  store: (em, options) => importEntries(em, register, entries, options),
});

/** The registers that come in by files of their publishers, and how each is read. */
export const READERS = {
  async ICD_10_SE(files) {
    const { records, leftOut } = await readIcd10Se(files);
    return {
      size: records.length,
      counts: { ...leftOut },
      leftOut: [],
      store: (em, options) => importRegister(em, 'ICD_10_SE', records, options),
    };
  },
  async KSH_97_P(files) {
    const { records, synonyms } = await readKsh97p(files);
    return {
      size: records.length,
      counts: { codes: records.length, synonyms },
      leftOut: [],
      store: (em, options) => importRegister(em, 'KSH_97_P', records, options),
    };
  },
  DIAGNOSIS_GROUPS: async (files) => ofEntries('DIAGNOSIS_GROUPS', await readGroups(files)),
  ICF: async (files) => ofEntries('ICF', await readIcf(files)),
  async FMB(sources, allowed) {
    const texts = await Promise.all(
      sources.map(async (source) => {
        const name = path.basename(isAddress(source) ? new URL(source).pathname : source);
        return {
          name,
          text: isAddress(source) ? await fetchSource(source, allowed) : utf8(await bytesOf(source), name),
        };
      }),
    );
    return ofEntries('FMB', readFmb(texts));
  },
  SRS: async (files) => ofEntries('SRS', await readSrs(files)),
} as const satisfies Partial<Record<Register, Reader>>;

export type ImportableRegister = keyof typeof READERS;
