import { type Log, logSecurity } from '@intygsgraf/kernel/process';
import cors from 'cors';
import express, { type Express, type RequestHandler } from 'express';
import { parse as parseStrictly } from 'lossless-json';
import type { Origins } from '../http/origins.ts';
import { LIMITS } from '../limits.ts';
import { publicError } from '../public-errors.ts';

/**
 * Whoever sends it (any value) is no form and no image on a foreign page: a browser asks first whether it may.
 * Apollo's and Hive's customary name.
 */
const PREFLIGHT_HEADER = 'graphql-require-preflight';
const JSON_TYPE = /^application\/json(?:\s*;\s*charset=utf-8)?$/i;
/** Headers that would say who asks, or what, past the token and the method. Nobody here reads them. */
const PRETENDING = ['x-user-id', 'x-user', 'x-unit', 'x-hsa-id', 'x-http-method-override', 'x-method-override'];

/** Whether JSON says one thing only: no key twice, nothing after its end, no bytes that are no text. */
function isPlainJson(body: unknown): boolean {
  if (!Buffer.isBuffer(body)) return false;
  try {
    parseStrictly(new TextDecoder('utf-8', { fatal: true }).decode(body), null, Number);
    return true;
  } catch {
    return false;
  }
}

/**
 * A body that says, or shows, that it is larger than this is answered at once: the library that reads it would wait for
 * its end.
 */
export const within =
  (limit: number): RequestHandler =>
  (request, response, next) => {
    let received = 0;
    const refuse = (): void => {
      if (!response.headersSent)
        response
          .status(413)
          .setHeader('connection', 'close')
          .json({ errors: [publicError('BAD_USER_INPUT', { limit: 'body', maximum: limit })] });
    };
    if (Number(request.headers['content-length'] ?? 0) > limit) return refuse();
    request.on('data', (part: Buffer) => {
      received += part.length;
      if (received > limit) refuse();
    });
    next();
  };

/** What stands before every route: no request has more headers than ours have. */
export const fewHeaders: RequestHandler = ({ rawHeaders }, response, next) => {
  if (rawHeaders.length / 2 > LIMITS.headers) response.status(431).setHeader('connection', 'close').end();
  else next();
};

/**
 * The door of the graph, for every route behind it: pages of allowed origins only (a request without an origin is no
 * page), POST, an address without a query, JSON that says one thing, and a header that no simple request has.
 * Leaves the body's bytes in `request.body`.
 */
export function graphDoor(app: Express, origins: Origins, log: Log): void {
  const refuse =
    (status: number, code: string): RequestHandler =>
    (_request, response) => {
      logSecurity(log, 'refused', code);
      response
        .status(status)
        .json({ errors: [publicError(status === 403 ? 'FORBIDDEN' : 'BAD_USER_INPUT', { rule: code })] });
    };
  const unless = (isFine: (request: Parameters<RequestHandler>[0]) => boolean, refusal: RequestHandler) =>
    ((request, response, next) => (isFine(request) ? next() : refusal(request, response, next))) as RequestHandler;

  app.use(
    '/graphql',
    unless(({ headers }) => headers.origin === undefined || origins.has(headers.origin), refuse(403, 'FOREIGN_ORIGIN')),
    cors({
      origin: [...origins],
      methods: ['POST'],
      allowedHeaders: ['authorization', 'content-type', PREFLIGHT_HEADER],
      maxAge: 600,
    }),
    unless(
      ({ method }) => method === 'POST',
      (_, response) => void response.status(405).setHeader('allow', 'POST').end(),
    ),
    // nothing of a question belongs into an address: addresses are logged on their way
    unless(
      ({ originalUrl }) => !originalUrl.includes('?'),
      (_, response) => void response.status(404).end(),
    ),
    unless(({ headers }) => JSON_TYPE.test(headers['content-type'] ?? ''), refuse(415, 'NO_JSON')),
    unless(({ headers }) => headers[PREFLIGHT_HEADER] !== undefined, refuse(403, 'NO_PREFLIGHT_HEADER')),
    (request, _response, next) => {
      if (PRETENDING.some((name) => name in request.headers)) logSecurity(log, 'ignored', 'PRETENDING_HEADER');
      next();
    },
    within(LIMITS.body),
    express.raw({ type: () => true, limit: LIMITS.body, inflate: false }),
    unless(({ body }) => isPlainJson(body), refuse(400, 'AMBIGUOUS_JSON')),
  );
}
