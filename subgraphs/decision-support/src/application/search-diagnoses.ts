import { DomainError } from '@intygsgraf/kernel/domain';
import { type EntityManager, raw } from '@mikro-orm/postgresql';
import { DiagnosisEntity } from '../database/entities.ts';
import type { Diagnosis, DiagnosisCodeSystem } from '../domain/diagnosis.ts';
import { diagnosisPatterns } from '../domain/diagnosis-search.ts';

/** Most suggestions of an answer; a list of choices shows 18 (domain.md §7.5). */
const MOST = 50;
/** Longest search, characters. */
const LONGEST = 100;

export interface DiagnosisSearch {
  readonly search: string;
  readonly codeSystem: DiagnosisCodeSystem;
  /** How many at most, 1–50. */
  readonly first: number;
}

export interface FoundDiagnoses {
  readonly diagnoses: readonly Diagnosis[];
  readonly hasMore: boolean;
}

/**
 * Current diagnoses by the beginning of their code or by words of their title, the best first; none when nothing was
 * typed that a title has. Throws BAD_USER_INPUT.
 */
export async function searchDiagnoses(
  em: EntityManager,
  { search, codeSystem, first }: DiagnosisSearch,
): Promise<FoundDiagnoses> {
  if (first < 1 || first > MOST) throw new DomainError('BAD_USER_INPUT', { argument: 'first', most: MOST });
  if (search.length > LONGEST) throw new DomainError('BAD_USER_INPUT', { argument: 'search', most: LONGEST });
  const patterns = diagnosisPatterns(search);
  if (!patterns) return { diagnoses: [], hasMore: false };
  const likes = (alternatives: readonly string[]) =>
    alternatives.map((pattern) => ({ searchText: { $like: pattern } }));
  const rank = patterns.ranks.map(
    (all, place) => `when ${all.map(() => 'search_text like ?').join(' and ')} then ${place}`,
  );
  const rows = await em.find(
    DiagnosisEntity,
    { codeSystem, retiredOn: null, $and: patterns.every.map((alternatives) => ({ $or: likes(alternatives) })) },
    {
      // a short title says nothing but what was looked for
      orderBy: [
        { [raw(`case ${rank.join(' ')} else ${rank.length} end`, patterns.ranks.flat())]: 'asc' },
        { [raw('char_length(title)')]: 'asc' },
        { code: 'asc' },
      ],
      limit: first + 1,
    },
  );
  return { diagnoses: rows.slice(0, first), hasMore: rows.length > first };
}
