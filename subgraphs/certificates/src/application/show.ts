import type { PersonFacts, Protection } from '@intygsgraf/kernel/domain';
import type { Directory, RequestContext } from '@intygsgraf/kernel/server';
import { CertificateEntity, DraftEntity } from '../database/entities.ts';
import { type CertificateType, maySee, reaches } from '../domain/certificate-type.ts';
import { findCertificateType } from '../types/index.ts';

/** What a use case that shows certificates or drafts to a user needs of the request. */
export interface Reading extends Pick<RequestContext, 'em' | 'accessLog' | 'viewer' | 'system' | 'now' | 'today'> {
  readonly directory: Pick<Directory, 'personFacts' | 'personServiceAnswers'>;
}

/** A certificate or a draft, so far as it decides who may see it. */
interface PatientRow {
  readonly id: string;
  readonly typeId: string;
  readonly typeVersion: string;
  readonly unit: string;
  readonly personId: string;
  readonly protection: Protection;
}

/** The type of a stored certificate or draft; only those with one are stored. */
export function typeOf({ typeId, typeVersion }: Pick<PatientRow, 'typeId' | 'typeVersion'>): CertificateType {
  const type = findCertificateType(typeId, typeVersion);
  if (!type) throw new Error(`no certificate type ${typeId} ${typeVersion}`);
  return type;
}

/**
 * Of these rows, those that the viewer may see by what the person service tells now, and those whose patient it did not
 * tell of. A flag that has changed is stored, whoever asks; each row shown is logged.
 */
export async function show<Row extends PatientRow>(
  reading: Reading,
  rows: readonly Row[],
  resource: 'Certificate' | 'Draft',
): Promise<{ shown: Row[]; untold: Row[] }> {
  const viewer = reading.viewer();
  const seen = rows.filter((row) => maySee(typeOf(row), viewer.role));
  const facts = await currentFacts(reading.directory, seen);
  const now = ({ personId }: PatientRow): Protection => facts.get(personId)?.protection ?? 'UNKNOWN';
  const told = seen.filter((row) => now(row) !== 'UNKNOWN');
  await storeProtections(
    reading,
    Map.groupBy(
      told.filter((row) => row.protection !== now(row)),
      now,
    ),
  );
  const shown = told.filter((row) => reaches(typeOf(row), viewer.role, now(row)));
  for (const { id, personId, unit } of shown)
    reading.accessLog.record({ activity: 'READ', resource, resourceId: id, personId, unit });
  return { shown, untold: seen.filter((row) => now(row) === 'UNKNOWN') };
}

async function storeProtections(
  { system }: Reading,
  changed: ReadonlyMap<Protection, readonly PatientRow[]>,
): Promise<void> {
  if (changed.size === 0) return;
  await system(async (em) => {
    for (const [protection, of] of changed) {
      const personId = { $in: of.map((row) => row.personId) };
      await em.nativeUpdate(CertificateEntity, { personId }, { protection });
      await em.nativeUpdate(DraftEntity, { personId }, { protection });
    }
  });
}

/** The patients as the person service tells of them now; one question a unit, as it is the unit's record. */
async function currentFacts(
  directory: Pick<Directory, 'personFacts'>,
  rows: readonly PatientRow[],
): Promise<Map<string, PersonFacts>> {
  const asked = [...Map.groupBy(rows, ({ unit }) => unit)].map(([unit, of]) =>
    directory.personFacts([...new Set(of.map(({ personId }) => personId))], unit),
  );
  return new Map((await Promise.all(asked)).flat().map((facts) => [facts.personId, facts]));
}
