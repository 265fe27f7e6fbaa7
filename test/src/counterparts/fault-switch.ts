import type { RequestHandler } from 'express';

/** `none`: as it should be. `times`: how many messages it is for; without it, all. */
interface Fault {
  readonly mode: string;
  readonly times?: number;
}

/** How a counterpart misbehaves until told otherwise, or for as many messages as it was told; read by `parse`. */
export function faultSwitch<F extends Fault>(parse: (told: unknown) => F): { set: RequestHandler; next(): F } {
  const none = parse({ mode: 'none' });
  let fault = none;
  let left = Number.POSITIVE_INFINITY;
  return {
    set: (request, response) => {
      fault = parse(request.body);
      left = fault.times ?? Number.POSITIVE_INFINITY;
      response.json(fault);
    },
    next() {
      if (left === 0) return none;
      left -= 1;
      return fault;
    },
  };
}
