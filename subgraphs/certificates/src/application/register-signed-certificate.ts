import { AccessError, dayInSweden, isUuid, parseHsaId, parsePersonId, type Role } from '@intygsgraf/kernel/domain';
import { AccessLog, type Directory } from '@intygsgraf/kernel/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { isDeepStrictEqual } from 'node:util';
import { CertificateEntity } from '../database/entities.ts';
import type { Answers } from '../domain/answers.ts';
import { type Certificate, CertificateError, signingRefusals } from '../domain/certificate.ts';
import type { CertificateType } from '../domain/certificate-type.ts';
import { judgingOf } from '../domain/draft.ts';
import { violations } from '../domain/validate.ts';
import { findCertificateType } from '../types/index.ts';

/** Who signed, and from which unit, as the directory knew them then. All but the role are HSA-ids. */
export interface Signer {
  readonly hsaId: string;
  readonly role: Role;
  readonly unit: string;
  /** The care unit that the unit belongs to; the unit itself when it is one. */
  readonly careUnit: string;
  readonly careProvider: string;
}

/** A certificate as it comes in: signed, not yet known here. */
export interface SignedCertificate {
  /** The national intygs-id. */
  readonly id: string;
  readonly typeId: string;
  readonly typeVersion: string;
  readonly signer: Signer;
  readonly signedAt: Date;
  /** 12 characters. */
  readonly personId: string;
  readonly answers: Answers;
}

/**
 * Takes in a signed certificate; the only way that one enters. The same id with the same content again changes nothing.
 * Refusals: CERTIFICATE_ID, CERTIFICATE_ID_TAKEN, CERTIFICATE_TYPE_UNKNOWN, SIGNED_IN_FUTURE, ANSWERS_NOT_VALID,
 * ROLE_MAY_NOT_SIGN, PATIENT_PROTECTED, PATIENT_DECEASED, PERSON_ID, HSA_ID, PU_PROBLEM. Needs the system scope.
 */
export async function registerSignedCertificate(
  em: EntityManager,
  directory: Pick<Directory, 'personFacts'>,
  input: SignedCertificate,
  now: Date,
): Promise<Certificate> {
  if (!isUuid(input.id)) throw new CertificateError('CERTIFICATE_ID');
  const known = await em.findOne(CertificateEntity, { id: input.id });
  if (known && !isSame(known, contentOf(input))) throw new CertificateError('CERTIFICATE_ID_TAKEN', { id: input.id });
  if (known) return known;

  const type = checkContent(input, now);
  const certificate = await signedCertificate(directory, type, input);
  await em.insert(CertificateEntity, certificate);
  const log = new AccessLog();
  const { id, personId, unit } = certificate;
  log.record({ activity: 'WRITE', resource: 'Certificate', resourceId: id, personId, unit });
  await log.store(em, { service: 'certificates' }, now);
  return certificate;
}

/** What the certificate itself decides; nobody has to be asked. */
function checkContent({ typeId, typeVersion, signer, signedAt, personId, answers }: SignedCertificate, now: Date) {
  const type = findCertificateType(typeId, typeVersion);
  if (!type) throw new CertificateError('CERTIFICATE_TYPE_UNKNOWN', { typeId, typeVersion });
  if (signedAt > now) throw new CertificateError('SIGNED_IN_FUTURE');
  // judged by the day it was signed on, whenever it comes in
  const today = dayInSweden(signedAt);
  parsePersonId(personId, today);
  for (const hsaId of [signer.hsaId, signer.unit, signer.careUnit, signer.careProvider]) parseHsaId(hsaId);
  const broken = violations(type, answers, judgingOf({ personId }, today));
  if (broken.length > 0)
    throw new CertificateError('ANSWERS_NOT_VALID', {
      violations: broken.map(({ field, rule }) => `${field} ${rule}`).join(', '),
    });
  return type;
}

/** The certificate to store, with the person's facts as they are now. */
async function signedCertificate(
  directory: Pick<Directory, 'personFacts'>,
  type: CertificateType,
  input: SignedCertificate,
): Promise<Certificate> {
  const { role, unit } = input.signer;
  const [person] = await directory.personFacts([input.personId], unit);
  if (!person?.patientId || person.protection === 'UNKNOWN') throw new AccessError('PU_PROBLEM');
  const [refusal] = signingRefusals({ type, role, person });
  if (refusal) throw new CertificateError(refusal);
  return {
    ...contentOf(input),
    status: 'SIGNED',
    patientId: person.patientId,
    protection: person.protection,
    testCertificate: person.testIndicated,
  };
}

type Content = Omit<Certificate, 'status' | 'sentAt' | 'patientId' | 'protection' | 'testCertificate'>;

function contentOf({ id, typeId, typeVersion, signer, signedAt, personId, answers }: SignedCertificate): Content {
  const { hsaId: signedBy, role: signedByRole, unit, careUnit, careProvider } = signer;
  return { id, typeId, typeVersion, unit, careUnit, careProvider, signedBy, signedByRole, signedAt, personId, answers };
}

const isSame = (known: Certificate, content: Content): boolean =>
  Object.entries(content).every(([name, value]) => isDeepStrictEqual(known[name as keyof Content], value));
