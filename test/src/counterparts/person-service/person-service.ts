import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { jsonService } from '../json-service.ts';
import { listen, type RunningServer } from '../listen.ts';
import { switchableFault } from './fault.ts';
import { keptPersons } from './kept-persons.ts';
import type { Person } from './person.ts';

export interface PersonServiceOptions {
  readonly persons: readonly Person[];
  readonly port?: number;
  /** Persons that were brought in are kept there from one start to the next; else they go with the process. */
  readonly file?: string;
}

const personId = z.string().regex(/^[0-9A-Z]{12}$/);
/** At most 100 ids a question, as the real service; an empty question asks only whether somebody is there. */
const question = z.strictObject({ personIds: z.array(personId).max(100) });
const forget = z.strictObject({ personId });
const change = z.strictObject({
  personId,
  givenName: z.string().min(1).exactOptional(),
  surname: z.string().min(1).exactOptional(),
  protectedPerson: z.boolean().exactOptional(),
  deceased: z.boolean().exactOptional(),
  testIndicated: z.boolean().exactOptional(),
  changedTo: personId.exactOptional(),
});

const imported = z.strictObject({
  /** Who is known stays as they are: what is brought has nothing to say of them but their number. */
  onlyNew: z.boolean().default(false),
  persons: z.array(
    z.strictObject({
      personId,
      givenName: z.string(),
      surname: z.string(),
      protectedPerson: z.boolean(),
      deceased: z.boolean(),
      testIndicated: z.boolean(),
    }),
  ),
});

/** Skatteverket's whole list of test numbers has 2 MB. */
const LARGEST = '8mb';

/**
 * Stands in for Personuppgiftstjänsten (PU). Person numbers travel in bodies only: not in an address, which every proxy
 * writes down, and not on the console.
 */
export function startPersonService({ persons, port, file }: PersonServiceOptions): Promise<RunningServer> {
  const kept = keptPersons(file);
  const register = new Map([...persons, ...kept.persons()].map((person) => [person.personId, person]));
  const fault = switchableFault();

  const service = jsonService((routes) => {
    routes.post('/persons', fault.misbehave, (request, response) => {
      const { personIds } = question.parse(request.body);
      response.json({ persons: personIds.map((id) => answer(id, register.get(id))) });
    });
    routes.patch('/persons', (request, response) => {
      const changed = change.parse(request.body);
      const person = register.get(changed.personId);
      if (!person) return void response.status(404).json({ error: 'NOT_FOUND' });
      register.set(person.personId, { ...person, ...changed });
      response.json(answer(person.personId, register.get(person.personId)));
    });
    routes.delete('/persons', (request, response) => {
      const forgotten = register.delete(forget.parse(request.body).personId);
      response.status(forgotten ? 204 : 404).end();
    });
    routes.put('/persons', (request, response) => {
      const { persons: brought, onlyNew } = imported.parse(request.body);
      const known = brought.filter((person) => register.has(person.personId));
      const asBefore = onlyNew ? known : known.filter((one) => isDeepStrictEqual(register.get(one.personId), one));
      const old = new Set(asBefore);
      const stored = brought.filter((one) => !old.has(one));
      kept.keep(stored);
      for (const person of stored) register.set(person.personId, person);
      const added = brought.length - known.length;
      response.json({ added, changed: stored.length - added, asBefore: asBefore.length });
    });
    routes.post('/fault', fault.set);
  }, LARGEST);
  return listen(() => service, port);
}

function answer(asked: string, person: Person | undefined) {
  if (!person) return { personId: asked, status: 'NOT_FOUND' as const };
  const { changedTo = asked, ...told } = person;
  return { ...told, personId: changedTo, status: 'FOUND' as const };
}
