import express, { type ErrorRequestHandler, type Express } from 'express';
import { ZodError } from 'zod';

/**
 * An express service that speaks JSON only. What it refuses it does not repeat, neither to the caller nor to the
 * console: a refused body may hold person numbers.
 */
export function jsonService(routes: (service: Express) => void, limit = '100kb'): Express {
  const service = express().disable('x-powered-by').use(express.json({ limit }));
  routes(service);
  return service.use((_request, response) => void response.status(404).json({ error: 'NOT_FOUND' })).use(refuse);
}

/** express knows an error handler by its four parameters. */
const refuse: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const status = error instanceof ZodError ? 400 : statusOf(error);
  response.status(status).json({ error: status < 500 ? 'BAD_REQUEST' : 'INTERNAL_ERROR' });
};

/** The body parser's errors (no JSON, too large) carry the status they stand for. */
const statusOf = (error: unknown): number =>
  error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
