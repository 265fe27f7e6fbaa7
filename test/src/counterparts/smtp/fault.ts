import { z } from 'zod';
import { faultSwitch } from '../fault-switch.ts';

const faultSchema = z.strictObject({
  /**
   * `refuse`: no such recipient (550); `later`: not now (451); `hang`: reads the mail and never answers; none of them
   * keeps anything. `drop`: keeps it, then breaks the connection, so that the sender does not know.
   */
  mode: z.enum(['none', 'refuse', 'later', 'hang', 'drop']),
  /** How many mails it is for, by their MAIL FROM; without it, all. */
  times: z.int().min(1).exactOptional(),
});
export type SmtpFault = z.infer<typeof faultSchema>;

/** How the mail server misbehaves. */
export const switchableFault = () => faultSwitch((told) => faultSchema.parse(told));
