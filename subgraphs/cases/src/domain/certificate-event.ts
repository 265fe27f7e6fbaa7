import type { Criterion } from '@intygsgraf/kernel/domain';
import { type Case, CaseStatus, unhandled } from './case.ts';

/** Something that happened to a certificate, as `certificates` tells it. */
export interface CertificateEvent {
  readonly id: string;
  /** The national intygs-id. */
  readonly certificateId: string;
  readonly kind: string;
  readonly at: Date;
  /** HSA-id of who did it. */
  readonly actor: string | null;
  /** HSA-id of the care unit of the certificate. */
  readonly careUnit: string;
  /** What it was made of. */
  readonly parentId: string | null;
  readonly relation: string | null;
}

/** Which cases an event changes, and how. */
interface Effect {
  readonly of: Criterion<Pick<Case, 'status' | 'subject'>> & { readonly handledWith?: string };
  change(found: Case): Partial<Case>;
}

/** What an event does to cases about the certificate itself, and to those about what it was made of. */
interface Effects {
  readonly onCertificate?: Effect;
  readonly onParent?: Effect;
}

/** Who answers a complement request by signing, so it is handled; a copy of a locked draft answers nothing. */
const ANSWERING = ['COMPLEMENT', 'REPLACE', 'RENEW'];

const handledBy = ({ actor, at }: CertificateEvent, handledWith: string | null) => ({
  status: CaseStatus.HANDLED,
  handledAt: at,
  handledBy: actor,
  handledWith,
});

/**
 * What an event does to cases. Signing a certificate that complements, replaces or renews another one handles the
 * complement requests about that one, no other questions; a renewal only on the same care unit. Revoking one handles
 * all that is about it, and what had been handled by signing it is to be done again, unless that certificate is revoked
 * too. Source: domain.md §4.3 5(b), §4.4 3–4, §5.2, §11.3 C4 and C17.
 */
export function effectOf(
  event: CertificateEvent,
  about: { readonly careUnit: string; readonly revoked: boolean },
): Effects {
  const { kind, relation, certificateId } = event;
  const answers = relation !== null && ANSWERING.includes(relation);
  if (kind === 'CERTIFICATE_SIGNED') {
    const isOurs = relation !== 'RENEW' || event.careUnit === about.careUnit;
    if (!answers || !isOurs) return {};
    const requests = { ...unhandled, subject: { $in: ['COMPLEMENT'] } } satisfies Effect['of'];
    return { onParent: { of: requests, change: () => handledBy(event, certificateId) } };
  }
  if (kind !== 'CERTIFICATE_REVOKED') return {};
  const again: Effect = {
    of: { status: { $in: ['HANDLED'] }, handledWith: certificateId },
    change: () => ({ status: CaseStatus.WAITING_FOR_CARE, handledAt: null, handledBy: null, handledWith: null }),
  };
  return {
    onCertificate: { of: unhandled, change: () => handledBy(event, null) },
    ...(answers && !about.revoked && { onParent: again }),
  };
}
