import { CommandError, readAtMost } from '@intygsgraf/kernel/server';
import { isAllowedSource } from '../../domain/registers/source-address.ts';
import { LONGEST_FILE } from './read-file.ts';

/** Longest wait for a publisher's answer, milliseconds. */
const LONGEST_WAIT = 60_000;

/**
 * What a publisher answers at an address that the configuration allows. A redirect is not followed: it could lead to
 * where only we may ask. Throws CommandError.
 *
 * @param allowed addresses with a path that others begin with
 */
export async function fetchSource(address: string, allowed: readonly string[]): Promise<string> {
  if (!isAllowedSource(address, allowed))
    throw new CommandError('The address is not among those that IMPORT_SOURCES allows. Nothing changed.');
  let response: Response;
  try {
    response = await fetch(address, {
      redirect: 'error',
      headers: { accept: 'application/vnd.api+json, application/json' },
      signal: AbortSignal.timeout(LONGEST_WAIT),
    });
  } catch {
    throw new CommandError('The address does not answer, or points elsewhere, which is not followed. Nothing changed.');
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw new CommandError(`The address answers with ${response.status}. Nothing changed.`);
  }
  const bytes = await readAtMost(response, LONGEST_FILE).catch(() => {
    throw new CommandError('The answer broke off. Nothing changed.');
  });
  if (!bytes) throw new CommandError('The answer is too long. Nothing changed.');
  return new TextDecoder().decode(bytes);
}
