import { StartError } from '@intygsgraf/kernel/server';
import { parseArgs } from 'node:util';
import { freePortFrom, isFree } from './ports.ts';
import { PROCESS_NAMES, PROCESSES, type ProcessName } from './processes.ts';

/** What has a port: the processes, and the database server. */
export type Listener = ProcessName | 'postgres';

const DEFAULTS: Readonly<Record<Listener, number>> = {
  ...(Object.fromEntries(PROCESS_NAMES.map((name) => [name, PROCESSES[name].port])) as Record<ProcessName, number>),
  postgres: 15_432,
};
const LISTENERS = Object.keys(DEFAULTS) as Listener[];

export const USAGE = `npm start -- [--reset] [--data <folder>] [--port <name>=<number>]…

  --reset                 deletes the database and the logs, and begins anew
  --data <folder>         the data folder, .data in the checkout unless another is named
  --port <name>=<number>  where to find ${LISTENERS.join(', ')};
                          or in the environment: GATEWAY_PORT, PERSON_SERVICE_PORT, …`;

export interface StartOptions {
  readonly help: boolean;
  readonly reset: boolean;
  readonly data: string | undefined;
  /** Ports that somebody chose. */
  readonly chosen: ReadonlyMap<Listener, number>;
}

const variable = (name: Listener): string => `${name.toUpperCase().replaceAll('-', '_')}_PORT`;

/** Throws a StartError for what it does not understand. An argument goes before the environment. */
export function readStartOptions(args: readonly string[], environment: NodeJS.ProcessEnv): StartOptions {
  const { help = false, reset = false, data, port = [] } = parse(args);
  const fromEnvironment = LISTENERS.flatMap((name) => {
    const value = environment[variable(name)];
    return value ? [[name, readPort(value, variable(name))] as const] : [];
  });
  const fromArguments = port.map((given) => {
    const [name = '', value = ''] = given.split('=');
    const listener = LISTENERS.find((known) => known === name);
    if (!listener) throw new StartError(`--port ${given}: there is no ${name}, only ${LISTENERS.join(', ')}.`);
    return [listener, readPort(value, `--port ${given}`)] as const;
  });
  return { help, reset, data, chosen: new Map([...fromEnvironment, ...fromArguments]) };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean' },
        reset: { type: 'boolean' },
        data: { type: 'string' },
        port: { type: 'string', multiple: true },
      },
    }).values;
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : ''}\n${USAGE}`);
  }
}

function readPort(text: string, where: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port <= 65_535) return port;
  throw new StartError(`${where}: a port is a number from 1 to 65535.`);
}

/** For each the chosen port, else the default one, else the next that is free and nobody's. Throws a StartError. */
export async function pickPorts<Name extends Listener>(
  names: readonly Name[],
  chosen: ReadonlyMap<Listener, number>,
): Promise<Record<Name, number>> {
  const taken = new Set(LISTENERS.map((name) => chosen.get(name) ?? DEFAULTS[name]));
  const picked = new Map<Name, number>();
  for (const name of names) {
    const port = await pickPort(name, chosen.get(name), taken);
    taken.add(port);
    picked.set(name, port);
  }
  return Object.fromEntries(picked) as Record<Name, number>;
}

async function pickPort(name: Listener, chosen: number | undefined, taken: ReadonlySet<number>): Promise<number> {
  const preferred = chosen ?? DEFAULTS[name];
  if (await isFree(preferred)) return preferred;
  if (chosen === undefined) return freePortFrom(preferred, taken);
  throw new StartError(
    `Port ${chosen}, chosen for ${name}, is taken: stop the program that has it, or choose another.`,
  );
}
