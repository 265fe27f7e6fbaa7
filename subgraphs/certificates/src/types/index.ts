import { type CertificateType, isInForce, newestOf } from '../domain/certificate-type.ts';
import af00213 from './af00213-1.0.ts';
import af00251 from './af00251-1.0.ts';
import db from './db-1.0.ts';
import doi from './doi-1.0.ts';
import fk7804v13 from './fk7804-1.3.ts';
import tstrk1007v68 from './tstrk1007-6.8.ts';
import tstrk1007v70 from './tstrk1007-7.0.ts';
import tstrk1009 from './tstrk1009-1.0.ts';
import tstrk1031v28 from './tstrk1031-2.8.ts';
import tstrk1031v30 from './tstrk1031-3.0.ts';
import tstrk1031v42 from './tstrk1031-4.2.ts';
import tstrk1062 from './tstrk1062-1.0.ts';
import ag114v10 from './ag114-1.0.ts';
import ag114v20 from './ag114-2.0.ts';
import ag7804v12 from './ag7804-1.2.ts';
import ag7804v20 from './ag7804-2.0.ts';
import fk7263v10 from './fk7263-1.0.ts';
import fk7800v13 from './fk7800-1.3.ts';
import fk7801v12 from './fk7801-1.2.ts';
import fk7802v11 from './fk7802-1.1.ts';
import fk7804v20 from './fk7804-2.0.ts';

/**
 * Every certificate type and version, the versions of a type from the oldest to the newest. An explicit list: no folder
 * is read, so source and build run alike.
 */
export const CERTIFICATE_TYPES: readonly CertificateType[] = [
  fk7804v13,
  tstrk1007v68,
  tstrk1007v70,
  tstrk1031v28,
  tstrk1031v30,
  tstrk1031v42,
  tstrk1009,
  tstrk1062,
  db,
  doi,
  af00213,
  af00251,
  fk7804v20,
  fk7800v13,
  fk7801v12,
  fk7802v11,
  fk7263v10,
  ag7804v12,
  ag7804v20,
  ag114v10,
  ag114v20,
];

export const findCertificateType = (id: string, version: string): CertificateType | undefined =>
  CERTIFICATE_TYPES.find((type) => type.id === id && type.version === version);

/** The version of a type that comes last. */
export const newestCertificateType = (id: string): CertificateType | undefined =>
  CERTIFICATE_TYPES.findLast((type) => type.id === id);

/** The version that comes last in the generation of a type on a day: what is made of its certificates is of that one. */
export const newestVersion = (type: CertificateType, today: string): CertificateType =>
  newestOf(CERTIFICATE_TYPES, type, today);

/** A type's name or code by its letters and figures: some write AG114 for AG1-14, and the case does not matter. */
export const bare = (code: string): string => code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

/** The type that a message means by its code in kv_intygstyp and its version. */
export function certificateTypeOfMessage(code: string, version: string): CertificateType | undefined {
  const wanted = { code: bare(code), version: version.trim() };
  return CERTIFICATE_TYPES.find(
    (type) => bare(type.code) === wanted.code && (type.messageVersions ?? [type.version]).includes(wanted.version),
  );
}

/** The type that a code in kv_intygstyp means to who begins a draft: of its versions in use on a day, the newest. */
export function certificateTypeInForce(code: string, today: string): CertificateType | undefined {
  const wanted = code.trim().toUpperCase();
  return CERTIFICATE_TYPES.findLast((type) => type.code.toUpperCase() === wanted && isInForce(type, today));
}
