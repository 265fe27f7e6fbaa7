import { randomUUID } from 'node:crypto';
import type { Catalogues } from '../application/registers/catalogues.ts';
import type { DiagnosisKey } from '../domain/diagnosis.ts';
import type { Language } from './card.ts';
import { cardsOf, type MadeCard } from './cards.ts';
import { type ConditionBundle, diagnosesIn, hasFailed, strangersPlace } from './conditions.ts';
import type { HookRequest } from './request.ts';
import { CONDITIONS, type Hook } from './services.ts';
import { toldOf } from './told-guidance.ts';

/** Why a well-formed call cannot be answered: what it needs was not prefetched, or it is of another patient. */
export type Unanswerable = { readonly missing: string } | { readonly stranger: string };

/** Guidance is for who writes certificates: a patient who looks at their own record gets none. */
const isProfessional = (userId: string): boolean => userId.startsWith('Practitioner');

interface Given {
  readonly bundle: ConditionBundle | null;
  /** Where it stands in the request. */
  readonly field: string;
}

/** The conditions of a call; undefined when they are needed and were not prefetched, or not all of them. */
function conditionsOf({ context, prefetch }: HookRequest): Given | undefined {
  if ('conditions' in context) return { bundle: context.conditions as ConditionBundle, field: 'context.conditions' };
  const given = prefetch?.[CONDITIONS];
  if (given === undefined || given?.resourceType === 'OperationOutcome') return undefined;
  if (given && hasFailed(given)) return undefined;
  return { bundle: given, field: `prefetch.${CONDITIONS}` };
}

/** The diagnoses of a call, or why there is no answer. Source: CDS Hooks 2.0, Prefetch Template (412). */
export function diagnosesOf(request: HookRequest): readonly DiagnosisKey[] | Unanswerable {
  const { userId, patientId } = request.context;
  const given = conditionsOf(request);
  if (!given) return { missing: `prefetch.${CONDITIONS}` };
  const { bundle, field } = given;
  if (!bundle) return [];
  const stranger = strangersPlace(bundle, patientId);
  if (stranger) return { stranger: `${field}.${stranger}` };
  return isProfessional(userId) ? diagnosesIn(bundle) : [];
}

/** Cards about some diagnoses, with what is kept of them. None while there is no guidance at all. */
export async function cardsFor(
  catalogues: Catalogues,
  diagnoses: readonly DiagnosisKey[],
  { hook, language }: { readonly hook: Hook; readonly language: Language },
): Promise<MadeCard[]> {
  if (diagnoses.length === 0) return [];
  const [fmb, icf] = [await catalogues.fmb(), await catalogues.icf()];
  if (!fmb) return [];
  return cardsOf(
    toldOf(fmb, diagnoses),
    { fmb, icf, language },
    // while a record is read, what there is not is no news; when a code is chosen, another may be
    { tellsOtherCodes: hook === 'problem-list-item-create', newId: randomUUID },
  );
}
