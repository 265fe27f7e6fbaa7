import DataLoader from 'dataloader';
import { findCertificates } from '../application/read-certificates.ts';
import { findDrafts } from '../application/read-drafts.ts';
import type { Reading } from '../application/show.ts';
import type { Certificate } from '../domain/certificate.ts';
import type { Draft } from '../domain/draft.ts';

export type Loaders = ReturnType<typeof createLoaders>;

/** One set for each request: a batch never mixes two who ask. */
export function createLoaders(reading: Reading) {
  return {
    certificate: new DataLoader<string, Certificate | null>((ids) => findCertificates(reading, ids)),
    draft: new DataLoader<string, Draft | null>((ids) => findDrafts(reading, ids)),
  };
}
