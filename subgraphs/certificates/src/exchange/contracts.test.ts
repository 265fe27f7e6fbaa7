import { describe, expect, it } from 'vitest';
import fk7804 from '../types/fk7804-1.3.ts';
import tsBas from '../types/tstrk1007-7.0.ts';
import diabetes2 from '../types/tstrk1031-2.8.ts';
import diabetes4 from '../types/tstrk1031-4.2.ts';
import { certificateDocument } from '../signature/certificate-document.ts';
import { registerCertificate } from '../signature/register-certificate.ts';
import { XmlFault } from '@intygsgraf/kernel/server';
import { readCertificateFile, readCertificateMessage } from './contracts.ts';
import { judgeMessage } from './judge-message.ts';

const unit = {
  hsaId: 'TSTNMT2321000156-ALMC',
  name: 'Alfa',
  workplaceCode: '9900000000001',
  postalAddress: 'Provgatan 1',
  postalCode: '123 45',
  city: 'Alfastad',
  phone: '08-465 004 10',
  careProvider: { hsaId: 'TSTNMT2321000156-ALFA', name: 'Alfaregionen' },
};

const document = certificateDocument({
  id: '0fb1a36c-8f8e-4a52-9d9c-3d3a9c1d2b3e',
  type: fk7804,
  personId: '195801263053',
  issuer: { hsaId: 'TSTNMT2321000156-DRAA', fullName: 'Ängla Öman', unit },
  signedAt: new Date('2026-11-20T10:00:00Z'),
  answers: {
    '27.1': { boolean: true },
    '6.1': { diagnoses: [{ code: 'A09', codeSystem: 'ICD_10_SE', description: 'Magsjuka' }] },
    '32.1': { codedPeriods: [{ code: 'HELT_NEDSATT', from: '2026-11-20', to: '2026-11-27' }] },
  },
});
/** A line for each element, so that a place is a line. */
const xml = new TextDecoder()
  .decode(registerCertificate(new TextEncoder().encode(document), 'FKASSA'))
  .replaceAll('><', '>\n<');

const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What is said against a message, and on which line. */
function faultOf(message: Uint8Array): readonly [string, number | undefined] {
  try {
    readCertificateMessage(message);
    return ['', undefined];
  } catch (error) {
    if (error instanceof XmlFault) return [error.message, error.line];
    throw error;
  }
}

const lineOf = (text: string): number => xml.slice(0, xml.indexOf(text)).split('\n').length;

