import { DomainError, TEXTS } from '@intygsgraf/kernel/domain';
import { UserMessage } from '@intygsgraf/kernel/server';
import {
  Arg,
  Ctx,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
} from 'type-graphql';
import { changesSince, editionsOf } from '../application/registers/history.ts';
import { importByAdministrator, type ImportRun, importsOf } from '../application/registers/import-by-administrator.ts';
import { type ImportableRegister, READERS } from '../application/registers/importers.ts';
import { documentOf } from '../domain/fmb/catalogue.ts';
import { ImportState } from '../domain/registers/import-run.ts';
import { EntryChange, Register, type RegisterEdition } from '../domain/registers/register.ts';
import type { Context } from './context.ts';
import { guidanceOf } from './guidance.ts';
import { GuidanceType } from './guidance-types.ts';
import { RegisterSource, sourceOf } from './source.ts';

const ImportableRegisterName = Object.fromEntries(Object.keys(READERS).map((name) => [name, name]));
registerEnumType(ImportableRegisterName, {
  name: 'ImportableRegister',
  description: 'Registers that come in from their publishers’ files; what each is, see Register.',
  valuesConfig: Object.fromEntries(Object.keys(READERS).map((name) => [name, { description: `${name} of Register.` }])),
});
registerEnumType(ImportState, {
  name: 'ImportState',
  description: 'How far an import has come.',
  valuesConfig: {
    RUNNING: { description: 'It goes on; nothing of it is to be seen before its end.' },
    DONE: { description: 'It is over: the edition is in, or was in already.' },
    REFUSED: { description: 'The files or the edition are wrong; nothing changed.' },
    FAILED: { description: 'It broke off, or its process ended; nothing changed.' },
  },
});
registerEnumType(EntryChange, {
  name: 'EntryChange',
  description: 'What an edition did to an entry.',
  valuesConfig: {
    ADDED: { description: 'It is new.' },
    CHANGED: { description: 'It says something else.' },
    REMOVED: { description: 'It is gone.' },
  },
});

@ObjectType('RegisterEdition', { description: 'An edition of a register as it came in (revision).' })
class RegisterEditionType {
  @Field(() => RegisterSource, { description: 'The register, its revision, when it came in.' }) source!: RegisterSource;
  @Field(() => String, { description: 'Equal for equal content (SHA-256).' }) fingerprint!: string;
  @Field(() => Int, { description: 'Entries it has.' }) entries!: number;
  @Field(() => Int, { description: 'Entries that were new.' }) added!: number;
  @Field(() => Int, { description: 'Entries that it changed.' }) changed!: number;
  @Field(() => Int, { description: 'Entries that it no longer has.' }) removed!: number;
}

@ObjectType('RegisterChange', { description: 'What an edition did to an entry.' })
class RegisterChangeType {
  @Field(() => String, { description: 'Which entry: a code, or a kind and an id.' }) code!: string;
  @Field(() => Int, { description: 'Revision of the register that did it.' }) revision!: number;
  @Field(() => EntryChange, { description: 'What it did.' }) change!: EntryChange;
  @Field(() => String, { nullable: true, description: 'Its title since then, where it has one.' }) title?:
    | string
    | null;
}

@ObjectType('RegisterChanges', { description: 'What changed since a revision, by entry and revision.' })
class RegisterChanges {
  @Field(() => [RegisterChangeType], { description: 'A page of changes.' }) changes!: readonly RegisterChangeType[];
  @Field(() => String, { nullable: true, description: 'Where the next page begins; null on the last one.' })
  next?: string | null;
}

@InputType('ImportRegisterInput', { description: 'What to bring in.' })
class ImportRegisterInput {
  @Field(() => ImportableRegisterName, { description: 'The register.' }) register!: ImportableRegister;
  @Field(() => [String], {
    description: 'Names of files in the configured folder, or addresses that are allowed; 10 at most.',
  })
  sources!: readonly string[];
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Take an edition that lacks more than 5 % of the entries.',
  })
  acceptRemovals!: boolean;
}

@ObjectType('ImportCount', { description: 'Something that was counted.' })
class ImportCount {
  @Field(() => String, { description: 'What.' }) name!: string;
  @Field(() => Int, { description: 'How many.' }) count!: number;
}

@ObjectType('RegisterImport', { description: 'An import that somebody asked for here, and how far it has come.' })
class RegisterImportType {
  @Field(() => ID, { description: 'Its id.' }) id!: string;
  @Field(() => ImportableRegisterName, { description: 'The register.' }) register!: ImportableRegister;
  @Field(() => ImportState, { description: 'How far it has come.' }) state!: ImportState;
  @Field(() => Date, { description: 'When it began.' }) startedAt!: Date;
  @Field(() => Int, { nullable: true, description: 'Entries that its files hold; null until they are read.' })
  size?: number | null;
  @Field(() => Int, { description: 'Entries that are stored so far; none counts before all are.' }) stored!: number;
  @Field(() => [ImportCount], { description: 'What was counted in the files.' }) counts!: readonly ImportCount[];
  @Field(() => [String], { description: 'What was left out, by file and line or entry.' }) leftOut!: readonly string[];
  @Field(() => [String], { description: 'What is wrong, by file and line or entry.' }) refusals!: readonly string[];
  @Field(() => RegisterEditionType, {
    nullable: true,
    description: 'The edition; the one before, when it is the same; null until it is in.',
  })
  edition?: RegisterEditionType | null;
  @Field(() => Boolean, { description: 'It changed something.' }) isNew!: boolean;
}

