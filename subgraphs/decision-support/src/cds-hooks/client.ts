import { AccessError } from '@intygsgraf/kernel/domain';
import { inSession } from '@intygsgraf/kernel/server';
import type { RequestHandler } from 'express';
import { useToken } from '../application/cds-hooks/used-tokens.ts';
import type { VerifyClient } from './client-token.ts';
import { refusal } from './errors.ts';
import type { CdsHooksOptions } from './routes.ts';

/** Where the journal system is found that a request is from. */
export const CLIENT = 'client';

/**
 * Lets a journal system pass that shows a token for one of these endpoints, which opens the door once. Before the body is
 * read: who is not known makes us read nothing.
 */
export const forClients =
  (
    { orm, clock, log }: CdsHooksOptions,
    verify: VerifyClient,
    endpointsOf: (id: string) => readonly string[],
  ): RequestHandler<{ id: string }> =>
  async ({ headers, params }, response, next) => {
    try {
      const token = await verify(headers.authorization, endpointsOf(params.id), clock());
      const isNew = await inSession(orm, { scope: 'system' }, (em) => useToken(em, token));
      if (!isNew) throw new AccessError('UNAUTHENTICATED');
      response.locals[CLIENT] = token.client;
    } catch (error) {
      if (!(error instanceof AccessError)) throw error;
      log.warn({ event: 'refused', code: 'UNAUTHENTICATED' }, 'security');
      response.setHeader('www-authenticate', 'Bearer');
      response.status(401).json({ errors: [refusal('UNAUTHENTICATED')] });
      return;
    }
    next();
  };
