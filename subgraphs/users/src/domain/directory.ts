/** The directory as an import brings it: providers, care units with their sub-units, staff with their assignments. */
export interface Directory {
  readonly careProviders: readonly { readonly hsaId: string; readonly name: string }[];
  readonly careUnits: readonly CareUnitRecord[];
  readonly staff: readonly StaffRecord[];
}

/** A unit with what a certificate prints of it (V-UNIT, domain.md §3.0). */
export interface UnitRecord {
  readonly hsaId: string;
  readonly name: string;
  /** Arbetsplatskod. */
  readonly workplaceCode: string;
  readonly postalAddress: string;
  /** Five figures, a blank after the third allowed. */
  readonly postalCode: string;
  readonly city: string;
  readonly phone: string;
  readonly email: string;
}

/** Care unit (vårdenhet). */
export interface CareUnitRecord extends UnitRecord {
  /** HSA-id of the care provider (vårdgivare). */
  readonly careProvider: string;
  /** Mottagningar. */
  readonly subUnits: readonly UnitRecord[];
}

/** Member of staff (medarbetare). */
export interface StaffRecord {
  readonly hsaId: string;
  readonly givenName: string;
  readonly surname: string;
  readonly licensedProfessions: readonly string[];
  readonly positionCodes: readonly string[];
  readonly prescriberCodes: readonly string[];
  /** Befattningar and specialistkompetenser in HSA's words: they decide nothing, and stand on prints. */
  readonly positions?: readonly string[];
  readonly specialities?: readonly string[];
  /** Provider and unit of a private practitioner are their own HSA-id; they have no other. */
  readonly privatePractitioner?: PrivatePractice;
  readonly assignments: readonly { readonly unit: string; readonly purpose: string }[];
}

export interface PrivatePractice {
  readonly registered: boolean;
  readonly practiceName: string;
}

type FlatUnit = UnitRecord & { readonly careProvider: string; readonly careUnit: string | null };

/** Every unit of the directory, sub-units and private practices included, one row each. */
export function flatUnits({ careUnits, staff }: Directory): FlatUnit[] {
  const units = careUnits.flatMap(({ subUnits, ...unit }): FlatUnit[] => [
    { ...unit, careUnit: null },
    ...subUnits.map((sub) => ({ ...sub, careProvider: unit.careProvider, careUnit: unit.hsaId })),
  ]);
  const practices = staff.flatMap(({ hsaId, privatePractitioner }): FlatUnit[] =>
    privatePractitioner ? [practiceUnit(hsaId, privatePractitioner)] : [],
  );
  return [...units, ...practices];
}

const practiceUnit = (hsaId: string, { practiceName }: PrivatePractice): FlatUnit => ({
  hsaId,
  name: practiceName,
  careProvider: hsaId,
  careUnit: null,
  // A private practitioner's workplace has no code of its own; registration fills in the rest.
  workplaceCode: '',
  postalAddress: '',
  postalCode: '',
  city: '',
  phone: '',
  email: '',
});
