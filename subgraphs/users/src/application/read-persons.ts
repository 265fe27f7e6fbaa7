import { DomainError, parsePersonId } from '@intygsgraf/kernel/domain';
import { CommandError, faulty, readTable, UnknownFormError } from '@intygsgraf/kernel/server';
import { z } from 'zod';
import { DECEASED, type PersonRecord, unnamed } from '../domain/person-record.ts';
import { faultsOf, filesIn, type JsonRecord, readJson } from './import-files.ts';

const named = z.object({ name: z.string().optional() }).optional();

/** The person service's own form. */
const current = z
  .object({
    personalIdentity: z.object({ extension: z.string() }),
    name: z.object({ givenName: named, middleName: named, surname: named }),
    protectedPersonIndicator: z.boolean(),
    protectedPopulationRecord: z.boolean().optional(),
    testIndicator: z.boolean(),
    deregistration: z.object({ deregistrationReasonCode: z.string().optional() }).optional(),
  })
  .transform(({ personalIdentity, name, deregistration, ...flags }): PersonRecord => ({
    personId: personalIdentity.extension,
    givenName: name.givenName?.name ?? '',
    surname: [name.middleName?.name, name.surname?.name].filter(Boolean).join(' '),
    protectedPerson: flags.protectedPersonIndicator || flags.protectedPopulationRecord === true,
    deceased: deregistration?.deregistrationReasonCode === DECEASED,
    testIndicated: flags.testIndicator,
  }));

/** Its form before 2018. */
const former = z
  .object({
    sekretessmarkering: z.enum(['J', 'N']),
    personpost: z.object({
      personId: z.string(),
      namn: z.object({ fornamn: z.string(), mellannamn: z.string().optional(), efternamn: z.string() }),
      avregistrering: z.object({ avregistreringsorsakKod: z.string().optional() }).optional(),
    }),
  })
  .transform(({ sekretessmarkering, personpost: { personId, namn, avregistrering } }): PersonRecord => ({
    personId,
    givenName: namn.fornamn,
    surname: [namn.mellannamn, namn.efternamn].filter(Boolean).join(' '),
    protectedPerson: sekretessmarkering === 'J',
    deceased: avregistrering?.avregistreringsorsakKod === DECEASED,
    testIndicated: false,
  }));

/** How a record of each form is known. */
const FORMS = [
  ['personalIdentity', current],
  ['personpost', former],
] as const;

const formOf = (value: unknown) =>
  FORMS.find(([field]) => typeof value === 'object' && value !== null && field in value)?.[1];

/** A person, and where they stand. */
interface Placed {
  readonly place: string;
  readonly person: PersonRecord;
}

/** Persons, and where those stand that do not come in. */
export interface ReadPersons {
  readonly persons: readonly PersonRecord[];
  readonly leftOut: readonly string[];
  /** A list of numbers: it says nothing of who is known already. */
  readonly isOfNumbers: boolean;
}

const NO_NUMBER = 'this is no personal, co-ordination or reserve number';

/**
 * Persons of files and folders: JSON as the person service has it now or had it, or Skatteverket's list of test numbers
 * (CSV, header personNr). A whole record whose number is none is left out; a line of the list that is none is a fault, as
 * the list may be cut there. Throws CommandError with every fault by place, never a number or a name; UnknownFormError.
 */
export async function readPersons(named: readonly string[], today: string): Promise<ReadPersons> {
  const isCsv = named.every((file) => file.endsWith('.csv'));
  const read = isCsv ? await fromCsv(named) : fromJson(await readJson(await filesIn(named, '.json')));
  const faults = read.faults;
  const leftOut: string[] = [];
  const found = new Map<string, Placed>();
  for (const { place, person } of read.persons) {
    const personId = personIdOf(person.personId, today);
    if (!personId) {
      (isCsv ? faults : leftOut).push(`${place}: ${NO_NUMBER}`);
      continue;
    }
    const known = found.get(personId);
    const same = { ...person, personId };
    if (known && JSON.stringify(known.person) !== JSON.stringify(same))
      faults.push(`${place}: the person is told otherwise at ${known.place}`);
    found.set(personId, known ?? { place, person: same });
  }
  if (faults.length > 0) throw faulty('The list of persons', faults);
  return { persons: [...found.values()].map(({ person }) => person), leftOut, isOfNumbers: isCsv };
}

interface Read {
  readonly persons: Placed[];
  readonly faults: string[];
}

function fromJson(records: readonly JsonRecord[]): Read {
  const strangers = records.filter(({ value }) => !formOf(value)).map(({ place }) => place);
  if (strangers.length > 0)
    throw new UnknownFormError(
      'This is no person in a form that is known (--help tells which are):',
      strangers.slice(0, 20),
    );
  const persons: Placed[] = [];
  const faults: string[] = [];
  for (const { place, value } of records) {
    const { success, data, error } = (formOf(value) ?? current).safeParse(value);
    if (success) persons.push({ place, person: data });
    else faults.push(...faultsOf(place, error));
  }
  return { persons, faults };
}

async function fromCsv(files: readonly string[]): Promise<Read> {
  const persons: Placed[] = [];
  for (const file of files) {
    for await (const { line, cells } of readTable(file, { delimiter: ',', quote: '"' })) {
      if (line === 1 && cells.join() !== 'personNr')
        throw new UnknownFormError('This is no list of persons that is known: its header is not “personNr”.');
      if (line === 1 || cells.every((cell) => cell === '')) continue;
      persons.push({ place: `line ${line}, column 1 (personNr)`, person: unnamed(cells.join(), line) });
    }
  }
  if (persons.length === 0) throw new CommandError('There is nobody in that list.');
  return { persons, faults: [] };
}

/** The number as the person service has it; lists write a hyphen before its last four characters. */
function personIdOf(text: string, today: string): string | undefined {
  try {
    return parsePersonId(text.replace(/^(.{8})-(.{4})$/, '$1$2'), today).value;
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}
