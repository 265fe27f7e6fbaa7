/**
 * The variable that tells a measured process to have faults, so that a test sees the figures move: a measurement that
 * cannot fail measures nothing. It burns time with each write to a connection, and keeps memory for each one.
 */
export const PLANT = 'BENCH_PLANT';

/** Of one write to a connection, milliseconds of CPU: on a busy machine as on a quiet one. */
export const SLOWNESS = 2;
