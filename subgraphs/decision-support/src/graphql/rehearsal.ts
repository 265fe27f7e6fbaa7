import type { Rehearsal } from '@intygsgraf/kernel/server';

const SEARCH = `query ($search: String!, $codeSystem: DiagnosisCodeSystem!) {
  diagnoses(search: $search, codeSystem: $codeSystem) {
    hasMore suggestions { foundBy isSynonym isTooWide diagnosis { code codeSystem title } } } }`;

/** Together they take every step: by code, by first letters, by words, within words, among words alike, among names alike. */
const SEARCHES = [
  'f43',
  'd',
  'de',
  'dep',
  'depr',
  'smärta rygg',
  'akut stressreaktion',
  'artros',
  'deprission',
  'qxzvw',
];

/**
 * Connections that searches go through. Each has plans of its own to make, at its start and after every import; more of them
 * only wait for one another, as a search takes a millisecond of a processor.
 */
export const SEARCHING = 4;

/**
 * Before anybody searches. At 250 searches a second a process that has done nothing answers those of its first two seconds
 * in 60 ms and more, after this as all later ones.
 */
export const REHEARSAL: Rehearsal = {
  requests: (['ICD_10_SE', 'KSH_97_P'] as const).flatMap((codeSystem) =>
    SEARCHES.map((search) => ({ query: SEARCH, variables: { search, codeSystem } })),
  ),
  atOnce: SEARCHING,
  rounds: 8,
};
