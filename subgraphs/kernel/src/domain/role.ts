import { DomainError } from './domain-error.ts';

/** What a member of staff is in the eyes of the rules (roll). Webcert's word in capitals where ours differs. */
export const Role = {
  /** LAKARE. */
  DOCTOR: 'DOCTOR',
  /** PRIVATLAKARE: registered and licensed, signs in with e-ID. */
  PRIVATE_DOCTOR: 'PRIVATE_DOCTOR',
  /** PRIVATLAKARE_OBEHORIG: signs in with e-ID, has no authority at all, may only register. */
  PRIVATE_DOCTOR_UNAUTHORISED: 'PRIVATE_DOCTOR_UNAUTHORISED',
  /** TANDLAKARE. */
  DENTIST: 'DENTIST',
  /** BARNMORSKA. */
  MIDWIFE: 'MIDWIFE',
  /** SJUKSKOTERSKA. */
  NURSE: 'NURSE',
  /** VARDADMINISTRATOR: an assignment for care, nothing of the above. */
  CARE_ADMINISTRATOR: 'CARE_ADMINISTRATOR',
} as const;
export type Role = keyof typeof Role;

/** The certificate types that cases are about (kv_intygstyp, lower case). Source: domain.md §2.5, HANTERA_FRAGOR. */
export const CASE_TYPES = ['fk7800', 'fk7801', 'fk7802', 'fk7804', 'fk7263'] as const;

/** Those of them that care still writes about: FK7263 is for reading only. Source: domain.md §5.1, "BLACKLISTED". */
const WRITTEN_ABOUT = CASE_TYPES.filter((type) => type !== 'fk7263');

interface Privileges {
  /** LASA_FRAGA and VISA_INTYG together: the types whose cases the role may see and mark as handled. */
  readonly casesOf: readonly string[];
  /** SKAPA_NY_FRAGA and BESVARA_FRAGA: the types about whose certificates the role may ask and answer the agency. */
  readonly writesAbout: readonly string[];
  /** HANTERA_SEKRETESSMARKERAD_PATIENT, within the own unit only. */
  readonly protectedPatients: boolean;
  /** SIGNERA_INTYG, for the types that the certificate type itself lists. */
  readonly signs: boolean;
}

const CARE: Privileges = { casesOf: CASE_TYPES, writesAbout: WRITTEN_ABOUT, protectedPatients: false, signs: false };
const PHYSICIAN: Privileges = { casesOf: CASE_TYPES, writesAbout: WRITTEN_ABOUT, protectedPatients: true, signs: true };

/**
 * What each role may, so far as it does not depend on a certificate type's own list.
 * Source: authorities.yaml by way of domain.md §2.2–2.4 (Table 2, Table 3); a dentist has FK7804 and FK7263 only.
 */
export const PRIVILEGES: Readonly<Record<Role, Privileges>> = {
  DOCTOR: PHYSICIAN,
  PRIVATE_DOCTOR: PHYSICIAN,
  PRIVATE_DOCTOR_UNAUTHORISED: { casesOf: [], writesAbout: [], protectedPatients: false, signs: false },
  DENTIST: { casesOf: ['fk7804', 'fk7263'], writesAbout: ['fk7804'], protectedPatients: true, signs: true },
  MIDWIFE: CARE,
  NURSE: CARE,
  CARE_ADMINISTRATOR: CARE,
};

/**
 * The one who asks, as the directory (users) knows them at this moment: who, in which role, from which unit.
 * Nothing of it comes from the token but the HSA-id and the selected unit, and both were checked against the directory.
 */
export interface Viewer {
  readonly hsaId: string;
  readonly role: Role;
  /** HSA-id of the unit that the viewer is signed in on (vald enhet). */
  readonly selectedUnit: string;
  /** The selected unit and, when it is a care unit, its sub-units: rows of these units may be seen. */
  readonly unitsInScope: readonly string[];
  /** All units of the viewer's assignments with their sub-units: these may be counted. Contains `unitsInScope`. */
  readonly countableUnits: readonly string[];
}

export class AccessError extends DomainError<'FORBIDDEN' | 'UNAUTHENTICATED' | 'PU_PROBLEM'> {}

/** Whether the viewer may see or change a row of the unit. Source: domain.md §2.6.1 "own", §12.1. */
export const isInScope = (viewer: Viewer, unit: string): boolean => viewer.unitsInScope.includes(unit);
