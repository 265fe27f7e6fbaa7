import DataLoader from 'dataloader';
import { type CaseReading, casesOfCertificates, findCases, messagesOfCases } from '../application/cases.ts';
import { type Counting, countEach } from '../application/unhandled.ts';
import type { Case } from '../domain/case.ts';

export type Loaders = ReturnType<typeof createLoaders>;

/** One set for each request: a batch never mixes two who ask. */
export function createLoaders(request: CaseReading & Counting) {
  return {
    caseById: new DataLoader<string, Case | null>((ids) => findCases(request, ids)),
    casesOfCertificate: new DataLoader<string, Case[]>((ids) => casesOfCertificates(request, ids)),
    messages: new DataLoader((ids: readonly string[]) => messagesOfCases(request.em, ids)),
    unhandled: new DataLoader((units: readonly string[]) => countEach(request, units)),
  };
}
