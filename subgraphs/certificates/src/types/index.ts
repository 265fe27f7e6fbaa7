import type { CertificateType } from '../domain/certificate-type.ts';
import fk7804v13 from './fk7804-1.3.ts';

/**
 * Every certificate type and version, the versions of a type from the oldest to the newest. An explicit list: no folder
 * is read, so source and build run alike.
 */
export const CERTIFICATE_TYPES: readonly CertificateType[] = [fk7804v13];

export const findCertificateType = (id: string, version: string): CertificateType | undefined =>
  CERTIFICATE_TYPES.find((type) => type.id === id && type.version === version);

/** The version of a type that comes last. */
export const newestCertificateType = (id: string): CertificateType | undefined =>
  CERTIFICATE_TYPES.findLast((type) => type.id === id);

/** The type that a message means by its code in kv_intygstyp and its version; the case of a code does not matter. */
export function certificateTypeOfMessage(code: string, version: string): CertificateType | undefined {
  const wanted = { code: code.trim().toUpperCase(), version: version.trim() };
  return CERTIFICATE_TYPES.find(
    (type) =>
      type.code.toUpperCase() === wanted.code && (type.messageVersions ?? [type.version]).includes(wanted.version),
  );
}
