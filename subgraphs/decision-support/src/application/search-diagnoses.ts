import { DomainError } from '@intygsgraf/kernel/domain';
import type { EntityManager } from '@mikro-orm/postgresql';
import { DiagnosisEntity } from '../database/entities.ts';
import type { Diagnosis, DiagnosisCodeSystem } from '../domain/diagnosis.ts';
import { isNameLong, isShort, typedCode, wordsOf } from '../domain/diagnosis-search.ts';
import { alike, begin, type Hit, withCode, withWords, withWordsAlike, withWordsWithin } from './search-statements.ts';

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

/** A diagnosis and the name that it was found by. */
export interface FoundDiagnosis {
  readonly diagnosis: Diagnosis;
  readonly label: string;
  readonly isSynonym: boolean;
}

export interface FoundDiagnoses {
  readonly found: readonly FoundDiagnosis[];
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
  const codes = hits.slice(0, first).map(({ code }) => code);
  const rows = codes.length > 0 ? await em.find(DiagnosisEntity, { codeSystem, code: { $in: codes } }) : [];
  const known = new Map(rows.map((row) => [row.code, row]));
  return {
    found: hits.slice(0, first).flatMap(({ code, label, isSynonym }) => {
      const diagnosis = known.get(code);
      return diagnosis ? [{ diagnosis, label, isSynonym }] : [];
    }),
    hasMore: hits.length > first,
  };
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
    for (const hit of more) if (!hits.has(hit.code) && hits.size < wanted) hits.set(hit.code, hit);
  };
  const isEnough = () => hits.size >= wanted;
  const words = wordsOf(search);
  const asked = { em, codeSystem, words, wanted };
  if (words.length === 0) return [];
  const code = typedCode(codeSystem, search);
  if (code) add(await withCode(asked, code));
  // what is a code is seldom a word as well
  if (code && hits.size > 0) return [...hits.values()];
  const isNamed = () => [...hits.values()].some(({ isWhole }) => isWhole);
  if (isShort(words) || isNameLong(words)) add(await begin(asked));
  if (isNamed() && isNameLong(words)) return [...hits.values()];
  if (!isEnough()) add(await withWords(asked, 'FAMILIAR'));
  if (!isEnough() && !isNamed()) add(await withWords(asked, 'EXTERNAL'));
  if (!isEnough() && !isNamed()) add(await withWordsWithin(asked));
  if (hits.size === 0) add(await withWordsAlike(asked));
  if (hits.size === 0) add(await alike(asked));
  return [...hits.values()];
}
