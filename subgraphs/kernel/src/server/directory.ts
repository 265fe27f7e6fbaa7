import { AccessError, type PersonFacts, type Viewer } from '../domain/index.ts';
import type { SignedInUser, UserClaims } from './service-token.ts';
import { type SubgraphClient, UnavailableError } from './subgraph-client.ts';

/** What every other subgraph asks of `users`. */
export interface Directory {
  /** The user as the directory knows them now. Throws FORBIDDEN without an assignment on the unit, UNAVAILABLE. */
  viewer(user: UserClaims): Promise<Viewer>;
  /** Many users at once, null for those without an assignment on their unit. Throws UNAVAILABLE. */
  viewers(users: readonly SignedInUser[]): Promise<(Viewer | null)[]>;
  /** Another one after each change of what viewers are made of; until then they are as they were. Throws UNAVAILABLE. */
  revision(): Promise<string>;
  /**
   * The persons' facts, asked for at every create, open, sign and send; in the order of the question. A person the
   * service does not know, or any failure of it, is UNKNOWN. `unit` is the unit whose record it is about.
   */
  personFacts(personIds: readonly string[], unit: string): Promise<PersonFacts[]>;
  /** Whether the person service answers at all. Throws nothing: no answer is a no. */
  personServiceAnswers(): Promise<boolean>;
  /** The user as the writer of something from a unit. Throws FORBIDDEN when the unit is not theirs, UNAVAILABLE. */
  issuer(user: UserClaims, unit: string): Promise<Issuer>;
  /**
   * A member of staff and a unit as the directory has them now, whoever asks; null for what it has no more. Throws
   * UNAVAILABLE.
   */
  contact(user: UserClaims, asked: { readonly staff?: string; readonly unit: string }): Promise<Contact>;
  /** Where in the organisation the unit is that the user is signed in on. Throws FORBIDDEN, UNAVAILABLE. */
  selectedUnit(user: UserClaims): Promise<SelectedUnit>;
}

/** Who writes to a recipient, and from where, as the directory has them now; ids are HSA-ids. */
export interface Issuer {
  readonly hsaId: string;
  readonly fullName: string;
  readonly unit: {
    readonly hsaId: string;
    readonly name: string;
    readonly workplaceCode: string;
    readonly postalAddress: string;
    readonly postalCode: string;
    readonly city: string;
    readonly phone: string;
    readonly careProvider: { readonly hsaId: string; readonly name: string };
  };
}

/** How somebody and their unit are reached, and what they are. */
export interface Contact {
  readonly fullName: string | null;
  /** Befattningar, specialistkompetenser and förskrivarkoder; none of nobody. */
  readonly positions: readonly string[];
  readonly specialities: readonly string[];
  readonly prescriberCodes: readonly string[];
  readonly unit: Issuer['unit'] | null;
}

/** A unit with what it belongs to, all as HSA-ids. */
export interface SelectedUnit {
  readonly unit: string;
  /** The care unit (vårdenhet) that the unit belongs to; the unit itself when it is one. */
  readonly careUnit: string;
  readonly careProvider: string;
}

const VIEWER_FIELDS = 'hsaId role selectedUnit unitsInScope countableUnits';
const VIEWER = `query { viewer { ${VIEWER_FIELDS} } }`;
const VIEWERS = `query ($users: [SignedInUser!]!) { viewersOf(users: $users) { ${VIEWER_FIELDS} } }`;
const REVISION = 'query { directoryRevision }';
const PERSON_FACTS = `query ($personIds: [String!]!, $unit: ID!) {
  personFacts(personIds: $personIds, unit: $unit) { personId patientId protection deceased testIndicated } }`;
const UNIT_CONTACT = 'hsaId name workplaceCode postalAddress postalCode city phone careProvider { hsaId name }';
const ISSUER = `query { viewer { hsaId staff { givenName surname } units { ${UNIT_CONTACT} } } }`;
const CONTACT = `query ($of: [_Any!]!) { _entities(representations: $of) {
  ... on CareUnit { ${UNIT_CONTACT} } ... on Staff { givenName surname positions specialities prescriberCodes } } }`;
