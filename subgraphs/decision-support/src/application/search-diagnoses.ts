import { DomainError } from '@intygsgraf/kernel/domain';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { DiagnosisCodeSystem } from '../domain/diagnosis.ts';
import { isInitial, typedCode, wordsOf } from '../domain/diagnosis-search.ts';
import { alike, withWordsAlike, withWordsWithin } from './search-likeness.ts';
import { type Hit, withCode, withInitials, withWords } from './search-statements.ts';

/** Most suggestions of an answer; a list of choices shows 18 (domain.md §7.5). */
const MOST = 50;
/** Longest search, characters: no title is longer than this. */
const LONGEST = 400;

export interface DiagnosisSearch {
  readonly search: string;
  readonly codeSystem: DiagnosisCodeSystem;
  /** How many at most, 1–50. */
  readonly first: number;
}

export interface FoundDiagnoses {
  readonly found: readonly Hit[];
  readonly hasMore: boolean;
}

/**
 * Current diagnoses by the beginning of their code, or by title and synonyms: the very name first, then names that begin
 * so, that have the words, that have them within a word; what is misspelt only when nothing else fits. Among equals the
 * familiar ones first, then the shorter name. Throws BAD_USER_INPUT.
 */
export async function searchDiagnoses(
  em: EntityManager,
  { search, codeSystem, first }: DiagnosisSearch,
): Promise<FoundDiagnoses> {
  if (first < 1 || first > MOST) throw new DomainError('BAD_USER_INPUT', { argument: 'first', most: MOST });
  if (search.length > LONGEST) throw new DomainError('BAD_USER_INPUT', { argument: 'search', most: LONGEST });
  const hits = await hitsOf(em, codeSystem, search, first + 1);
  return { found: hits.slice(0, first), hasMore: hits.length > first };
}

/** One step after another, each slower than the one before, until there are enough. */
async function hitsOf(
  em: EntityManager,
  codeSystem: DiagnosisCodeSystem,
  search: string,
  wanted: number,
): Promise<Hit[]> {
  const hits = new Map<string, Hit>();
  const add = (more: readonly Hit[]) => {
    for (const hit of more) if (!hits.has(hit.diagnosis.code) && hits.size < wanted) hits.set(hit.diagnosis.code, hit);
  };
  const isEnough = () => hits.size >= wanted || [...hits.values()].some(({ isWhole }) => isWhole);
  const words = wordsOf(search);
  const asked = { em, codeSystem, words, wanted };
  if (words.length === 0) return [];
  const code = typedCode(codeSystem, search);
  if (code) add(await withCode(asked, code));
  // what is a code is seldom a word as well
  if (code && hits.size > 0) return [...hits.values()];
  if (isInitial(words)) add(await withInitials(asked));
  if (hits.size < wanted) add(await withWords(asked));
  if (!isEnough()) add(await withWordsWithin(asked));
  if (hits.size === 0) add(await withWordsAlike(asked));
  if (hits.size === 0) add(await alike(asked));
  return [...hits.values()];
}
