import type { EntityManager } from '@mikro-orm/postgresql';
import { CertificateEntity, DraftEntity } from '../database/entities.ts';
import { StoredStatus } from '../domain/certificate.ts';
import { type Draft, DraftError, open } from '../domain/draft.ts';
import { uniqueRefusals } from '../domain/unique.ts';
import { type Reading, typeOf } from './show.ts';

/** Which draft is to be the only one: as it will be stored, or as it is. */
type OnlyOne = Pick<Draft, 'id' | 'typeId' | 'typeVersion' | 'patientId' | 'careProvider'>;

/**
 * Refuses one more where the type lets a patient have one, the others being wherever they are: what is told is that
 * there is one, not where. Throws UNIQUE_DRAFT, UNIQUE_CERTIFICATE. Source: domain.md §2.6.1 uniqueness.
 */
export async function mayBeMade(reading: Reading, draft: OnlyOne): Promise<void> {
  if (!typeOf(draft).unique) return;
  await isAlone(reading, draft);
  await refuse(reading, draft, true);
}

/**
 * The same of a draft that is to be signed: other drafts are in nobody's way. `forGood` when it is about to be stored,
 * without it nothing is locked. Throws UNIQUE_CERTIFICATE.
 */
export async function mayBeSigned(reading: Reading, draft: OnlyOne, { forGood }: { readonly forGood: boolean }) {
  if (!typeOf(draft).unique) return;
  if (forGood) await isAlone(reading, draft);
  await refuse(reading, draft, false);
}

/** Of several at once for the same patient and type, the others wait here until the first one's transaction is over. */
const isAlone = ({ em }: Reading, { typeId, patientId }: OnlyOne): Promise<unknown> =>
  em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`${typeId} ${patientId}`]);

async function refuse({ system, today }: Reading, draft: OnlyOne, isNew: boolean): Promise<void> {
  const { drafts, certificates } = await system((em) => othersOf(em, draft, today));
  const type = typeOf(draft);
  const { careProvider } = draft;
  const [refusal] = uniqueRefusals({ type, careProvider, drafts: isNew ? drafts : [], certificates });
  if (refusal) throw new DraftError(refusal);
}

const FIELDS = { fields: ['careProvider'] } as const;

async function othersOf(em: EntityManager, { id, typeId, patientId }: OnlyOne, today: string) {
  const same = { typeId, patientId, id: { $ne: id } };
  return {
    drafts: await em.find(DraftEntity, { ...same, ...open, lockedFrom: { $gt: today } }, FIELDS),
    certificates: await em.find(CertificateEntity, { ...same, status: StoredStatus.SIGNED }, FIELDS),
  };
}
