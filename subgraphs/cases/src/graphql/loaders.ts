import DataLoader from 'dataloader';
import { casesOfCertificates, findCases, messagesOfCases, type ShownCase } from '../application/cases.ts';
import { type Counting, countEach } from '../application/unhandled.ts';
import { writtenAboutOf } from '../application/visible-certificates.ts';
import type { Writing } from '../application/write-to-agency.ts';
import type { WrittenAbout } from '../domain/correspondence.ts';

export type Loaders = ReturnType<typeof createLoaders>;

/** One set for each request: a batch never mixes two who ask. */
export function createLoaders(request: Writing & Counting) {
  return {
    caseById: new DataLoader<string, ShownCase | null>((ids) => findCases(request, ids)),
    casesOfCertificate: new DataLoader<string, ShownCase[]>((ids) => casesOfCertificates(request, ids)),
    deliveries: new DataLoader((certificateIds: readonly string[]) => request.outbox.of(request.em, certificateIds)),
    writtenAbout: new DataLoader<string, WrittenAbout | null>((ids) => writtenAboutOf(request, ids)),
    messages: new DataLoader((ids: readonly string[]) => messagesOfCases(request.em, ids)),
    unhandled: new DataLoader((units: readonly string[]) => countEach(request, units)),
  };
}
