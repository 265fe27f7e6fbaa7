import cors from 'cors';
import express, { type RequestHandler } from 'express';
import { parse as parseStrictly } from 'lossless-json';
import { type CdsError, refusal } from './errors.ts';

/** Largest body, bytes: some hundred conditions with all that is said of them. */
const LIMIT = 1_048_576;
const JSON_TYPE = /^application\/json(?:\s*;\s*charset=utf-8)?$/i;

const refuse =
  (status: number, ...errors: CdsError[]): RequestHandler =>
  (_request, response) =>
    void response.status(status).json({ errors });

/** Pages of the named origins, and whoever is no page: what has an origin that is not named is turned away. */
export const forOrigins = (origins: ReadonlySet<string>): RequestHandler[] => [
  (request, response, next) => {
    const { origin } = request.headers;
    if (origin === undefined || origins.has(origin)) next();
    else refuse(403, refusal('FORBIDDEN'))(request, response, next);
  },
  cors({
    origin: [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type', 'accept-language'],
    maxAge: 600,
  }),
];

/** A body of JSON that says one thing: no key twice, no bytes that are no text. Leaves what it says in `request.body`. */
export const jsonBody: RequestHandler[] = [
  (request, response, next) => {
    if (JSON_TYPE.test(request.headers['content-type'] ?? '')) next();
    else
      refuse(415, { ...refusal('BAD_USER_INPUT'), message: 'The body must be application/json.' })(
        request,
        response,
        next,
      );
  },
  express.raw({ type: () => true, limit: LIMIT, inflate: false }),
  (request, response, next) => {
    try {
      const bytes: unknown = request.body;
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes instanceof Uint8Array ? bytes : undefined);
      request.body = parseStrictly(text, null, Number);
    } catch {
      refuse(400, { ...refusal('BAD_USER_INPUT'), message: 'The body is no JSON that says one thing.' })(
        request,
        response,
        next,
      );
      return;
    }
    next();
  },
];
