import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Person } from './person.ts';

/** Persons in a file, for the owner's eyes alone; nowhere when there is no file. */
export function keptPersons(file: string | undefined) {
  const read = (): Person[] =>
    file && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { persons: Person[] }).persons : [];
  return {
    persons: read,
    /** Adds persons; the file is the old one or the new one, whatever happens. */
    keep(persons: readonly Person[]): void {
      if (!file) return;
      const all = new Map([...read(), ...persons].map((person) => [person.personId, person]));
      writeFileSync(`${file}.new`, JSON.stringify({ persons: [...all.values()] }), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}
