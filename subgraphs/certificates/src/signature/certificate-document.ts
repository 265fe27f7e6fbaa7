import { contractTime, CORE, coreTypes, type Issuer, TYPES } from '@intygsgraf/kernel/server';
import { dayInSweden } from '@intygsgraf/kernel/domain';
import { XmlDocument, type XmlElement } from 'libxml2-wasm';
import type { Answers } from '../domain/answers.ts';
import type { CertificateType } from '../domain/certificate-type.ts';
import { transportAnswers, type TransportValue } from '../domain/transport.ts';

/** Of RegisterCertificate 3, whose element a certificate is. */
export const REGISTER = 'urn:riv:clinicalprocess:healthcond:certificate:RegisterCertificateResponder:3';
/** Of the place for the signature (underskrift). */
const EXTENSION = 'urn:riv:clinicalprocess:healthcond:certificate:3.2';

/** Kv_intygstyp. Source: domain.md §3.0, OIDs. */
const TYPE_SYSTEM = 'b64ea353-e8f6-4832-b563-fc7d46f29548';

/** What a certificate says, for the one who is about to sign it. */
export interface CertificateContent {
  /** The national intygs-id. */
  readonly id: string;
  readonly type: CertificateType;
  /** 12 characters. */
  readonly personId: string;
  readonly issuer: Issuer;
  readonly signedAt: Date;
  readonly answers: Answers;
}

const { text, id, code, personId, staff } = coreTypes({ core: 'c', types: 't' });

/** A line ends with one character, or the next reader would make one of the other. */
const lines = (content: string): string => content.replaceAll(/\r\n?/g, '\n');

/** Neither name nor address: the recipient has them by the person number. Source: domain.md §1.8 P2. */
function addPatient(intyg: XmlElement, person: string, today: string): void {
  const patient = intyg.addElement('patient', 'c');
  personId(patient, 'c', 'person-id', person, today);
  for (const name of ['fornamn', 'efternamn', 'postadress', 'postnummer', 'postort']) text(patient, 'c', name, '');
}

function addValue(subAnswer: XmlElement, value: TransportValue): void {
  if ('text' in value) subAnswer.addText(lines(value.text));
  else if ('code' in value) code(subAnswer, 't', 'cv', value);
  else if ('quantity' in value) {
    const quantity = subAnswer.addElement('pq', 't');
    text(quantity, 't', 'value', value.quantity);
    text(quantity, 't', 'unit', value.unit);
  } else if ('partialDate' in value) {
    const partial = subAnswer.addElement('partialDate', 't');
    text(partial, 't', 'format', value.format);
    text(partial, 't', 'value', value.partialDate);
  } else {
    const period = subAnswer.addElement('datePeriod', 't');
    text(period, 't', 'start', value.start);
    text(period, 't', 'end', value.end);
  }
}

function addAnswers(intyg: XmlElement, type: CertificateType, answers: Answers, today: string): void {
  for (const { questionId, instance, subAnswers } of transportAnswers(type, answers, { today })) {
    const svar = intyg.addElement('svar', 'c');
    svar.setAttr('id', questionId);
    if (instance !== undefined) text(svar, 'c', 'instans', String(instance));
    for (const { id: subId, value } of subAnswers) {
      const delsvar = svar.addElement('delsvar', 'c');
      delsvar.setAttr('id', subId);
      addValue(delsvar, value);
    }
  }
}

/**
 * The certificate (intyg) as it is signed: an element of RegisterCertificate 3 as a document of its own, with the place
 * for the signature, still empty. The same content is the same text. When it was sent and what became of it are not in
 * it: they change. The order of the elements is the schema's.
 */
export function certificateDocument({
  id: certificateId,
  type,
  issuer,
  signedAt,
  ...content
}: CertificateContent): string {
  using document = XmlDocument.create();
  const intyg = document.createRoot('intyg', REGISTER, 'r');
  for (const [prefix, namespace] of Object.entries({ c: CORE, t: TYPES, u: EXTENSION }))
    intyg.addNsDeclaration(namespace, prefix);
  id(intyg, 'c', 'intygs-id', issuer.unit.hsaId, certificateId);
  code(intyg, 'c', 'typ', { code: type.code, codeSystem: TYPE_SYSTEM, displayName: type.name });
  text(intyg, 'c', 'version', type.version);
  text(intyg, 'c', 'signeringstidpunkt', contractTime(signedAt));
  addPatient(intyg, content.personId, dayInSweden(signedAt));
  staff(intyg, 'c', 'skapadAv', issuer);
  addAnswers(intyg, type, content.answers, dayInSweden(signedAt));
  intyg.addElement('underskrift', 'u');
  return document.toString({ format: false });
}
