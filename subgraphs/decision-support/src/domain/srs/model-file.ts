import type { Factor, HazardModel } from './model.ts';

/** A model's file, as its researchers' tool (R, pch) writes it in JSON, so far as it is read. */
export interface ModelFile {
  readonly class: string;
  readonly breaks: readonly number[];
  readonly terms: readonly string[];
  readonly factorLevels: Readonly<Record<string, readonly string[]>>;
  /** By `(Intercept)` and by term and level written together. */
  readonly beta: Readonly<Record<string, readonly number[]>>;
}

/** Which model a file's name says it is: `Model_F438A_v3.0.json`. */
export interface ModelName {
  /** Diagnosis code, upper case, no dot. */
  readonly code: string;
  /** As 3.0. */
  readonly version: string;
}

/** The name in a file's name; undefined when it has another form. Test models are named `PM_X99_v0.0`. */
export function modelName(file: string): ModelName | undefined {
  const [, code, version] = /^(?:Model|PM)_([A-Z]\d{2}\w{0,3})_v(\d+\.\d+)\.(?:json|rds)$/.exec(file) ?? [];
  return code && version ? { code, version } : undefined;
}

/** R quotes a name that is no plain one. */
const plain = (term: string): string => term.replaceAll('`', '');

/** What is wrong with a model's file, in one sentence; undefined when nothing is. */
export function modelFault({ class: kind, breaks, terms, factorLevels, beta }: ModelFile): string | undefined {
  if (kind !== 'pch') return 'it is no model of the class pch';
  const intervals = breaks.length - 1;
  if (intervals < 1 || breaks.some((end, place) => place > 0 && end <= (breaks[place - 1] ?? end)))
    return 'its intervals do not rise';
  const levelless = terms.find((term) => (factorLevels[plain(term)]?.length ?? 0) < 1);
  if (levelless !== undefined) return `the factor ${plain(levelless)} has no levels`;
  const expected = [
    '(Intercept)',
    ...terms.flatMap((term) => (factorLevels[plain(term)] ?? []).slice(1).map((level) => `${term}${level}`)),
  ];
  const missing = expected.find((name) => beta[name]?.length !== intervals);
  if (missing !== undefined) return `it has no coefficient of ${missing} for each of its ${intervals} intervals`;
  const more = Object.keys(beta).find((name) => !expected.includes(name));
  return more === undefined ? undefined : `the coefficient ${more} belongs to no factor`;
}

/** The model in a file without a fault. */
export function modelOf({ breaks, terms, factorLevels, beta }: ModelFile): HazardModel {
  const factors = terms.map((term): Factor => {
    const name = plain(term);
    const levels = (factorLevels[name] ?? []).map((value, place) => ({
      value,
      beta: place === 0 ? null : (beta[`${term}${value}`] ?? []),
    }));
    return { name, levels };
  });
  return { breaks, factors, intercept: beta['(Intercept)'] ?? [] };
}
