import { tsBas } from './parts/ts-bas.ts';

/** Source: domain.md §3.9, first paragraph (2026-11-21); text versions 6.7 and 6.8 (2016-04-01), which ask the same. */
export default tsBas(
  { uncorrected: ['8.1', '8.2', '8.3'], corrected: ['8.4', '8.5', '8.6'], lenses: ['8.7', '8.8'] },
  { version: '6.8', messageVersions: ['6.7', '6.8'], contacts: ['UNIT', 'PATIENT'], validTo: '2020-07-31' },
);
