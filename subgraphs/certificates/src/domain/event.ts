import type { RelationKind } from './relation.ts';

/** What happens to a certificate, from its first draft on (händelse). Source: design, "Events"; domain.md §4.11. */
export const CertificateEventKind = {
  /** SKAPAT. */
  DRAFT_CREATED: 'DRAFT_CREATED',
  /** RADERAT. */
  DRAFT_DELETED: 'DRAFT_DELETED',
  /** LAST. */
  DRAFT_LOCKED: 'DRAFT_LOCKED',
  /** SIGNAT. */
  CERTIFICATE_SIGNED: 'CERTIFICATE_SIGNED',
  /** SKICKAT. */
  CERTIFICATE_SENT: 'CERTIFICATE_SENT',
  /** MAKULERAT. */
  CERTIFICATE_REVOKED: 'CERTIFICATE_REVOKED',
} as const;
export type CertificateEventKind = keyof typeof CertificateEventKind;

/** An event as it is told: ids, and nothing of the patient. */
export interface CertificateEvent {
  readonly id: string;
  /** The national intygs-id. */
  readonly certificateId: string;
  /** Its place among the certificate's events, from 1. */
  readonly number: number;
  readonly kind: CertificateEventKind;
  readonly at: Date;
  /** HSA-id of who did it; null for what time does. */
  readonly actor?: string | null;
  /** HSA-id. */
  readonly unit: string;
  /** HSA-id. */
  readonly careUnit: string;
  /** What it was made of, and how. */
  readonly parentId?: string | null;
  readonly relation?: RelationKind | null;
}
