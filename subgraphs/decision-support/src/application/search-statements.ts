import type { EntityManager } from '@mikro-orm/postgresql';
import type { Diagnosis, DiagnosisCodeSystem } from '../domain/diagnosis.ts';
import { begins, is, isLong, isNameLong, queryOf } from '../domain/diagnosis-search.ts';

/** A diagnosis by a name of its own. */
export interface Hit {
  readonly diagnosis: Diagnosis;
  readonly label: string;
  readonly isSynonym: boolean;
  /** The name is what was typed. */
  readonly isWhole: boolean;
}

/** What is looked for. */
export interface Asked {
  readonly em: EntityManager;
  readonly codeSystem: DiagnosisCodeSystem;
  readonly words: readonly string[];
  readonly wanted: number;
}

type Row = Diagnosis & Pick<Hit, 'label' | 'isSynonym' | 'isWhole'>;

/**
 * Asks a step, which is a function of the database (its migration has the statement): each diagnosis once, by its best
 * name. All in one statement, as every one costs more on its way than in the database.
 */
export async function hitsOf(
  { em, codeSystem, words, wanted }: Asked,
  step: `search_by_${string}`,
  parameters: Readonly<Record<string, unknown>> = {},
): Promise<Hit[]> {
  const rows = await em.execute<Row[]>(`select * from decision_support.${step}`, {
    codeSystem,
    typed: words.join(' '),
    wanted,
    ...parameters,
  });
  return rows.map(({ label, isSynonym, isWhole, ...diagnosis }) => ({ diagnosis, label, isSynonym, isWhole }));
}

/** Codes that begin so; the very one first. */
export const withCode = (asked: Asked, code: string): Promise<Hit[]> =>
  hitsOf(asked, 'search_by_code(:codeSystem, :code, :wanted)', { code });

/** Names that begin with so few letters, the very one first. */
export const withInitials = (asked: Asked): Promise<Hit[]> =>
  hitsOf(asked, 'search_by_initials(:codeSystem, :typed, :wanted)');

/**
 * Names with all of these words; the last one, which may still be typed, and long ones by their beginning. A name that
 * somebody has before them is looked for as a whole first. External causes in detail come last, when there is room.
 */
export function withWords(asked: Asked): Promise<Hit[]> {
  const { words } = asked;
  const whole = 'array(select jsonb_array_elements_text(:whole::jsonb))';
  return hitsOf(asked, `search_by_words(:codeSystem, :typed, :query::tsquery, ${whole}, :isNameLong, :wanted)`, {
    whole: JSON.stringify(words.map((word) => `% ${word} %`)),
    query: queryOf(words.map((word, place) => [place === words.length - 1 || isLong(word) ? begins(word) : is(word)])),
    isNameLong: isNameLong(words),
  });
}
