import { database as certificatesDatabase, registerSignedCertificate } from '@intygsgraf/certificates';
import { inSession, openOrm } from '@intygsgraf/kernel/server';
import { createPersonService, database as usersDatabase, importDirectory, personFacts } from '@intygsgraf/users';
import { randomUUID } from 'node:crypto';
import { certificates as demoCertificates } from '../demo/data/certificates.ts';
import { persons } from '../demo/data/persons.ts';
import type { DatabaseRole } from '../demo/roles.ts';
import type { SignedIn } from '../support/people.ts';

const PROVIDER = 'TSTNMT2321000156-BENCH';
const CARE = 'Vård och behandling';

const unitId = (place: number): string => `TSTNMT2321000156-BU${String(place).padStart(4, '0')}`;

/** Units that subscribers are spread over, by place. The one after the last is the hot unit, that all of them watch. */
export const unitIds = (units: number): string[] => Array.from({ length: units + 1 }, (_, place) => unitId(place));
/** The unit whose cases are listed. */
export const LIST_UNIT = unitId(9_999);

/** Subscribers are users of their own, signed in on the unit that they watch beside the hot one. */
export const subscriber = (place: number, units: number): SignedIn => ({
  sub: `TSTNMT2321000156-BS${String(place).padStart(5, '0')}`,
  unit: unitId(place % units),
});
export const LISTER: SignedIn = { sub: 'TSTNMT2321000156-BLIST', unit: LIST_UNIT };

export interface World {
  url(role: DatabaseRole): string;
  readonly personServiceUrl: string;
  readonly agencyUrl: string;
  readonly subscribers: number;
  readonly units: number;
  readonly listed: number;
}

/** Brings the bench's data in, by the ways that data comes in: a case on each unit, and the list. */
export async function makeWorld(world: World): Promise<void> {
  const usersOrm = await openOrm(usersDatabase, world.url('users_app'));
  const certificatesOrm = await openOrm(certificatesDatabase, world.url('certificates_app'));
  const system = { scope: 'system' } as const;
  try {
    for (const part of directories(world)) await inSession(usersOrm, system, (em) => importDirectory(em, part));
    const personService = createPersonService(world.personServiceUrl);
    const facts = (ids: readonly string[], unit: string) =>
      personFacts((step) => inSession(usersOrm, system, step), personService, ids, unit);
    await inParallel([...unitIds(world.units), ...Array<string>(world.listed).fill(LIST_UNIT)], async (unit, place) => {
      const certificate = certificateOn(unit, place);
      await persistently(async () => {
        await inSession(certificatesOrm, system, (em) =>
          registerSignedCertificate(em, { personFacts: facts }, certificate, new Date()),
        );
        await ask(world.agencyUrl, certificate);
      });
    });
  } finally {
    await Promise.all([usersOrm.close(), certificatesOrm.close()]);
  }
}

const staff = ({ sub }: SignedIn, units: readonly string[]) => ({
  hsaId: sub,
  givenName: 'Bänk',
  surname: 'Doktor',
  licensedProfessions: ['Läkare'],
  positionCodes: [],
  prescriberCodes: [],
  assignments: units.map((unit) => ({ unit, purpose: CARE })),
});

/** In parts, as one statement takes only so many values. */
function* directories({ subscribers, units }: World) {
  const careUnits = [...unitIds(units), LIST_UNIT].map((hsaId) => ({
    hsaId,
    name: `Bänkens vårdcentral ${hsaId.slice(-4)}`,
    careProvider: PROVIDER,
    workplaceCode: '9900000000001',
    postalAddress: 'Provgatan 1',
    postalCode: '123 45',
    city: 'Alfastad',
    phone: '08-465 004 10',
    email: 'bench@alfa.example',
    subUnits: [],
  }));
  const careProviders = [{ hsaId: PROVIDER, name: 'Bänkregionen' }];
  yield { careProviders, careUnits, staff: [staff(LISTER, [LIST_UNIT])] };
  for (let first = 0; first < subscribers; first += 1_000) {
    const places = Array.from({ length: Math.min(1_000, subscribers - first) }, (_, place) => first + place);
    const people = places.map((place) => {
      const signedIn = subscriber(place, units);
      return staff(signedIn, [signedIn.unit, unitId(units)]);
    });
    yield { careProviders, careUnits, staff: people };
  }
}

const patients = persons.filter(({ protectedPerson, deceased, testIndicated }) =>
  [protectedPerson, deceased, testIndicated].every((flag) => !flag),
);

/** A demo certificate, as if the unit had issued it. */
function certificateOn(unit: string, place: number) {
  const { typeId, version: typeVersion, signedAt, answers } = demoCertificates[place % demoCertificates.length]!;
  const signer = { hsaId: LISTER.sub, role: 'DOCTOR', unit, careUnit: unit, careProvider: PROVIDER } as const;
  const { personId } = patients[place % patients.length]!;
  return { id: randomUUID(), typeId, typeVersion, signedAt: new Date(signedAt), answers, signer, personId };
}

/** Asks about the certificate. Throws when the question was not taken. */
async function ask(agencyUrl: string, { id, signer, personId }: ReturnType<typeof certificateOn>): Promise<void> {
  const body = { certificateId: id, unitHsaId: signer.unit, personId, subject: 'CONTACT', text: 'Ring oss.' };
  const response = await fetch(`${agencyUrl}/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    // always the same id: a question that was taken, but not in time, is not taken twice
    body: JSON.stringify({ ...body, messageId: id }),
  });
  const answer = await response.text();
  if (!/"resultCode":"(?:OK|INFO)"/.test(answer)) throw new Error(`a question of the bench was not taken: ${answer}`);
}

const TRIES = 5;

/** Again when it failed, as a busy machine makes one part give up on another; what was done is not done twice. */
async function persistently(work: () => Promise<void>, tries = TRIES): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (tries === 1) throw error;
    await persistently(work, tries - 1);
  }
}

/** A few at a time. */
async function inParallel<Item>(items: readonly Item[], work: (item: Item, place: number) => Promise<void>) {
  const left = items.entries();
  const worker = async (): Promise<void> => {
    for (const [place, item] of left) await work(item, place);
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}
