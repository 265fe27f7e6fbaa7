/** The only purpose of an assignment (medarbetaruppdrag) that opens care's certificates. Source: domain.md §2.1, 000. */
export const CARE_PURPOSE = 'Vård och behandling';

export interface Unit {
  readonly hsaId: string;
  /** The care unit (vårdenhet) that a sub-unit (mottagning) belongs to; null for a care unit. */
  readonly careUnit?: string | null;
}

/** A unit and, when it is a care unit, its sub-units. Source: domain.md §2.6.1 "same unit", §12.1. */
const withSubUnits = (unit: string, units: readonly Unit[]): string[] => [
  unit,
  ...units.filter(({ careUnit }) => careUnit === unit).map(({ hsaId }) => hsaId),
];

export interface UnitScope {
  readonly unitsInScope: string[];
  readonly countableUnits: string[];
}

/**
 * What a person with assignments on these care units reaches from the selected unit; undefined when the selected unit
 * is none of theirs. Signed in on a care unit, its sub-units are within; signed in on a sub-unit, only that one is.
 */
export function unitScope(
  selected: string,
  assigned: readonly string[],
  units: readonly Unit[],
): UnitScope | undefined {
  const countable = [...new Set(assigned.flatMap((unit) => withSubUnits(unit, units)))];
  if (!countable.includes(selected)) return undefined;
  return { unitsInScope: withSubUnits(selected, units), countableUnits: countable };
}
