import { z } from 'zod';

/** Longest wait for the person service, milliseconds; after that it counts as not answering. Source: design, §3. */
const TIMEOUT = 2_000;
/**
 * Questions that wait at once for a service that has let one wait in vain, until it answers one again; others are refused
 * at once. Whoever asks has a transaction open, and a connection of the database, of which there are 10.
 */
const TRIALS = 3;
/** An answer to "are you there" is good for this long, milliseconds. */
const KEPT = 1_000;

const found = z.object({
  personId: z.string(),
  status: z.literal('FOUND'),
  givenName: z.string(),
  surname: z.string(),
  protectedPerson: z.boolean(),
  deceased: z.boolean(),
  testIndicated: z.boolean(),
});
const answer = z.object({
  persons: z.array(z.union([found, z.object({ personId: z.string(), status: z.literal('NOT_FOUND') })])),
});

/** A person as the person service (Personuppgiftstjänsten, PU) tells of them. */
export type Person = z.infer<typeof found>;

export interface PersonService {
  /**
   * Those that it knows by the very number that was asked. Whom it tells of by another number, or twice, is not known:
   * a person who has changed number is asked for by the new one. Rejects when it does not answer in time, or not as
   * agreed; at once, where it is known to be silent and others wait already.
   */
  find(personIds: readonly string[]): Promise<Map<string, Person>>;
  /** Whether it answers. */
  answers(): Promise<boolean>;
}

export function createPersonService(url: string, timeout = TIMEOUT): PersonService {
  const post = asOneWhoMayBeSilent((body: string) =>
    fetch(new URL('/persons', url), {
      method: 'POST', // a person number is never in an address
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(timeout),
    }),
  );
  const ask = async (personIds: readonly string[]) => {
    const response = await post(JSON.stringify({ personIds }));
    if (!response.ok) throw new Error(`the person service answered ${response.status}`);
    const { persons } = answer.parse(await response.json());
    const told = Map.groupBy(persons, ({ personId }) => personId);
    return new Map(
      personIds.flatMap((personId) => {
        const [person, ...others] = told.get(personId) ?? [];
        return person?.status === 'FOUND' && others.length === 0 ? [[personId, person] as const] : [];
      }),
    );
  };
  let asked = { at: 0, answers: Promise.resolve(false) };
  return {
    async find(personIds) {
      try {
        return await ask([...new Set(personIds)]);
      } catch (error) {
        // whoever asks next whether it answers is not told of before
        asked = { at: performance.now(), answers: Promise.resolve(false) };
        throw error;
      }
    },
    answers() {
      // many gateways ask often; the person service is asked once a second
      if (performance.now() - asked.at > KEPT)
        asked = {
          at: performance.now(),
          answers: ask([]).then(
            () => true,
            () => false,
          ),
        };
      return asked.answers;
    },
  };
}

/** Asks, but not for those who would only wait: once it was silent, few may try whether it still is. */
function asOneWhoMayBeSilent<Question, Answer>(ask: (question: Question) => Promise<Answer>) {
  let [isSilent, waiting] = [false, 0];
  return async (question: Question): Promise<Answer> => {
    if (isSilent && waiting >= TRIALS) throw new Error('the person service is silent');
    waiting += 1;
    try {
      const answered = await ask(question);
      isSilent = false;
      return answered;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'TimeoutError') isSilent = true;
      throw error;
    } finally {
      waiting -= 1;
    }
  };
}