describe('A certificate that comes in', () => {
  it('is read whole, header and answers', () => {
    const message = readCertificateMessage(bytes(xml));
    expect(message).toMatchObject({
      id: { root: unit.hsaId, extension: '0fb1a36c-8f8e-4a52-9d9c-3d3a9c1d2b3e' },
      type: { code: 'LISJP' },
      version: '1.3',
      signedAt: '2026-11-20T11:00:00',
      patient: { personId: { root: '1.2.752.129.2.1.3.1', extension: '195801263053' } },
      issuer: { hsaId: 'TSTNMT2321000156-DRAA', fullName: 'Ängla Öman', unit },
      relations: [],
      statuses: [],
    });
    expect(judgeMessage(fk7804, message, '2026-11-20').violations).toEqual([]);
  });

  it('has its unknown question named, with the line that it stands on', () => {
    const asked = xml.replace('<c:svar id="27">', '<c:svar id="99">').replace('id="27.1"', 'id="99.1"');
    const { violations } = judgeMessage(fk7804, readCertificateMessage(bytes(asked)), '2026-11-20');
    expect(violations).toContainEqual(
      expect.objectContaining({ questionId: '99', rule: 'UNKNOWN_FIELD', line: lineOf('<c:svar id="27">') }),
    );
  });

  it('is read out of an envelope of SOAP 1.2, too, with one element in its body and no signature in its header', () => {
    const newer = xml.replaceAll(
      'http://schemas.xmlsoap.org/soap/envelope/',
      'http://www.w3.org/2003/05/soap-envelope',
    );
    expect(newer).not.toBe(xml);
    expect(readCertificateMessage(bytes(newer)).id.extension).toBe('0fb1a36c-8f8e-4a52-9d9c-3d3a9c1d2b3e');
    expect(faultOf(bytes(newer.replace('</soap:Body>', '<more/></soap:Body>')))[0]).toContain('one body element');
    const signed = newer.replace(
      '<soap:Header>',
      '<soap:Header><d:Signature xmlns:d="http://www.w3.org/2000/09/xmldsig#"/>',
    );
    expect(faultOf(bytes(signed))[0]).toBe('A header with a signature is not read');
  });

  it('is told what it repeats thousands of times once, at its first line', () => {
    const row = /<c:svar id="32">[\s\S]*?<\/c:svar>/.exec(xml)?.[0] ?? '';
    const stranger = '<c:svar id="99"><c:delsvar id="99.1">x</c:delsvar></c:svar>\n';
    const asked = xml.replace(row, () => stranger.repeat(5000) + row.repeat(1000));
    const { violations } = judgeMessage(fk7804, readCertificateMessage(bytes(asked)), '2026-11-20');
    expect(violations.map(({ questionId, rule, line }) => [questionId, rule, line])).toEqual([
      ['99', 'UNKNOWN_FIELD', lineOf(row)],
      ...['DUPLICATE_CODE', 'PERIOD_OVERLAP', 'PERIOD_OVERLAP'].map((rule) => ['32', rule, lineOf(row) + 5000 + 2]),
    ]);
  });

  it.each([
    ['is judged by its type', diabetes4, 0, expect.arrayContaining(['MANDATORY'])],
    ['may be numbered from 0 where nobody looks', diabetes4, 0, expect.not.arrayContaining(['INSTANCE'])],
    ['is numbered from 1 where somebody does', tsBas, 0, expect.arrayContaining(['INSTANCE'])],
    ['is not judged where no rules are published', diabetes2, 0, []],
  ])('%s', (_, type, instance, rules) => {
    const licence = { id: '1.1', value: { code: 'VAR1', codeSystem: 'e889fa20-1dee-4f79-8b37-03853e75a9f8' }, line: 1 };
    const concern = { ...licence, value: { code: 'IAV1', codeSystem: '24c41b8d-258a-46bf-a08a-b90738b28770' } };
    const answers = [{ questionId: '1', instance, line: 1, subAnswers: [type === diabetes4 ? licence : concern] }];
    const message = { ...readCertificateMessage(bytes(xml)), answers };
    expect(judgeMessage(type, message, '2026-11-20').violations.map(({ rule }) => rule)).toEqual(rules);
  });

  it('of TSTRK1031 2.8 is refused for what nobody could keep', () => {
    const strange = { id: '1.1', value: { text: 'C' }, line: 1 };
    const answers = [{ questionId: '1', instance: 1, line: 1, subAnswers: [strange] }];
    const { violations } = judgeMessage(diabetes2, { ...readCertificateMessage(bytes(xml)), answers }, '2026-11-20');
    expect(violations.map(({ rule }) => rule)).toEqual(['WRONG_KIND']);
  });

  it('has its unknown sub-answer named, with the line that it stands on', () => {
    const asked = xml.replace('id="27.1"', 'id="27.4"');
    const { violations } = judgeMessage(fk7804, readCertificateMessage(bytes(asked)), '2026-11-20');
    expect(violations).toContainEqual(
      expect.objectContaining({ field: '27.4', rule: 'UNKNOWN_FIELD', line: lineOf('<c:delsvar id="27.1">') }),
    );
  });
});

