import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { XmlDocument, XmlElement, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { describe, expect, it } from 'vitest';
import { type Question, type Subject, subjects } from './question.ts';
import { namespaces, sendMessageToCareXml } from './send-message-to-care.ts';

const projectRoot = resolve(import.meta.dirname, '../../../..');
const schemas = resolve(
  projectRoot,
  process.env['INTYG_PEER_DIR'] ?? '../shared/peer',
  'conformance/schemas/xsd/rivta/clinicalprocess-healthcond-certificate/schemas',
);
const withSchemas = existsSync(schemas);
if (!withSchemas) console.warn('SKIPPED: SendMessageToCare is not held against the official XSD; set INTYG_PEER_DIR.');
xmlRegisterFsInputProviders();

const question: Question = {
  certificateId: '3f0d2f6e-6f0c-4c5e-9d4e-0f6f0a6d9c01',
  unitHsaId: 'TSTNMT2321000156-ALMC',
  personId: '199001032391',
  subject: 'OTHER',
  text: 'Hur går det?',
};
const complement: Question = {
  ...question,
  subject: 'COMPLEMENT',
  heading: 'Komplettering av <intyget> & bilagan',
  text: 'Vi behöver veta mer.\r\nSvara gärna 😀',
  complements: [
    { questionId: '17', instance: 2, text: 'Vad klarar hen?' },
    { questionId: '35', text: 'Vad har ni sett?' },
  ],
  answerBy: '2026-12-01',
  messageId: '11111111-aaaa-4aaa-8aaa-111111111111',
  reference: 'FK-17',
  sentAt: '2026-11-15T09:30:00',
};

/** Holds the part of the envelope that `path` leads to against one of the official schemas. */
function validate(question: Question, path: string, schema: string): void {
  const file = resolve(schemas, schema);
  using xsd = XmlDocument.fromBuffer(readFileSync(file), { url: file });
  using validator = XsdValidator.fromDoc(xsd);
  using document = XmlDocument.fromString(sendMessageToCareXml(question));
  const part = document.get(path, namespaces);
  if (!(part instanceof XmlElement)) throw new Error(`no ${path} in the envelope`);
  validator.validate(part);
}
const message = '/soap:Envelope/soap:Body/m:SendMessageToCare';
const messageSchema = 'interactions/SendMessageToCareInteraction/SendMessageToCareResponder_2.0.xsd';
const addressSchema = 'core_components/itintegration_registry_1.0.xsd';

/** The text of an element of the message, as the care side reads it. */
function read(question: Question, path: string): string | undefined {
  using document = XmlDocument.fromString(sendMessageToCareXml(question));
  return document.get(`${message}/${path}`, namespaces)?.content;
}

describe.skipIf(!withSchemas)('Held against the official XSD, a message', () => {
  it.each(Object.keys(subjects) as Subject[])('is valid when it is about %s', (subject) => {
    validate({ ...question, subject }, message, messageSchema);
  });

  it('is valid with everything a complement request may have', () => {
    validate(complement, message, messageSchema);
  });

  it('is addressed as the basic profile 2.1 says', () => {
    validate(complement, '/soap:Envelope/soap:Header/registry:LogicalAddress', addressSchema);
  });

  it.each([
    ['a number that is no person number', { personId: '22850614AB14' }],
    ['a time with a zone', { sentAt: '2026-11-15T09:30:00Z' }],
    ['a question id that is no number', { complements: [{ questionId: 'q17', text: 'Vad?' }] }],
  ])('is refused with %s, so that the schema is really looked at', (_what, change) => {
    expect(() => validate({ ...complement, ...change }, message, messageSchema)).toThrow();
  });
});

describe('A message', () => {
  it('carries text byte for byte, with what XML would take for its own', () => {
    expect(read(complement, 'm:meddelande')).toBe(complement.text);
    expect(read(complement, 'm:rubrik')).toBe(complement.heading);
  });

  it('keeps the id it is given and gets a new one when it has none', () => {
    expect(read(complement, 'm:meddelande-id')).toBe(complement.messageId);
    expect(read(question, 'm:meddelande-id')).not.toBe(read(question, 'm:meddelande-id'));
  });

  it('says which kind of number the person has', () => {
    expect(read(question, 'm:patientPerson-id/types:root')).toBe('1.2.752.129.2.1.3.1');
    // The official test number above with 60 added to its day.
    const coordinated = { ...question, personId: '199001632391' };
    expect(read(coordinated, 'm:patientPerson-id/types:root')).toBe('1.2.752.129.2.1.3.3');
  });

  it('goes to the unit that issued the certificate', () => {
    expect(read(question, 'm:logiskAdressMottagare')).toBe(question.unitHsaId);
    expect(read(question, 'm:intygs-id/types:root')).toBe(question.unitHsaId);
  });
});
