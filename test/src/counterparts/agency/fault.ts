import { z } from 'zod';
import { faultSwitch } from '../fault-switch.ts';

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

/** How the agency misbehaves. */
export const switchableFault = () => faultSwitch((told) => faultSchema.parse(told));
