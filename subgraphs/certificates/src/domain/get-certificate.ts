import type { Certificate } from './certificate.ts';
import type { CertificateType } from './certificate-type.ts';

/** Health care, in kv_part. */
const CARE = 'HSVARD';

/** Who asks for a certificate on the national service platform. */
export interface Asker {
  /** In kv_part. */
  readonly part: string;
  /** The logical address that the message is for: of care, the HSA-id of the unit whose certificate it is. */
  readonly logicalAddress: string;
}

type Asked = Pick<Certificate, 'status' | 'sentAt' | 'unit' | 'careUnit' | 'protection'>;

/**
 * Whether a part may have a certificate: its recipient when it was sent there; care by the unit that issued it or that
 * unit's care unit, of a protected patient by the very unit and where the type may be about them. Nobody has a revoked
 * one, and the patient's way is not here. Source: domain.md §9.1 GetCertificate, §2.7, §6.3 logical address.
 */
export function mayGet(
  certificate: Asked,
  { recipient, protectedPatients }: Pick<CertificateType, 'recipient' | 'protectedPatients'>,
  { part, logicalAddress }: Asker,
): boolean {
  const { status, sentAt, unit, careUnit, protection } = certificate;
  if (status !== 'SIGNED') return false;
  if (part !== CARE) return part === recipient && Boolean(sentAt);
  if (protection === 'OPEN') return [unit, careUnit].includes(logicalAddress);
  return protection === 'PROTECTED' && protectedPatients && unit === logicalAddress;
}
