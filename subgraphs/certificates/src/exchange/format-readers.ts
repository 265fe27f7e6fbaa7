import { XmlFault } from '@intygsgraf/kernel/server';
import { CERTIFICATE_TYPES, certificateTypeOfMessage } from '../types/index.ts';
import type { CertificateType } from '../domain/certificate-type.ts';
import { prefill } from '../domain/prefill.ts';
import { readCertificateMessage } from './contracts.ts';
import type { FormatReader, FormatReaders, Judgement } from './conformance.ts';
import type { ConformanceRow } from './conformance-index.ts';
import { judgeMessage, type PlacedViolation } from './judge-message.ts';
import { readPrefill } from './read-create-draft.ts';

const major = (version: string): string => version.split('.')[0] ?? '';

/**
 * The type that a row is of. It may name a major version only (`7`), and say more than the code (`TSTRK1007 (ts-bas)`):
 * then it is the newest of that version.
 */
export function typeOfRow({ type, certificateTypeCode, version }: ConformanceRow): CertificateType | undefined {
  const code = (certificateTypeCode ?? type).split(' ')[0] ?? '';
  const exact = certificateTypeOfMessage(code, version ?? '');
  if (exact) return exact;
  const versionsOf = (own: CertificateType): readonly string[] => own.messageVersions ?? [own.version];
  return CERTIFICATE_TYPES.findLast(
    (own) =>
      own.code.toUpperCase() === code.toUpperCase() &&
      versionsOf(own).some((known) => version === null || version === undefined || major(known) === major(version)),
  );
}

/** A violation in one line: where, which rule, in words. */
export const sentenceOf = ({ line, questionId, field, at, rule, text }: PlacedViolation): string =>
  `${line === undefined ? '' : `line ${line}: `}question ${questionId}, ${at === undefined ? field : `${field} ${at}`}: ${rule} (${text.en})`;

const faultSentence = ({ line, message }: XmlFault): string =>
  line === undefined ? message : `line ${line}: ${message}`;

/** A verdict, or what the contract does not allow as a fault. */
function verdictOf(judge: () => readonly PlacedViolation[]): Judgement {
  try {
    const violations = judge();
    return { verdict: violations.length === 0 ? 'pass' : 'fail', faults: violations.map(sentenceOf) };
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error;
    return { verdict: 'fail', faults: [faultSentence(error)] };
  }
}

const registerCertificate: FormatReader = (bytes, row, { today }) => {
  const type = typeOfRow(row);
  if (!type) return { notRead: 'there is no such type' };
  return verdictOf(() => judgeMessage(type, readCertificateMessage(bytes), today).violations);
};

/** A prefill passes when a draft of it can be begun: all of it can be read, answer by answer. */
const prefilled: FormatReader = (bytes, row, { today }) => {
  const type = typeOfRow(row);
  if (!type) return { notRead: 'there is no such type' };
  return verdictOf(() => {
    const { answers } = readPrefill(bytes);
    prefill(type, answers, { today });
    return [];
  });
};

/** An older contract passes when all of it can be read: the rules of its type came later. */
const older: FormatReader = (bytes) =>
  verdictOf(() => {
    readCertificateMessage(bytes);
    return [];
  });

/** The national formats, by the names that an index gives them. */
export const NATIONAL_FORMATS: FormatReaders = {
  'rivta-RegisterCertificate-v3-xml': registerCertificate,
  'rivta-Forifyllnad-xml': prefilled,
  'rivta-RegisterCertificate-v2-xml': registerCertificate,
  'rivta-RegisterCertificate-v1-xml': older,
  'legacy-RegisterMedicalCertificate-v3-xml': older,
  'legacy-RegisterTSBas-v1-xml': older,
  'legacy-RegisterTSDiabetes-v1-xml': older,
};
