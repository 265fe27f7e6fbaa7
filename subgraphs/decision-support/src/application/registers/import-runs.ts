import { type Clock, CommandError, inSession, type Log } from '@intygsgraf/kernel/server';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { RegisterImportEntity } from '../../database/import-runs.ts';
import { RegisterError } from '../../domain/registers/edition-check.ts';
import { SIGN_OF_LIFE } from '../../domain/registers/import-run.ts';
import type { ImportableRegister, ReadSources } from './importers.ts';

/** What to bring in, for whom. */
export interface WantedImport {
  readonly register: ImportableRegister;
  /** HSA-id. */
  readonly by: string;
  readonly acceptRemovals: boolean;
  readonly now: Date;
  /** `now` as a day in Sweden. */
  readonly today: string;
  /** Reads the files. Throws CommandError. */
  read(): Promise<ReadSources>;
}

/** Imports that go on when whoever asked for them has their answer: a whole register takes longer than a request may. */
export interface ImportRuns {
  /** Begins an import: its id, and when it is over, whatever came of it. */
  begin(wanted: WantedImport): Promise<{ readonly id: string; readonly over: Promise<void> }>;
  /** Waits for those that run. */
  stop(): Promise<void>;
}

export interface ImportRunsOptions {
  /** A pool that no request's transaction is of. */
  readonly side: MikroORM;
  readonly clock: Clock;
  readonly log: Log;
}

type Progress = Parameters<EntityManager['nativeUpdate']>[2];

export function createImportRuns({ side, clock, log }: ImportRunsOptions): ImportRuns {
  // a request's transaction and session are no business of what outlives it
  const outside = AsyncLocalStorage.snapshot();
  const underWay = new Set<Promise<void>>();
  const system = <T>(work: (em: EntityManager) => Promise<T>): Promise<T> => inSession(side, { scope: 'system' }, work);
  const note = (id: string, progress: Progress): Promise<unknown> =>
    system((em) => em.nativeUpdate(RegisterImportEntity, { id }, { ...progress, seenAt: clock() }));

  const run = async (id: string, { read, now, today, acceptRemovals }: WantedImport): Promise<void> => {
    const known: { stored: number; size?: number } = { stored: 0 };
    const signs = setInterval(() => void note(id, { ...known }).catch(() => {}), SIGN_OF_LIFE);
    const told = await bring(known, { read, now, today, acceptRemovals }).catch((error: unknown) => {
      const refusals = refusalsOf(error);
      if (!refusals) log.error({ error }, 'import failed');
      return refusals ? { state: 'REFUSED', refusals } : { state: 'FAILED' };
    });
    clearInterval(signs);
    await note(id, { ...known, ...told });
  };

  const bring = async (
    known: { stored: number; size?: number },
    { read, now, today, acceptRemovals }: Omit<WantedImport, 'register' | 'by'>,
  ) => {
    const sources = await read();
    known.size = sources.size;
    const progress = (stored: number) => void (known.stored = stored);
    const { id: edition, isNew } = await system((em) => sources.store(em, { now, today, acceptRemovals, progress }));
    return { state: 'DONE', edition, isNew, counts: sources.counts, leftOut: [...sources.leftOut] };
  };

  return {
    begin: (wanted) =>
      outside(async () => {
        const id = randomUUID();
        const { register, by: startedBy, now } = wanted;
        const nothing = { stored: 0, counts: {}, leftOut: [], refusals: [], isNew: false };
        const row = { id, register, startedBy, startedAt: now, seenAt: now, state: 'RUNNING', ...nothing } as const;
        await system((em) => em.insert(RegisterImportEntity, row));
        const over = run(id, wanted)
          .catch((error: unknown) => log.error({ error }, 'import lost'))
          .finally(() => underWay.delete(over));
        underWay.add(over);
        return { id, over };
      }),
    async stop() {
      await Promise.all(underWay);
    },
  };
}

/** What is wrong with the files or the edition, line by line; undefined for what nobody foresaw. */
function refusalsOf(error: unknown): string[] | undefined {
  if (error instanceof CommandError) return [error.message, ...error.details];
  if (!(error instanceof RegisterError)) return undefined;
  const facts = Object.entries(error.facts).map(([name, fact]) => `${name}: ${String(fact)}`);
  return [`${error.code} ${facts.join(', ')}`];
}
