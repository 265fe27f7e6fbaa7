import { Command as Program, CommanderError } from 'commander';
import { DomainError, isErrorCode, TEXTS } from '../domain/index.ts';
import { StartError } from './environment.ts';

/** Where a command finds what it works on. Each throws a StartError when there is no such thing. */
export interface CommandSettings {
  /** The database as the app role of the command's own schema. */
  databaseUrl(): string;
  /** The person service that `users` asks. */
  personServiceUrl(): string;
  /** Addresses that imports may ask; those that begin as one of them may be asked. */
  importSources(): readonly string[];
}

/** What was typed, and what a command may use. */
export interface CommandCall {
  readonly files: readonly string[];
  /** The options that were given, without dashes. */
  readonly flags: ReadonlySet<string>;
  /** What was given with the options that take something, by their names. */
  readonly values: ReadonlyMap<string, string>;
  readonly settings: CommandSettings;
  readonly now: Date;
  /** Tells how far it is; not part of the report. */
  progress(line: string): void;
}

export interface CommandReport {
  /** For people, one sentence a line; nothing personal. */
  readonly lines: readonly string[];
  /** The same for programs (`--json`). */
  readonly data: Readonly<Record<string, unknown>>;
  /** What was looked at is not as it should be: the report is told, and the exit code is 1. */
  readonly failed?: boolean;
}

/** One thing that `npm run intyg` can do. */
export interface Command {
  /** As it is typed: a name, or a group and a name. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Which files it takes, in sentences. */
  readonly takes: string;
  /** Options by name, each with what it does; `clock <day>` takes something. */
  readonly options?: Readonly<Record<string, string>>;
  /** Whether these are for it: subgraphs may have a command of the same name, each for files of its own form. */
  accepts?(files: readonly string[]): Promise<boolean>;
  run(call: CommandCall): Promise<CommandReport>;
}

/** The commands of one subgraph, and where they find what they work on. */
export interface CommandGroup {
  readonly commands: readonly Command[];
  readonly settings: CommandSettings;
}

/** Exit codes: 0 done, 1 refused or failed, 2 not understood (usage, or a file in no form that is known). */
const [DONE, REFUSED, NOT_UNDERSTOOD] = [0, 1, 2] as const;
type ExitCode = typeof DONE | typeof REFUSED | typeof NOT_UNDERSTOOD;

/** Why a command changed nothing: one sentence, and perhaps what is wrong place by place. Nothing personal in either. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly details: readonly string[] = [],
    readonly exitCode: ExitCode = REFUSED,
  ) {
    super(message);
  }
}

/** Most faults that are told one by one. */
const MOST_TOLD = 20;

/** A refusal of what has these faults, each with its place. */
export function faulty(what: string, faults: readonly string[]): CommandError {
  const more = faults.length - MOST_TOLD;
  const details = more > 0 ? [...faults.slice(0, MOST_TOLD), `and ${more} more`] : faults;
  const counted = faults.length === 1 ? 'a fault' : `${faults.length} faults`;
  return new CommandError(`${what} has ${counted}, and nothing changed:`, details);
}

/** The file is in no form that the command reads. */
export class UnknownFormError extends CommandError {
  constructor(message: string, details: readonly string[] = []) {
    super(message, details, NOT_UNDERSTOOD);
  }
}

const EXIT_CODES = `
Exit codes: 0 done, 1 refused, failed or not as it should be, and nothing changed, 2 not understood (usage, or a file of an unknown form).`;

/** Runs what was typed; the exit code. `name` is how the program is called. */
export async function runCommands(
  name: string,
  groups: readonly CommandGroup[],
  args: readonly string[],
): Promise<ExitCode> {
  let code: ExitCode = DONE;
  const program = new Program(name).exitOverride().helpCommand(false).showHelpAfterError('(--help says more)');
  program.description('Work on the data of this system.').addHelpText('after', EXIT_CODES);
  const parents = new Map<string, Program>();
  const offered = groups.flatMap(({ commands, settings }) => commands.map((command) => ({ command, settings })));
  for (const [name, alike] of Map.groupBy(offered, ({ command }) => command.name)) {
    const commands = alike.map(({ command }) => command);
    const leaf = placeOf(program, parents, name).argument('<file...>', 'files or folders');
    leaf.summary(commands.map(({ summary }) => summary).join('; '));
    leaf.description(commands.map(({ summary, takes }) => `${summary}\n\n${takes}`).join('\n\n'));
    leaf.addHelpText('after', EXIT_CODES);
    const options = Object.assign({}, ...commands.map((command) => command.options)) as Record<string, string>;
    for (const [option, what] of Object.entries(options)) leaf.option(`--${option}`, what);
    leaf.option('--json', 'the report as one JSON object on standard output');
    leaf.action(async (files: string[], given: Record<string, unknown>) => {
      code = await runOne(alike, files, given);
    });
  }
  for (const [group, parent] of parents)
    parent.summary(parent.commands.map((leaf) => `${group} ${leaf.name()}`).join(', '));
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.code === 'commander.helpDisplayed' ? DONE : NOT_UNDERSTOOD;
    throw error;
  }
  return code;
}