describe('A certificate in a file', () => {
  const bare = xml.replace(/^<\?.*?\?>\s*/, '');
  const declaring = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?>${bare}`;
  it('is read in the encoding that it says it is in', () => {
    for (const own of [
      Buffer.from(`\ufeff${xml}`),
      Buffer.from(`\ufeff${declaring('UTF-16')}`, 'utf16le'),
      Buffer.from(`\ufeff${bare}`, 'utf16le').swap16(),
      Buffer.from(declaring('ISO-8859-1'), 'latin1'),
      Buffer.from(declaring('windows-1252'), 'latin1'),
    ])
      expect(readCertificateFile(own)).toMatchObject({ issuer: { fullName: 'Ängla Öman' } });
  });

  it.each([
    ['a document type in UTF-16', Buffer.from('\ufeff<!DOCTYPE x><x/>', 'utf16le'), 'The message has a document type'],
    ['an encoding that nobody knows', bytes(declaring('EBCDIC')), 'is in an encoding that is not known'],
    [
      'half a letter',
      Buffer.from(`\ufeff${xml}`, 'utf16le').subarray(0, -1),
      'The file is not in utf-16le, as it says',
    ],
    ['another encoding than it says', Buffer.from(xml, 'latin1'), 'The message is not UTF-8'],
  ])('with %s is refused', (_, own, why) => {
    expect(() => readCertificateFile(own)).toThrow(why);
  });

  it('may say where schemas lie, and hold what a later version adds', () => {
    const more = xml
      .replace('<c:patient>', `<c:patient ${XSI} xsi:schemaLocation="urn:x http://127.0.0.1:1/x.xsd">`)
      .replace('</c:vardgivare>', '<x:more xmlns:x="urn:x" y="z">words</x:more></c:vardgivare>');
    expect(readCertificateFile(bytes(more)).answers).toHaveLength(3);
  });
});

describe('A file that is no certificate', () => {
  const utf16 = Buffer.from(`\ufeff${xml}`, 'utf16le');
  it.each([
    ['that is empty', bytes(''), 'The message is not well-formed XML', 1],
    ['of another format', bytes('{"a": 1}'), 'The message is not well-formed XML', 1],
    ['that is cut', bytes(xml.slice(0, -40)), 'The message is not well-formed XML', xml.split('\n').length - 2],
    ['in UTF-16', utf16, 'The message is not UTF-8', 1],
    ['in UTF-16 of the other order', Buffer.from(utf16).swap16(), 'The message is not UTF-8', 1],
    ['in ISO-8859-1', Buffer.from(xml, 'latin1'), 'The message is not UTF-8', lineOf('Läkarintyg')],
    ['with a NUL', bytes(xml.replace('Alfastad', 'Alfa\0stad')), 'The message is not UTF-8', lineOf('Alfastad')],
    [
      'with a document type',
      bytes(xml.replace('<s', '<!DOCTYPE x [<!ENTITY e "e">]>\n<s')),
      'The message has a document type',
      2,
    ],
    [
      'with an entity of nobody',
      bytes(xml.replace('Alfastad', '&e;')),
      'The message is not well-formed XML',
      lineOf('Alfastad'),
    ],
    ['of another contract', bytes('<a/>'), 'The message is of no contract that carries a certificate', 1],
    ['larger than 1 MB', new Uint8Array(10_000_000).fill(32), 'The message is larger than 1000000 bytes', undefined],
    ['65 deep', bytes('<a>'.repeat(65) + '</a>'.repeat(65)), 'Elements are nested deeper than 64', 1],
    ['10,000 deep', bytes('<a>'.repeat(10_000) + '</a>'.repeat(10_000)), 'The message is not well-formed XML', 1],
  ])('%s is refused, with its place', (_, message, why, line) => {
    expect(faultOf(message)).toEqual([why, line]);
  });

  it.each([
    ['its type twice', /<c:version>/, '<c:typ/>\n<c:version>', 'version is missing or out of order in intyg'],
    ['no version', /<c:version>[^<]*<\/c:version>\n/, '', 'version is missing or out of order in intyg'],
    ['a person number of eleven figures', '195801263053', '19580126305', 'extension is not of its form'],
    ['an identity of another kind', '1.2.752.129.2.1.3.1', '1.2.3', 'root is no kind of person id'],
    ['a time with a zone', '2026-11-20T11:00:00', '2026-11-20T11:00:00Z', 'signeringstidpunkt is not of its form'],
    ['a question without an id', '<c:svar id="27">', '<c:svar>', 'svar has no id, or one that is not of its form'],
    ['an answer in a strange element', '<t:datePeriod>', '<t:weekPeriod>', ''],
    [
      'an attribute of nobody',
      '<c:version>',
      '<c:version a="b">',
      'version has an attribute that the contract has not',
    ],
    ['a number that is nil', '<c:typ>', `<c:typ ${XSI} xsi:nil="true">`, 'typ has an attribute'],
    ['words between its elements', '<c:typ>', '<c:typ>words', 'typ holds text between its elements'],
    ['words beside a value', '<t:cv>', 'words<t:cv>', 'delsvar holds text between its elements'],
    ['an element of no namespace', '<c:version>', '<more xmlns=""/><c:version>', 'version is missing or out of order'],
    [
      'more at its end, of no namespace',
      '</c:vardgivare>',
      '<more xmlns=""/></c:vardgivare>',
      'more is of no namespace',
    ],
    [
      'a coded value with more',
      '</t:displayName>',
      '</t:displayName><x:more xmlns:x="urn:x"/>',
      'more is not of the contract',
    ],
    ['a patient with more', '</c:patient>', '<x:more xmlns:x="urn:x"/></c:patient>', 'more is not of the contract'],
    ['two values in an answer', '<t:cv>', '<t:cv/><t:cv>', 'delsvar holds several values'],
  ])('with %s is refused, by the element’s name', (_, what, by, why) => {
    const [message, line] = faultOf(bytes(xml.replace(what, by)));
    expect(message).toContain(why);
    expect([message === '', line === undefined]).toEqual([false, false]);
    expect(message).not.toMatch(/19580126|Ängla|Provgatan/);
  });
});
