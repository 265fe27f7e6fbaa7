import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { AccessError, dayInSweden, type Viewer, visibleProtections } from '../domain/index.ts';
import { AccessLog } from './access-log.ts';
import { inSession, type Session } from './database.ts';
import type { Caller } from './service-token.ts';

/** The clock of a process: real in production, moved by tests. */
export type Clock = () => Date;

/** Everything that a use case may know of the request it serves. */
export interface RequestContext {
  readonly caller: Caller;
  /** The request's one transaction. Not where each step has its own. */
  readonly em: EntityManager;
  /** The transaction's time. */
  readonly now: Date;
  /** `now` as a day in Sweden, `YYYY-MM-DD`. */
  readonly today: string;
  readonly accessLog: AccessLog;
  /** The user as the directory knows them. Throws FORBIDDEN when a service asks for itself. */
  viewer(): Viewer;
  /** The calling service. Throws FORBIDDEN when it is not one of these, or asks on behalf of a user. */
  onlyServices(...services: string[]): void;
  /**
   * A step in the session of the one who asks: in the request's transaction or, where each step has its own, in that.
   * No step within a step.
   */
  step<T>(work: (em: EntityManager) => Promise<T>): Promise<T>;
  /** A short transaction of its own in which all countable units of the viewer are seen, for numbers only. */
  counting<T>(work: (em: EntityManager) => Promise<T>): Promise<T>;
  /** A short transaction of its own without a user, for what must be stored whoever asks. */
  system<T>(work: (em: EntityManager) => Promise<T>): Promise<T>;
}

/** Finds the user in the directory. `users` looks in its own tables, the others ask `users`. */
export type FindViewer = (caller: Caller) => Promise<Viewer | undefined>;

export interface RequestOptions {
  readonly orm: MikroORM;
  /**
   * A second pool, for the short transactions within a request. From one pool, as many requests as it has connections
   * could each hold one and wait for another for ever.
   */
  readonly side: MikroORM;
  readonly clock: Clock;
  readonly findViewer: FindViewer;
  /**
   * Each step of a request is a short transaction of its own, so that none is open, and no connection held, while the
   * request waits for somebody outside. For who reads, and stores at most one thing.
   */
  readonly stepwise?: true;
}

/** A user of whom the directory was not asked reaches nothing that is of a unit. */
const sessionOf = (
  { user }: Caller,
  viewer: Viewer | undefined,
  units: readonly string[] = viewer?.unitsInScope ?? [],
): Session =>
  user ? { scope: 'user', units, protections: viewer ? visibleProtections(viewer) : [] } : { scope: 'system' };

/** Throws FORBIDDEN when the caller is not one of these services, or asks on behalf of a user. */
export function onlyServices({ service, user }: Caller, ...services: string[]): void {
  if (user || !services.includes(service)) throw new AccessError('FORBIDDEN');
}

/**
 * One request is one transaction: begun with the session of the one who asks, then the work, then the access-log rows,
 * then commit; only after that may anything be answered. Whatever fails, nothing is stored and nothing is said.
 */
export async function inRequest<T>(
  options: RequestOptions,
  caller: Caller,
  work: (request: RequestContext) => Promise<T>,
): Promise<T> {
  const viewer = caller.user ? await options.findViewer(caller) : undefined;
  if (caller.user && !viewer) throw new AccessError('FORBIDDEN');
  const asked = { caller, viewer, now: options.clock(), accessLog: new AccessLog() };
  const { now, accessLog } = asked;
  const own = <R>(step: (em: EntityManager) => Promise<R>): Promise<R> =>
    inSession(options.orm, sessionOf(caller, viewer), step);
  const store = (em: EntityManager): Promise<void> => accessLog.store(em, caller, now);
  if (options.stepwise) {
    const result = await work(contextOf(options, asked, { step: own }));
    if (!accessLog.isEmpty) await own(store);
    return result;
  }
  return own(async (em) => {
    const result = await work(contextOf(options, asked, { step: (step) => step(em), em }));
    await store(em);
    return result;
  });
}

/**
 * A request for what any signed-in user may read: published, and no patient's or unit's. The directory is not asked, and
 * each statement stands by itself, on connections whose session reaches no unit (`openStandingOrm`). Whoever asks for the
 * viewer all the same is refused.
 */
export async function inOpenRequest<T>(
  options: RequestOptions,
  open: MikroORM,
  caller: Caller,
  work: (request: RequestContext) => Promise<T>,
): Promise<T> {
  const em = open.em.fork() as EntityManager;
  const asked = { caller, viewer: undefined, now: options.clock(), accessLog: new AccessLog() };
  const result = await work(contextOf(options, asked, { step: (step) => step(em), em }));
  if (!asked.accessLog.isEmpty) throw new Error('what is logged is not for everybody');
  return result;
}

const noTransaction = (): never => {
  throw new Error('each step of this request has a transaction of its own');
};

interface Asked extends Pick<RequestContext, 'caller' | 'now' | 'accessLog'> {
  readonly viewer: Viewer | undefined;
}

const contextOf = (
  { side }: RequestOptions,
  { caller, viewer, now, accessLog }: Asked,
  { step, em }: Pick<RequestContext, 'step'> & { readonly em?: EntityManager },
): RequestContext => {
  const context = {
    caller,
    step,
    now,
    today: dayInSweden(now),
    accessLog,
    viewer(): Viewer {
      if (!viewer) throw new AccessError('FORBIDDEN');
      return viewer;
    },
    onlyServices: (...services: string[]) => onlyServices(caller, ...services),
    counting: <T>(count: (em: EntityManager) => Promise<T>) =>
      inSession(side, sessionOf(caller, viewer, viewer?.countableUnits), count),
    system: <T>(work: (em: EntityManager) => Promise<T>) => inSession(side, { scope: 'system' }, work),
  };
  // whoever copies the context does not ask for it; whoever asks is told
  return em ? { ...context, em } : Object.defineProperty(context as RequestContext, 'em', { get: noTransaction });
};