@ObjectType('ImportRegisterError', { description: 'Why nothing was brought in.' })
class ImportRegisterError {
  @Field(() => String, { description: 'FORBIDDEN or IMPORT_REFUSED.' }) code!: string;
  @Field(() => UserMessage, { description: 'The same in words.' }) message!: UserMessage;
  @Field(() => [String], { description: 'What is wrong, by file and line or entry.' }) details!: readonly string[];
}

@ObjectType('ImportRegisterPayload', { description: 'The edition, or why nothing was brought in.' })
class ImportRegisterPayload {
  @Field(() => RegisterImportType, { description: 'The import: one that takes longer than an answer may is RUNNING.' })
  import!: RegisterImportType;
  @Field(() => RegisterEditionType, {
    nullable: true,
    description: 'The edition; the one before, when it is the same.',
  })
  edition?: RegisterEditionType | null;
  @Field(() => Boolean, { description: 'It changed something.' }) isNew!: boolean;
  @Field(() => [ImportCount], { description: 'What was counted in the files.' }) counts!: readonly ImportCount[];
  @Field(() => [String], { description: 'What was left out, by file and line or entry.' }) leftOut!: readonly string[];
  @Field(() => [ImportRegisterError], { description: 'Refusals; none when it came in.' })
  errors!: readonly ImportRegisterError[];
}

const editionOf = (edition: RegisterEdition): RegisterEditionType => ({ ...edition, source: sourceOf(edition) });

const importOf = ({ edition, counts, ...run }: ImportRun): RegisterImportType => ({
  ...run,
  edition: edition && editionOf(edition),
  counts: Object.entries(counts).map(([name, count]) => ({ name, count })),
});

/** Where a page of changes begins, as text that says nothing to a client. */
const cursorOf = (code: string, revision: number): string =>
  Buffer.from(JSON.stringify([code, revision])).toString('base64url');
function positionOf(cursor: string): { code: string; revision: number } {
  const [, code, revision] =
    /^\["((?:[^"\\]|\\.)+)",(\d{1,9})\]$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (!code || !revision) throw new DomainError('BAD_USER_INPUT', { argument: 'after' });
  return { code: String(JSON.parse(`"${code}"`)), revision: Number(revision) };
}

const titleOf = (content: unknown): string | null => {
  const { title, sentence } = (content ?? {}) as { title?: string; sentence?: string };
  return title ?? sentence ?? null;
};

@Resolver()
export class RegisterResolver {
  @Query(() => [RegisterEditionType], {
    nullable: true,
    description: 'The editions of a register, the newest first, 100 at most.',
  })
  async registerEditions(
    @Arg('register', () => Register, { description: 'The register.' }) register: Register,
    @Ctx() { em }: Context,
  ): Promise<readonly RegisterEditionType[]> {
    return (await editionsOf(em, register)).map(editionOf);
  }

  @Query(() => RegisterChanges, {
    nullable: true,
    description: 'What changed since a revision of a register: what its later editions added, changed and removed.',
  })
  async registerChanges(
    @Arg('register', () => Register, { description: 'The register.' }) register: Register,
    @Arg('since', () => Int, { description: 'Revision that is known; 0 for all.' }) since: number,
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many at most, 1–100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: '`next` of the page before.' }) after:
      | string
      | undefined,
    @Ctx() { em }: Context,
  ): Promise<RegisterChanges> {
    const { changes, hasMore } = await changesSince(em, register, since, first, after ? positionOf(after) : undefined);
    const last = changes.at(-1);
    return {
      changes: changes.map(({ content, ...rest }) => ({ ...rest, title: titleOf(content) })),
      next: hasMore && last ? cursorOf(last.code, last.revision) : null,
    };
  }

  @Query(() => GuidanceType, {
    nullable: true,
    description:
      'A document of the guidance by its id, as a revision of the register had it: what a certificate was written with. Null when there was none.',
  })
  async guidanceDocument(
    @Arg('id', () => ID, { description: 'The publisher’s id.' }) id: string,
    @Arg('revision', () => Int, { nullable: true, description: 'Revision of FMB; the current one unless given.' })
    revision: number | undefined,
    @Ctx() { catalogues }: Context,
  ): Promise<GuidanceType | null> {
    const catalogue = await (revision ? catalogues.fmbAt(revision) : catalogues.fmb());
    const found = catalogue && documentOf(catalogue, id);
    return found ? guidanceOf(catalogue, found, null) : null;
  }

  @Query(() => [RegisterImportType], {
    nullable: true,
    description:
      'Imports that were asked for here, the newest first, with their progress. FORBIDDEN for who may not import.',
  })
  async registerImports(
    @Arg('first', () => Int, { defaultValue: 10, description: 'How many at most, 1–100.' }) first: number,
    @Ctx() context: Context,
  ): Promise<readonly RegisterImportType[]> {
    return (await importsOf(context, first)).map(importOf);
  }

  @Mutation(() => ImportRegisterPayload, {
    description:
      'Brings a whole edition of a register in, all or nothing, for who is configured to. The same content again changes nothing. What takes long goes on after the answer: `registerImports` tells how far it is.',
  })
  async importRegister(
    @Arg('input', () => ImportRegisterInput, { description: 'What to bring in.' }) input: ImportRegisterInput,
    @Ctx() context: Context,
  ): Promise<ImportRegisterPayload> {
    const run = importOf(await importByAdministrator(context, input));
    const { edition, isNew, counts, leftOut, refusals: details } = run;
    const refused = run.state === 'REFUSED' || run.state === 'FAILED';
    const error = { code: 'IMPORT_REFUSED', message: TEXTS.IMPORT_REFUSED, details };
    return { import: run, edition: edition ?? null, isNew, counts, leftOut, errors: refused ? [error] : [] };
  }
}
