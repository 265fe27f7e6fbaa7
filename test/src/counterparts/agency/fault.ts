import type { RequestHandler } from 'express';
import { z } from 'zod';

const faultSchema = z.strictObject({
  /**
   * `info`, `error`: says so, whatever came; `fault`: a SOAP fault; `hang`: no answer; none of them stores anything.
   * `drop`: stores, then breaks the connection, so that the sender does not know.
   */
  mode: z.enum(['none', 'info', 'error', 'fault', 'hang', 'drop']),
  /** What `error` says. */
  errorId: z.enum(['VALIDATION_ERROR', 'APPLICATION_ERROR', 'TECHNICAL_ERROR', 'REVOKED']).default('TECHNICAL_ERROR'),
  /** How many messages it is for; without it, all. */
  times: z.int().min(1).exactOptional(),
});
export type AgencyFault = z.infer<typeof faultSchema>;

/** How the agency misbehaves until told otherwise, or for as many messages as it was told. */
export function switchableFault(): { set: RequestHandler; next(): AgencyFault } {
  let fault = faultSchema.parse({ mode: 'none' });
  let left = Number.POSITIVE_INFINITY;
  return {
    set: (request, response) => {
      fault = faultSchema.parse(request.body);
      left = fault.times ?? Number.POSITIVE_INFINITY;
      response.json(fault);
    },
    next() {
      if (left === 0) return { ...fault, mode: 'none' };
      left -= 1;
      return fault;
    },
  };
}
