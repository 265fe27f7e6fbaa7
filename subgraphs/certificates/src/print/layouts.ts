import { GENERAL } from './general-layout.ts';

/**
 * Every layout by its name, in Typst: what a type of certificate names where its owner demands one of their own, and the
 * general one for all others. Source: domain.md §1.2 W42.
 */
export const LAYOUTS: Readonly<Record<string, string>> = { general: GENERAL };