/** A command stands in its group, or by itself. */
function placeOf(program: Program, parents: Map<string, Program>, name: string): Program {
  const [group = '', own] = name.split(' ');
  if (own === undefined) return program.command(group);
  const parent = parents.get(group) ?? program.command(group).helpCommand(false).addHelpText('after', EXIT_CODES);
  parents.set(group, parent);
  return parent.command(own);
}

interface Offered {
  readonly command: Command;
  readonly settings: CommandSettings;
}

/** The one of several commands of a name that takes these files. */
async function takerOf(alike: readonly Offered[], files: readonly string[]): Promise<Offered> {
  for (const offered of alike) if ((await offered.command.accepts?.(files)) ?? true) return offered;
  throw new UnknownFormError('The file is in no form that this command reads; --help tells which there are.');
}

/** What was given with the options of a command. */
function givenTo({ options = {} }: Command, given: Readonly<Record<string, unknown>>) {
  const flags = new Set<string>();
  const values = new Map<string, string>();
  for (const option of Object.keys(options)) {
    const [name = ''] = option.split(' ');
    // commander gives `--accept-removals` as `acceptRemovals`
    const value = given[name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())];
    if (value === true) flags.add(name);
    if (typeof value === 'string') values.set(name, value);
  }
  return { flags, values };
}

async function runOne(
  alike: readonly Offered[],
  files: readonly string[],
  given: Readonly<Record<string, unknown>>,
): Promise<ExitCode> {
  const progress = (line: string): void => console.error(line);
  try {
    const { command, settings } = await takerOf(alike, files);
    const call = { files, ...givenTo(command, given), settings, now: new Date(), progress };
    const { lines, data, failed = false } = await command.run(call);
    console.log(given['json'] ? JSON.stringify({ ok: !failed, ...data }) : lines.join('\n'));
    return failed ? REFUSED : DONE;
  } catch (error) {
    const { message, details, exitCode } = explained(error);
    if (given['json']) console.log(JSON.stringify({ ok: false, error: message, details }));
    else console.error([message, ...details.map((detail) => `  ${detail}`)].join('\n'));
    return exitCode;
  }
}

const UNREACHABLE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'ECONNRESET', '57P03']);
/** What PostgreSQL says of a table, schema or column that is not there. */
const NOT_MIGRATED = new Set(['42P01', '3F000', '42703']);
const NOT_LET_IN = new Set(['28P01', '28000', '42501']);

/** What may be said of an error: a driver's own message quotes the statement, and the statement has persons in it. */
function explained(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  if (error instanceof StartError) return new CommandError(error.message);
  if (error instanceof DomainError && isErrorCode(error.code)) return new CommandError(TEXTS[error.code].en);
  const code = codeOf(error);
  if (UNREACHABLE.has(code)) return new CommandError('The database does not answer: start it, then try again.');
  if (NOT_MIGRATED.has(code)) return new CommandError('The database lacks tables: run the migrations, then try again.');
  if (NOT_LET_IN.has(code))
    return new CommandError('The database refuses this role: name the app role in DATABASE_URL, then try again.');
  const name = error instanceof Error ? error.constructor.name : typeof error;
  return new CommandError(`It failed, and nothing changed (${[name, code].filter(Boolean).join(' ')}).`);
}

/** The code of an error or of what caused it. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}

/** Settings from the environment; `found` says where it is when the environment does not. */
export function commandSettings(found: Partial<CommandSettings> = {}): CommandSettings {
  const setting = (variable: string, fallback: (() => string) | undefined): string => {
    const given = process.env[variable];
    if (given) return given;
    if (fallback) return fallback();
    throw new StartError(`Say where to work: ${variable} is not set. CONTRIBUTING.md has the table of variables.`);
  };
  return {
    databaseUrl: () => setting('DATABASE_URL', found.databaseUrl),
    personServiceUrl: () => setting('PERSON_SERVICE_URL', found.personServiceUrl),
    importSources: found.importSources ?? (() => (process.env['IMPORT_SOURCES'] ?? '').split(',').filter(Boolean)),
  };
}
