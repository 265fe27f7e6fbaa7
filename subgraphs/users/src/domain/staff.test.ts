import { Role } from '@intygsgraf/kernel/domain';
import { describe, expect, it } from 'vitest';
import { resolveRole, type StaffCredentials } from './staff.ts';

const nothing: StaffCredentials = { licensedProfessions: [], positionCodes: [], prescriberCodes: [] };
const licensed = (...licensedProfessions: string[]): StaffCredentials => ({ ...nothing, licensedProfessions });
const position = (code: string, prescriberCode?: string): StaffCredentials => ({
  ...nothing,
  positionCodes: [code],
  prescriberCodes: prescriberCode === undefined ? [] : [prescriberCode],
});
/** What several people have, as if one had it all. */
const together = (...people: StaffCredentials[]): StaffCredentials => ({
  licensedProfessions: people.flatMap((person) => person.licensedProfessions),
  positionCodes: people.flatMap((person) => person.positionCodes),
  prescriberCodes: people.flatMap((person) => person.prescriberCodes),
});
const practice = (registered: boolean, ...licensedProfessions: string[]): StaffCredentials => ({
  ...nothing,
  licensedProfessions,
  privatePractitioner: { registered },
});

/** Every way to a role, in the order in which they are tried. Source: 001 Table 1; domain.md §2.1, "Resolution order". */
const ways: [string, StaffCredentials, Role][] = [
  ['a licensed doctor', licensed('Läkare'), 'DOCTOR'],
  ['a licensed dentist', licensed('Tandläkare'), 'DENTIST'],
  ['a doctor in training (AT)', position('204010'), 'DOCTOR'],
  ['a doctor in basic training (BT)', position('203020'), 'DOCTOR'],
  ['a doctor licensed in the EU', position('203090', '9300005'), 'DOCTOR'],
  ['a doctor licensed outside the EU', position('203090', '9400003'), 'DOCTOR'],
  ['a locum with a degree', position('204090', '9100009'), 'DOCTOR'],
  ['a student on a locum’s position', position('204090', '9200007'), 'DOCTOR'],
  ['a licensed midwife', licensed('Barnmorska'), 'MIDWIFE'],
  ['a licensed nurse', licensed('Sjuksköterska'), 'NURSE'],
  ['somebody with none of it', nothing, 'CARE_ADMINISTRATOR'],
];

describe('The role', () => {
  it.each(ways)('of %s', (_, staff, role) => {
    expect(resolveRole(staff)).toBe(role);
  });

  it.each(
    ways.flatMap(([earlier, first, role], place) =>
      ways.slice(place + 1).map((later) => [earlier, later[0], first, later[1], role] as const),
    ),
  )('of %s who is also %s is the role of the former', (_earlier, _later, first, second, role) => {
    expect(resolveRole(together(first, second))).toBe(role);
    expect(resolveRole(together(second, first))).toBe(role);
  });

  it.each<[string, StaffCredentials]>([
    ['a position without its prescriber code', position('203090')],
    ['a position with the prescriber code of another', position('203090', '9100009')],
    ['the other position with the prescriber code of the first', position('204090', '9300005')],
    ['a prescriber code without its position', { ...nothing, prescriberCodes: ['9300005'] }],
    [
      'a position and its prescriber code that belong to two employments',
      { ...nothing, positionCodes: ['203090', '151510'], prescriberCodes: ['0000000', '9300005'] },
    ],
    ['a position that begins like one', position('2040100')],
    ['a licence that is no profession of ours', licensed('Psykolog', 'Läkarsekreterare')],
  ])('of somebody with %s is no doctor’s', (_, staff) => {
    expect(resolveRole(staff)).toBe('CARE_ADMINISTRATOR');
  });

  it('of somebody with two employments is found in the second too', () => {
    const staff = { ...nothing, positionCodes: ['151510', '203090'], prescriberCodes: ['0000000', '9400003'] };
    expect(resolveRole(staff)).toBe('DOCTOR');
  });
});

describe('The role of a private practitioner', () => {
  it.each<[string, StaffCredentials, Role]>([
    ['registered and licensed', practice(true, 'Läkare'), 'PRIVATE_DOCTOR'],
    ['registered without a licence', practice(true), 'PRIVATE_DOCTOR_UNAUTHORISED'],
    ['licensed but not registered', practice(false, 'Läkare'), 'PRIVATE_DOCTOR_UNAUTHORISED'],
    ['with another licence', practice(true, 'Tandläkare', 'Sjuksköterska'), 'PRIVATE_DOCTOR_UNAUTHORISED'],
    [
      'in a doctor’s position without a licence',
      { ...practice(true), ...position('204010'), privatePractitioner: { registered: true } },
      'PRIVATE_DOCTOR_UNAUTHORISED',
    ],
  ])('%s', (_, staff, role) => {
    expect(resolveRole(staff)).toBe(role);
  });

  it('is that of any other for whom nothing is said of a practice', () => {
    expect(resolveRole({ ...licensed('Läkare'), privatePractitioner: null })).toBe('DOCTOR');
  });
});

describe('The ways to a role', () => {
  it('lead to every role', () => {
    const reached = ways.map(([, staff]) => resolveRole(staff));
    const privately = [practice(true, 'Läkare'), practice(false)].map(resolveRole);
    expect(new Set([...reached, ...privately])).toEqual(new Set(Object.keys(Role)));
  });
});
