import type { RequestContext } from '@intygsgraf/kernel/server';
import DataLoader from 'dataloader';
import { findDiagnoses } from '../application/diagnoses.ts';
import { type Diagnosis, type DiagnosisKey, nameOf } from '../domain/diagnosis.ts';

export type Loaders = ReturnType<typeof createLoaders>;

/** One set for each request. */
export function createLoaders({ em }: Pick<RequestContext, 'em'>) {
  return {
    diagnosis: new DataLoader<DiagnosisKey, Diagnosis | null, string>((keys) => findDiagnoses(em, keys), {
      cacheKeyFn: nameOf,
    }),
  };
}
