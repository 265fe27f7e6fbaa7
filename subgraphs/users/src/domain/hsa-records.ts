import type { CareUnitRecord, Directory, StaffRecord, UnitRecord } from './directory.ts';

/** What one record of HSA's test data is. */
export type HsaRecord =
  | { readonly careProvider: { readonly hsaId: string; readonly name: string }; readonly units: readonly HsaUnit[] }
  | { readonly staff: StaffRecord }
  /** A licence by personal number (HoSp): for accounts of doctors with e-ID, which there are none of yet. */
  | { readonly licence: true };

export type HsaUnit = UnitRecord & { readonly subUnits: readonly UnitRecord[] };

/** A record, and where it stands. */
export interface PlacedHsaRecord {
  readonly place: string;
  readonly record: HsaRecord;
}

/** What comes in, and what does not: a sentence each. */
export interface ChosenDirectory {
  readonly directory: Directory;
  readonly leftOut: readonly string[];
}

/** What decides whether a record may come in. */
export interface HsaRules {
  isHsaId(text: string): boolean;
  /** Units that are there already. */
  isKnownUnit(hsaId: string): boolean;
}

/**
 * The directory that the records make. Left out, with what hangs on it, is what HSA would not have: an id that is no
 * HSA-id, somebody without a name, an id that is there twice with other facts, an assignment on a unit that nobody knows.
 * Whoever is left out reaches nothing.
 */
export function chooseDirectory(records: readonly PlacedHsaRecord[], rules: HsaRules): ChosenDirectory {
  const leftOut: string[] = [];
  const seen = new Map<string, string>();
  const isWelcome = (place: string, what: string, hsaId: string, facts: unknown): boolean => {
    if (!rules.isHsaId(hsaId)) {
      leftOut.push(`${place}: the id of ${what} is no HSA-id`);
      return false;
    }
    const told = JSON.stringify(facts);
    const known = seen.get(hsaId);
    if (known !== undefined && known !== told) leftOut.push(`${place}: the id of ${what} is there twice`);
    seen.set(hsaId, known ?? told);
    return known === undefined;
  };

  const careProviders: Directory['careProviders'][number][] = [];
  const careUnits: CareUnitRecord[] = [];
  for (const { place, record } of records) {
    if (!('careProvider' in record)) continue;
    const { careProvider, units } = record;
    if (!rules.isHsaId(careProvider.hsaId)) {
      leftOut.push(`${place}: the id of a care provider is no HSA-id, so its units stay out with it (${units.length})`);
      continue;
    }
    if (isWelcome(place, 'a care provider', careProvider.hsaId, careProvider)) careProviders.push(careProvider);
    for (const { subUnits, ...unit } of units)
      if (isWelcome(place, 'a care unit', unit.hsaId, unit))
        careUnits.push({
          ...unit,
          careProvider: careProvider.hsaId,
          subUnits: subUnits.filter((sub) => isWelcome(place, 'a sub-unit', sub.hsaId, sub)),
        });
  }

  const units = new Set(careUnits.flatMap(({ hsaId, subUnits }) => [hsaId, ...subUnits.map((sub) => sub.hsaId)]));
  const staff: StaffRecord[] = [];
  for (const { place, record } of records) {
    if ('licence' in record) leftOut.push(`${place}: a licence by personal number is not used yet`);
    if (!('staff' in record) || !isWelcome(place, 'a member of staff', record.staff.hsaId, record.staff)) continue;
    if (record.staff.givenName === '' && record.staff.surname === '') {
      leftOut.push(`${place}: a member of staff has no name`);
      continue;
    }
    const assignments = record.staff.assignments.filter(({ unit }) => units.has(unit) || rules.isKnownUnit(unit));
    const lost = record.staff.assignments.length - assignments.length;
    if (lost > 0) leftOut.push(`${place}: assignments on units that nobody knows (${lost})`);
    staff.push({ ...record.staff, assignments });
  }
  return { directory: { careProviders, careUnits, staff }, leftOut };
}
