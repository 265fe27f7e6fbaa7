import { LIMITED } from './parts/questions.ts';
import { tsBas } from './parts/ts-bas.ts';

/** Source: domain.md §3.9 (2026-11-21); text version 7.0 (2020-08-01). */
export default tsBas(
  {
    separately: '8.1',
    uncorrected: ['8.2', '8.3', '8.4'],
    corrected: ['8.5', '8.6', '8.7'],
    lenses: ['8.8', '8.9'],
  },
  { version: '7.0', messageVersions: ['7', '7.0'], contacts: ['UNIT'] },
  LIMITED,
);