interface StaffName {
  readonly givenName: string;
  readonly surname: string;
}
interface StaffContact extends StaffName, Pick<Contact, 'positions' | 'specialities' | 'prescriberCodes'> {}
interface Issuing {
  readonly hsaId: string;
  readonly staff: StaffName | null;
  readonly units: readonly Issuer['unit'][];
}
const UNITS = 'query { viewer { units { hsaId careUnit { hsaId } careProvider { hsaId } } } }';
interface Unit {
  readonly hsaId: string;
  readonly careUnit: { readonly hsaId: string } | null;
  readonly careProvider: { readonly hsaId: string } | null;
}
const PERSON_SERVICE = 'query { personServiceAnswers }';

export function createDirectory(users: SubgraphClient): Directory {
  // identical questions under way are one question; nothing is kept once it is answered
  const underWay = new Map<string, Promise<Viewer>>();
  return {
    viewer(user) {
      const key = `${user.hsaId} ${user.unit} ${user.expiresAt} ${user.session ?? ''}`;
      const asked =
        underWay.get(key) ??
        users
          .ask<{ viewer: Viewer }>(VIEWER, {}, user)
          .then(({ viewer }) => viewer)
          .finally(() => underWay.delete(key));
      underWay.set(key, asked);
      return asked;
    },
    async viewers(asked) {
      return (await users.ask<{ viewersOf: (Viewer | null)[] }>(VIEWERS, { users: asked })).viewersOf;
    },
    async revision() {
      return (await users.ask<{ directoryRevision: string }>(REVISION, {})).directoryRevision;
    },
    async personFacts(personIds, unit) {
      if (personIds.length === 0) return [];
      const unknown = (personId: string): PersonFacts => ({
        personId,
        patientId: null,
        protection: 'UNKNOWN',
        deceased: false,
        testIndicated: false,
      });
      const answered = await users
        .ask<{ personFacts: PersonFacts[] }>(PERSON_FACTS, { personIds, unit })
        .catch(() => undefined);
      return answered?.personFacts ?? personIds.map(unknown);
    },
    async personServiceAnswers() {
      const answered = await users.ask<{ personServiceAnswers: boolean }>(PERSON_SERVICE, {}).catch(() => undefined);
      return answered?.personServiceAnswers ?? false;
    },
    async issuer(user, unit) {
      const { viewer } = await users.ask<{ viewer: Issuing | null }>(ISSUER, {}, user);
      const issuing = viewer?.units.find(({ hsaId }) => hsaId === unit);
      if (!viewer?.staff || !issuing) throw new AccessError('FORBIDDEN');
      const { givenName, surname } = viewer.staff;
      return { hsaId: viewer.hsaId, fullName: `${givenName} ${surname}`, unit: issuing };
    },
    async contact(user, { staff, unit }) {
      const of = [
        { __typename: 'CareUnit', hsaId: unit },
        ...(staff === undefined ? [] : [{ __typename: 'Staff', hsaId: staff }]),
      ];
      const { _entities } = await users.ask<{ _entities: [Issuer['unit'] | null, (StaffContact | null)?] }>(
        CONTACT,
        { of },
        user,
      );
      const [unitFound, person] = _entities;
      const { positions = [], specialities = [], prescriberCodes = [] } = person ?? {};
      const fullName = person ? `${person.givenName} ${person.surname}` : null;
      return { fullName, positions, specialities, prescriberCodes, unit: unitFound };
    },
    async selectedUnit(user) {
      const { viewer } = await users.ask<{ viewer: { units: Unit[] } }>(UNITS, {}, user);
      const found = viewer.units.find(({ hsaId }) => hsaId === user.unit);
      if (!found?.careProvider) throw new UnavailableError('UNAVAILABLE', { service: 'users' });
      const { hsaId: unit, careUnit, careProvider } = found;
      return { unit, careUnit: careUnit?.hsaId ?? unit, careProvider: careProvider.hsaId };
    },
  };
}
