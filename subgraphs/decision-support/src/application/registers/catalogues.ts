import type { EntityManager } from '@mikro-orm/postgresql';
import { RegisterChangeEntity, RegisterEditionEntity, RegisterEntryEntity } from '../../database/registers.ts';
import { type FmbCatalogue, fmbCatalogue } from '../../domain/fmb/catalogue.ts';
import type { FmbContent } from '../../domain/fmb/guidance.ts';
import { type IcfCatalogue, icfCatalogue } from '../../domain/icf/catalogue.ts';
import type { IcfCategory } from '../../domain/icf/icf.ts';
import type { DiagnosisGroup } from '../../domain/registers/diagnosis-groups.ts';
import { type SrsCatalogue, srsCatalogue, type SrsContent } from '../../domain/srs/register.ts';
import type { Register, RegisterEdition, StoredEntry } from '../../domain/registers/register.ts';

/** The current edition of each register: one statement, whatever is asked for. */
async function currentEditions(em: EntityManager): Promise<ReadonlyMap<Register, RegisterEdition>> {
  const rows = await em
    .createQueryBuilder(RegisterEditionEntity)
    .distinctOn('register')
    .orderBy({ register: 'asc', number: 'desc' })
    .getResult();
  return new Map(rows.map((row) => [row.register, row]));
}

/** Editions that are held, each as what is looked up in, the last used last: an edition never changes, so it is never stale. */
const held = new Map<string, unknown>();
/** One for each register, and as many again while a new edition takes the place of an old one. */
const MOST_HELD = 12;

type Make<Content, T> = (edition: RegisterEdition, entries: readonly StoredEntry<Content>[]) => T;

const currentEntries = (em: EntityManager, { register }: RegisterEdition): Promise<StoredEntry[]> =>
  em
    .createQueryBuilder(RegisterEntryEntity)
    .select(['code', 'content', 'revision'])
    .where({ register })
    .orderBy({ code: 'asc' })
    .execute<StoredEntry[]>();

/** Entries as an older edition had them. */
async function entriesAt(em: EntityManager, { register, number }: RegisterEdition): Promise<StoredEntry[]> {
  const rows = await em
    .createQueryBuilder(RegisterChangeEntity)
    .select(['code', 'content', 'revision'])
    .distinctOn('code')
    .where({ register, revision: { $lte: number } })
    .orderBy({ code: 'asc', revision: 'desc' })
    .execute<StoredEntry[]>();
  return rows.filter(({ content }) => content !== null);
}

async function heldOrMade<Content, T>(
  em: EntityManager,
  edition: RegisterEdition,
  make: Make<Content, T>,
  entriesOf: typeof currentEntries = currentEntries,
): Promise<T> {
  const known = held.get(edition.id) as T | undefined;
  if (known) {
    // whoever reads older editions one after another does not push the current ones out
    held.delete(edition.id);
    held.set(edition.id, known);
    return known;
  }
  const { number } = edition;
  const rows = (await entriesOf(em, edition)) as StoredEntry<Content>[];
  const made = make(edition, rows);
  // a newer edition came between the two statements: right to answer with, not to be kept under the older one's name
  if (rows.some(({ revision }) => revision > number)) return made;
  held.set(edition.id, made);
  const [oldest] = held.keys();
  if (held.size > MOST_HELD && oldest !== undefined) held.delete(oldest);
  return made;
}

/** What guidance is looked up in, for one request: null where a register has no edition. */
export interface Catalogues {
  editions(): Promise<ReadonlyMap<Register, RegisterEdition>>;
  fmb(): Promise<FmbCatalogue | null>;
  /** The guidance as an edition had it; null when there was no such edition. */
  fmbAt(number: number): Promise<FmbCatalogue | null>;
  icf(): Promise<IcfCatalogue | null>;
  groups(): Promise<readonly DiagnosisGroup[] | null>;
  srs(): Promise<SrsCatalogue | null>;
}

/**
 * The registers in memory, an edition read once for each process and found again by its id: a request asks which
 * editions are current (one statement) and, when it knows them, no more.
 */
export function createCatalogues(em: EntityManager): Catalogues {
  let current: Promise<ReadonlyMap<Register, RegisterEdition>> | undefined;
  const editions = () => (current ??= currentEditions(em));
  const of = async <Content, T>(register: Register, make: Make<Content, T>): Promise<T | null> => {
    const edition = (await editions()).get(register);
    return edition ? heldOrMade(em, edition, make) : null;
  };
  return {
    editions,
    fmb: () => of<FmbContent, FmbCatalogue>('FMB', fmbCatalogue),
    async fmbAt(number) {
      const edition = await em.findOne(RegisterEditionEntity, { register: 'FMB', number });
      return edition ? heldOrMade<FmbContent, FmbCatalogue>(em, edition, fmbCatalogue, entriesAt) : null;
    },
    srs: () => of<SrsContent, SrsCatalogue>('SRS', srsCatalogue),
    icf: () => of<IcfCategory, IcfCatalogue>('ICF', icfCatalogue),
    groups: () =>
      of<DiagnosisGroup, readonly DiagnosisGroup[]>('DIAGNOSIS_GROUPS', (_, entries) =>
        entries.map(({ content }) => content),
      ),
  };
}
