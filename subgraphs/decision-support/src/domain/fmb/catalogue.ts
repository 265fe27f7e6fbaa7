import { normalCode, WIDEST } from '../diagnosis.ts';
import type { RegisterEdition, StoredEntry } from '../registers/register.ts';
import type { FmbContent, GuidanceDocument, RecommendedDegree, SickLeaveLength, TypicalCase } from './guidance.ts';

/** With the number of the edition that last changed it. */
export type Revised<Content> = Content & { readonly revision: number };

/** An edition of the guidance, to be looked up. */
export interface FmbCatalogue {
  readonly edition: RegisterEdition;
  readonly documents: ReadonlyMap<string, Revised<GuidanceDocument>>;
  /** By code of diagnosis. */
  readonly documentOf: ReadonlyMap<string, Revised<GuidanceDocument>>;
  /** By code of diagnosis, the shortest first and those without a length last. */
  readonly casesOf: ReadonlyMap<string, readonly Revised<TypicalCase>[]>;
}

/** What there is for a diagnosis. */
export interface FoundGuidance {
  /** The code that was asked about, upper case and without dot. */
  readonly code: string;
  /** The level that has guidance: the code itself, or the nearest wider one. */
  readonly resolvedCode: string;
  readonly document: Revised<GuidanceDocument>;
  readonly cases: readonly Revised<TypicalCase>[];
}

const daysOf = ({ maximum }: TypicalCase): number => maximum?.days ?? Number.POSITIVE_INFINITY;

/** Source: domain.md §7.1: ascending by days, those without any last. */
const byLength = (one: TypicalCase, other: TypicalCase): number =>
  daysOf(one) === daysOf(other) ? Number(one.id) - Number(other.id) : daysOf(one) - daysOf(other);

export function fmbCatalogue(edition: RegisterEdition, entries: readonly StoredEntry<FmbContent>[]): FmbCatalogue {
  const documents = new Map<string, Revised<GuidanceDocument>>();
  const documentOf = new Map<string, Revised<GuidanceDocument>>();
  const casesOf = new Map<string, Revised<TypicalCase>[]>();
  for (const { content, revision } of entries)
    if (content.kind === 'DOCUMENT') {
      const document = { ...content, revision };
      documents.set(content.id, document);
      for (const { code } of content.diagnoses) documentOf.set(code, document);
    } else
      for (const code of content.diagnoses) {
        const known = casesOf.get(code) ?? [];
        casesOf.set(code, [...known, { ...content, revision }].toSorted(byLength));
      }
  return { edition, documents, documentOf, casesOf };
}

/**
 * What is published for a diagnosis: at its own level, or at the nearest wider one down to three positions; undefined
 * when there is nothing. Source: domain.md §7.1.
 */
export function findGuidance({ documentOf, casesOf }: FmbCatalogue, written: string): FoundGuidance | undefined {
  const code = normalCode(written);
  for (let length = code.length; length >= WIDEST; length--) {
    const resolvedCode = code.slice(0, length);
    const document = documentOf.get(resolvedCode);
    if (document) return { code, resolvedCode, document, cases: casesOf.get(resolvedCode) ?? [] };
  }
  return undefined;
}

/** A recommended length for a diagnosis, and where it comes from. */
export interface Recommendation {
  /** The code that was asked about, upper case and without dot. */
  readonly code: string;
  /** The level that the recommendation is published for. */
  readonly resolvedCode: string;
  readonly guidanceId: string;
  readonly caseId: string;
  /** Number of the edition that last changed the typical case. */
  readonly revision: number;
  readonly maximum: SickLeaveLength;
  readonly degree: RecommendedDegree | null;
  readonly sentence: string;
  /** The edition that it was looked up in. */
  readonly edition: RegisterEdition;
}

/**
 * All recommended lengths for some diagnoses, in their order, the shortest of each first. Codes without guidance, and
 * typical cases without a length, are left out; several codes of one wider code each have their own.
 */
export const recommendationsFor = (catalogue: FmbCatalogue, codes: readonly string[]): Recommendation[] =>
  codes.flatMap((asked) => {
    const found = findGuidance(catalogue, asked);
    if (!found) return [];
    const { code, resolvedCode, document, cases } = found;
    return cases.flatMap(({ id, maximum, degree, sentence, revision }) =>
      maximum
        ? [
            {
              code,
              resolvedCode,
              guidanceId: document.id,
              caseId: id,
              revision,
              maximum,
              degree,
              sentence,
              edition: catalogue.edition,
            },
          ]
        : [],
    );
  });

/** A document by its id, with the typical cases of all its diagnoses; undefined when the edition has none. */
export function documentOf({ documents, casesOf }: FmbCatalogue, id: string): FoundGuidance | undefined {
  const document = documents.get(id);
  if (!document) return undefined;
  const cases = document.diagnoses.flatMap(({ code }) => casesOf.get(code) ?? []);
  const [code = ''] = document.diagnoses.map((diagnosis) => diagnosis.code);
  const once = [...new Map(cases.map((one) => [one.id, one])).values()].toSorted(byLength);
  return { code, resolvedCode: code, document, cases: once };
}
