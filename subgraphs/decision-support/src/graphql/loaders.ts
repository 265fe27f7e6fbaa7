import DataLoader from 'dataloader';
import { findDiagnoses } from '../application/diagnoses.ts';
import {
  findPredictions,
  type KeptPrediction,
  newestPredictions,
  type RiskContext,
} from '../application/srs/predictions.ts';
import { type Diagnosis, type DiagnosisKey, nameOf } from '../domain/diagnosis.ts';

export type Loaders = ReturnType<typeof createLoaders>;

/** One set for each request: a batch never mixes two who ask. */
export function createLoaders(context: RiskContext) {
  return {
    diagnosis: new DataLoader<DiagnosisKey, Diagnosis | null, string>((keys) => findDiagnoses(context.em, keys), {
      cacheKeyFn: nameOf,
    }),
    prediction: new DataLoader<string, KeptPrediction | null>((ids) => findPredictions(context, ids)),
    /** By the national id of a certificate or draft. */
    newestPrediction: new DataLoader<string, KeptPrediction | null>((ids) => newestPredictions(context, ids)),
  };
}
