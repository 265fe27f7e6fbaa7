import { certificates } from '../data/certificates.ts';
import { directory } from '../data/directory.ts';

/** Who one may be in the demo journal, where they are signed in, and the units whose badges the page then shows. */
export interface StaffChoice {
  readonly hsaId: string;
  readonly name: string;
  /** The selected unit. */
  readonly unit: string;
  readonly units: readonly { readonly hsaId: string; readonly name: string }[];
}

/** Most badges of the page. */
const BADGES = 3;

const unitsOf = (assigned: string) => directory.careUnits.filter(({ hsaId }) => hsaId === assigned);

/** Everybody of the demo's directory who has a unit, each on their first one: that unit, their others, sub-units. */
export const staffChoices: readonly StaffChoice[] = directory.staff.flatMap((person) => {
  const own = person.assignments.flatMap(({ unit }) => unitsOf(unit));
  const practice = person.privatePractitioner && { hsaId: person.hsaId, name: person.privatePractitioner.practiceName };
  const units = [...own, ...own.flatMap(({ subUnits }) => subUnits), ...(practice ? [practice] : [])].slice(0, BADGES);
  const [selected] = units;
  if (!selected) return [];
  const name = `${person.givenName} ${person.surname}`;
  return [
    {
      hsaId: person.hsaId,
      name,
      unit: selected.hsaId,
      units: units.map(({ hsaId, name: of }) => ({ hsaId, name: of })),
    },
  ];
});

/** The certificates that the agency's panel can ask about. */
export const certificateChoices = certificates.map(({ id, unit, signedAt, personId }) => ({
  id,
  unit,
  signedAt,
  personId,
}));
