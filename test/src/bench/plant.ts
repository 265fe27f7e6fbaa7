/**
 * A fault that a measured process can be told to have, so that a test sees the figures move: a measurement that cannot
 * fail measures nothing. `slow` burns time with each write to a connection, `fat` keeps memory for each one.
 */
export type Plant = 'slow' | 'fat';

/** The variable that carries it. */
export const PLANT = 'BENCH_PLANT';
