import { z } from 'zod';

/**
 * Reads the environment against a schema. What is missing or wrong ends the process with one sentence that names each
 * variable and what it should hold (values are never printed: some are secrets).
 */
export function readEnvironment<Shape extends z.ZodRawShape>(shape: Shape): z.infer<z.ZodObject<Shape>> {
  const read = z.object(shape).safeParse(process.env);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.')} (${message})`).join(', ');
  throw new StartError(
    `The environment is not as it should be: ${faults}. CONTRIBUTING.md has the table of variables.`,
  );
}

/** A cause and a way out for whoever starts a process; printed as one sentence, without a stack. */
export class StartError extends Error {}

/** 0 lets the system pick; an empty variable is no 0. */
export const port = z
  .string()
  .regex(/^\d{1,5}$/, 'a port number')
  .transform(Number)
  .pipe(z.number().max(65_535));

const pairs = z
  .string()
  .transform((text) => text.split(',').map((pair) => pair.split('=') as [string, string]))
  .pipe(z.array(z.tuple([z.string().min(1), z.url()])));

/** `name=address,name=address`, as a map. */
export const addresses = pairs
  .refine((list) => new Set(list.map(([name]) => name)).size === list.length, 'each name once')
  .transform((list) => new Map(list));

/** `name=address,name=address`, as a map; a name that stands more than once has all its addresses. */
export const addressLists = pairs.transform(
  (list) =>
    new Map(
      [...Map.groupBy(list, ([name]) => name)].map(([name, of]) => [name, of.map(([, address]) => address)] as const),
    ),
);

/** `nats://[user:password@]host:port`, perhaps several of a cluster, separated by commas; `tls://` where it is demanded. */
export const natsServers = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.url({ protocol: /^(nats|tls)$/ })));
