import type { CertificateType } from '../domain/certificate-type.ts';
import fk7804v13 from './fk7804-1.3.ts';

/** Every certificate type and version. An explicit list: no folder is read, so source and build run alike. */
export const CERTIFICATE_TYPES: readonly CertificateType[] = [fk7804v13];

export const findCertificateType = (id: string, version: string): CertificateType | undefined =>
  CERTIFICATE_TYPES.find((type) => type.id === id && type.version === version);
