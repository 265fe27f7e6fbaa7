import { type Asked, kind } from '../kind.ts';
import { GIVE_AN_ANSWER } from './parts.ts';

/** Words that the form shows while its condition holds; there is nothing to answer. */
export type MessageQuestion = Asked<'message'>;

export const messageKind = kind<never, MessageQuestion>()({
  description: 'Words to the one who writes (meddelande); it takes no answer.',
  shape: {},
  missing: GIVE_AN_ANSWER,
  rules: {},
  silent: true,
  faults: () => [],
  fields: () => [],
  toTransport: () => [],
  fromTransport: () => undefined,
  show: (_, value) => value,
  text: () => [],
  form: () => ({}),
});
