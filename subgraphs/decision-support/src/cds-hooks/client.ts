import { AccessError } from '@intygsgraf/kernel/domain';
import { type Clock, inSession, type Log } from '@intygsgraf/kernel/server';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Request, RequestHandler, Response } from 'express';
import { type UsedToken, useToken } from '../application/cds-hooks/used-tokens.ts';
import type { VerifyClient } from './client-token.ts';
import { refusal } from './errors.ts';

export interface ClientOptions {
  readonly orm: MikroORM;
  readonly clock: Clock;
  readonly log: Log;
}

/** What is answered. */
export interface Reply {
  readonly status: number;
  readonly body: object;
}

type HookRequest = Request<{ id: string }>;
/** What a call asks for, done in the transaction in which its token is used up. */
export type Work = (em: EntityManager, client: string) => Promise<Reply>;

/** Where the token is found of a journal system that was let pass. */
const TOKEN = 'token';

function turnAway(response: Response, log: Log): void {
  log.warn({ event: 'refused', code: 'UNAUTHENTICATED' }, 'security');
  response.setHeader('www-authenticate', 'Bearer');
  response.status(401).json({ errors: [refusal('UNAUTHENTICATED')] });
}

/** Lets a journal system pass with a token for one of these endpoints. Before the body: nobody else makes us read one. */
export const forClients =
  (
    { clock, log }: ClientOptions,
    verify: VerifyClient,
    endpointsOf: (id: string) => readonly string[],
  ): RequestHandler<{ id: string }> =>
  async ({ headers, params }, response, next) => {
    try {
      response.locals[TOKEN] = await verify(headers.authorization, endpointsOf(params.id), clock());
    } catch (error) {
      if (!(error instanceof AccessError)) throw error;
      turnAway(response, log);
      return;
    }
    next();
  };

/**
 * Answers a call once: the token is used up in the transaction of the work, a refusal's too, so that of many calls with
 * one token one is answered, whichever processes they come to.
 */
export const once =
  (
    { orm, log }: ClientOptions,
    workOf: (request: HookRequest, response: Response) => Work,
  ): RequestHandler<{ id: string }> =>
  async (request, response) => {
    const token = response.locals[TOKEN] as UsedToken;
    const work = workOf(request, response);
    const reply = await inSession(orm, { scope: 'system' }, async (em) =>
      (await useToken(em, token)) ? work(em, token.client) : undefined,
    );
    if (!reply) return turnAway(response, log);
    response.status(reply.status).setHeader('cache-control', 'no-store').json(reply.body);
  };
