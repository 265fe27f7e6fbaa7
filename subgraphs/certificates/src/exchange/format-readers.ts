import { XmlFault } from '@intygsgraf/kernel/server';
import { bare, CERTIFICATE_TYPES } from '../types/index.ts';
import type { CertificateType } from '../domain/certificate-type.ts';
import { prefill } from '../domain/prefill.ts';
import { readCertificateFile } from './contracts.ts';
import type { FormatReader, FormatReaders, Judgement } from './conformance.ts';
import type { ConformanceRow } from './conformance-index.ts';
import { utf8Of } from './file-encoding.ts';
import { judgeMessage, type PlacedViolation } from './judge-message.ts';
import { readPrefill } from './read-create-draft.ts';

const major = (version: string): string => version.split('.')[0] ?? '';

/** What a folder may call a type that has another code. Source: the folders' names of today's systems. */
const OTHER_NAMES: Readonly<Record<string, string>> = { TSBAS: 'TSTRK1007', TSDIABETES: 'TSTRK1031' };

/** The name of a row's type, `ts-bas-v7` or `TSTRK1007 (ts-bas)`, and the version in it. */
function namedBy({ type, certificateTypeCode }: ConformanceRow) {
  const [name = ''] = (certificateTypeCode ?? type).trim().split(' ');
  const [, own = '', version] = /^(.*?)(?:-v(\d+))?$/i.exec(name) ?? [];
  return { name: OTHER_NAMES[bare(own)] ?? bare(own), version };
}

/**
 * The type that a row is of. It may say its code, our id or what the folder calls it, and a major version only (`7`): then
 * it is the newest of that version. Without a version, the one that `said` in the file itself.
 */
export function typeOfRow(row: ConformanceRow, said?: string): CertificateType | undefined {
  const { name, version: inName } = namedBy(row);
  const version = row.version ?? inName ?? said;
  const named = CERTIFICATE_TYPES.filter(({ id, code }) => [bare(id), bare(code)].includes(name));
  const versionsOf = (own: CertificateType): readonly string[] => own.messageVersions ?? [own.version];
  return (
    named.find((own) => version !== undefined && versionsOf(own).includes(version.trim())) ??
    named.findLast((own) => version === undefined || versionsOf(own).some((known) => major(known) === major(version)))
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
  if (!typeOfRow(row)) return { notRead: 'there is no such type' };
  return verdictOf(() => {
    const message = readCertificateFile(bytes);
    const type = typeOfRow(row, message.version);
    if (!type) throw new XmlFault('The message is of a version that is not known');
    return judgeMessage(type, message, today).violations;
  });
};

/** A prefill passes when a draft of it can be begun: all of it can be read, answer by answer. */
const prefilled: FormatReader = (bytes, row, { today }) => {
  const type = typeOfRow(row);
  if (!type) return { notRead: 'there is no such type' };
  return verdictOf(() => {
    const { answers } = readPrefill(utf8Of(bytes));
    prefill(type, answers, { today });
    return [];
  });
};

/** An older contract passes when all of it can be read: the rules of its type came later. */
const older: FormatReader = (bytes) =>
  verdictOf(() => {
    readCertificateFile(bytes);
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
