import type { DeliveryStatus } from '@intygsgraf/kernel/server';
import DataLoader from 'dataloader';
import { deliveriesOf, signedDocumentsOf } from '../application/deliveries.ts';
import { guidanceKeptWith } from '../application/guidance.ts';
import { findCertificates } from '../application/read-certificates.ts';
import { findDrafts } from '../application/read-drafts.ts';
import { childrenOf, parentsOf } from '../application/relations.ts';
import type { Sending } from '../application/send-certificate.ts';
import { unitContacts, type UnitReading } from '../application/unit-contacts.ts';
import type { Certificate } from '../domain/certificate.ts';
import type { Contact } from '../domain/contacts.ts';
import type { Draft } from '../domain/draft.ts';
import type { Relation } from '../domain/relation.ts';
import type { KeptLength } from '../domain/sick-leave.ts';

export type Loaders = ReturnType<typeof createLoaders>;

/** One set for each request: a batch never mixes two who ask. */
export function createLoaders(reading: Sending & UnitReading) {
  return {
    certificate: new DataLoader<string, Certificate | null>((ids) => findCertificates(reading, ids)),
    /** Of certificates that were shown. */
    deliveries: new DataLoader<string, DeliveryStatus[]>((ids) => deliveriesOf(reading, ids)),
    /** Of certificates that were shown. */
    keptLengths: new DataLoader<string, readonly KeptLength[]>((ids) => guidanceKeptWith(reading.em, ids)),
    /** Of certificates that were shown. */
    signedDocument: new DataLoader<string, string | null>((ids) => signedDocumentsOf(reading, ids)),
    /** What certificates and drafts were made of; of those that were shown. */
    parent: new DataLoader<string, Relation | null>((ids) => parentsOf(reading.em, ids)),
    /** What was made of certificates and drafts that were shown. */
    children: new DataLoader<string, Relation[]>((ids) => childrenOf(reading.em, ids)),
    /** The addresses of units whose drafts were shown: a list asks for each unit once. */
    unitContact: new DataLoader<string, Contact | null>((units) => unitContacts(reading, units)),
    draft: new DataLoader<string, Draft | null>((ids) => findDrafts(reading, ids)),
  };
}
