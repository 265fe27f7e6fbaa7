import type { Role } from '@intygsgraf/kernel/domain';

/** A member of staff (medarbetare) as HSA knows them, so far as it decides their role. */
export interface StaffCredentials {
  /** Legitimerad yrkesgrupp, HSA's Swedish names. */
  readonly licensedProfessions: readonly string[];
  /** Befattningskod; the code at each place goes with the prescriber code at the same place. */
  readonly positionCodes: readonly string[];
  /** Gruppförskrivarkod. */
  readonly prescriberCodes: readonly string[];
  /** Signs in with e-ID as a private practitioner: whether they are registered; undefined for all others. */
  readonly privatePractitioner?: { readonly registered: boolean } | null;
}

/** Positions that make a doctor by themselves: 204010 AT (allmäntjänstgöring), 203020 BT (bastjänstgöring). */
const DOCTOR_POSITIONS = ['204010', '203020'];

/** Positions that make a doctor together with a group prescriber code: position, then code. */
const DOCTOR_POSITIONS_WITH_CODE: readonly (readonly [string, string])[] = [
  /** Licensed in the EU, the EES or Switzerland, no Swedish licence yet. */
  ['203090', '9300005'],
  /** Licensed elsewhere. */
  ['203090', '9400003'],
  /** Locum with a degree: AT finished or not begun. */
  ['204090', '9100009'],
  /** Medical student with a locum position. */
  ['204090', '9200007'],
];

/**
 * The role (roll) of a member of staff; the first that fits.
 * Source: 001 Table 1 and the order of CommonAuthoritiesResolver, as domain.md §2.1 gives them (2026-11-21).
 */
export function resolveRole(staff: StaffCredentials): Role {
  const licensed = (profession: string): boolean => staff.licensedProfessions.includes(profession);
  if (staff.privatePractitioner)
    return staff.privatePractitioner.registered && licensed('Läkare')
      ? 'PRIVATE_DOCTOR'
      : 'PRIVATE_DOCTOR_UNAUTHORISED';
  if (licensed('Läkare')) return 'DOCTOR';
  if (licensed('Tandläkare')) return 'DENTIST';
  if (staff.positionCodes.some((code) => DOCTOR_POSITIONS.includes(code))) return 'DOCTOR';
  const pairs = staff.positionCodes.map((position, place) => [position, staff.prescriberCodes[place]] as const);
  const isDoctorPair = ([position, code]: readonly [string, string | undefined]): boolean =>
    DOCTOR_POSITIONS_WITH_CODE.some(([doctor, needed]) => doctor === position && needed === code);
  if (pairs.some(isDoctorPair)) return 'DOCTOR';
  if (licensed('Barnmorska')) return 'MIDWIFE';
  if (licensed('Sjuksköterska')) return 'NURSE';
  return 'CARE_ADMINISTRATOR';
}
