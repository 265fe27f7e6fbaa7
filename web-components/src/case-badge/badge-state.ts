import type { LiveState } from '../live/subscription.ts';

/** Every state a badge can be in: `idle` before it knows whom to ask, `blocked` while the person service is down. */
export type BadgeState = LiveState | 'idle' | 'blocked';
