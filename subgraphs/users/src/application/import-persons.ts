import { CommandError } from '@intygsgraf/kernel/server';
import { z } from 'zod';
import type { ReadPersons } from './read-persons.ts';

/** Longest wait for the person service to take them, milliseconds. */
const TIMEOUT = 30_000;

const taken = z.object({ added: z.int(), changed: z.int(), asBefore: z.int() });
export type TakenPersons = z.infer<typeof taken>;

/**
 * Gives persons to the person service that this system asks: `users` itself keeps none, it knows patients only as that
 * service tells of them. The nation's service takes none; the stand-in of a demo does, all or nothing. Throws CommandError.
 */
export async function importPersons(
  url: string,
  { persons, isOfNumbers }: Pick<ReadPersons, 'persons' | 'isOfNumbers'>,
): Promise<TakenPersons> {
  const response = await fetch(new URL('/persons', url), {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persons, onlyNew: isOfNumbers }),
    signal: AbortSignal.timeout(TIMEOUT),
  }).catch(() => {
    throw new CommandError(`The person service at ${url} does not answer: start it, then try again.`);
  });
  if (!response.ok)
    throw new CommandError(
      `The person service at ${url} takes no persons (${response.status}): only the stand-in of a demo does.`,
    );
  return taken.parse(await response.json());
}
