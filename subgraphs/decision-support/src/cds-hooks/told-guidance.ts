import type { DiagnosisKey } from '../domain/diagnosis.ts';
import { normalCode } from '../domain/diagnosis.ts';
import type { FmbCatalogue, FoundGuidance } from '../domain/fmb/catalogue.ts';
import { answerFor } from '../domain/fmb/panel.ts';

/** Guidance that a card tells of, and the diagnoses that it was found for. */
export interface ToldGuidance {
  /** Codes as they were asked about, upper case and without dot. */
  readonly codes: readonly string[];
  readonly found: FoundGuidance;
}

/** What there is to tell about some diagnoses. */
export interface Told {
  /** One for each code that has guidance, in the order of the diagnoses. */
  readonly guidance: readonly ToldGuidance[];
  /** Codes of KSH97-P, for which there is none. Source: domain.md §7.2. */
  readonly otherCodes: readonly string[];
}

/** More cards than this are no help. */
const MOST = 12;

/** Diagnoses that have the same guidance are told of together. */
export function toldOf(catalogue: FmbCatalogue, diagnoses: readonly DiagnosisKey[]): Told {
  const byCode = new Map<string, { codes: Set<string>; found: FoundGuidance }>();
  const otherCodes = new Set<string>();
  for (const diagnosis of diagnoses) {
    const { found, status } = answerFor(catalogue, diagnosis);
    if (status === 'OTHER_CODE_SYSTEM') otherCodes.add(normalCode(diagnosis.code));
    if (!found) continue;
    const known = byCode.get(found.resolvedCode);
    if (known) known.codes.add(found.code);
    else byCode.set(found.resolvedCode, { codes: new Set([found.code]), found });
  }
  const guidance = [...byCode.values()].slice(0, MOST).map(({ codes, found }) => ({ codes: [...codes], found }));
  return { guidance, otherCodes: [...otherCodes].slice(0, MOST) };
}
