import DataLoader from 'dataloader';
import { findCertificates, type Reading } from '../application/read-certificates.ts';
import type { Certificate } from '../domain/certificate.ts';

export type Loaders = ReturnType<typeof createLoaders>;

/** One set for each request: a batch never mixes two who ask. */
export function createLoaders(reading: Reading) {
  return {
    certificate: new DataLoader<string, Certificate | null>((ids) => findCertificates(reading, ids)),
  };
}
