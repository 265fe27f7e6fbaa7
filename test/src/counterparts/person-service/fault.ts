import { setTimeout } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import { z } from 'zod';

const faultSchema = z.strictObject({
  mode: z.enum(['none', 'slow', 'down', 'garbage', 'hang']),
  /** Milliseconds; the default is well past the 2 s that our own callers wait (design.md, "Who may"). */
  delayMs: z.int().min(0).max(60_000).default(5_000),
});
export type FaultMode = z.infer<typeof faultSchema>['mode'];

/** How a counterpart misbehaves until told otherwise: `set` is the order, `misbehave` stands before the real answer. */
export function switchableFault(): { set: RequestHandler; misbehave: RequestHandler } {
  let fault = faultSchema.parse({ mode: 'none' });
  return {
    set: (request, response) => {
      fault = faultSchema.parse(request.body);
      response.json(fault);
    },
    misbehave: async (_request, response, next) => {
      const { mode, delayMs } = fault;
      if (mode === 'hang') return;
      if (mode === 'down') return void response.status(503).json({ error: 'UNAVAILABLE' });
      if (mode === 'garbage') return void response.json(garbage);
      // Not held open for: a test that is done does not wait for the answer.
      if (mode === 'slow') await setTimeout(delayMs, undefined, { ref: false });
      next();
    },
  };
}

/**
 * Valid JSON, the right status, nearly the contract: persons without their flags. A reader that checks nothing takes
 * the missing flag for "not protected", which is the worst answer there is.
 */
const garbage = { persons: [{ personId: 'okänd', status: 'FOUND' }] };
