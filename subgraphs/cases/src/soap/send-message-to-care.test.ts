import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { XmlDocument, XmlElement, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../application/receive-message.ts';
import { messageFaults } from '../domain/incoming-message.ts';
import { readSendMessageToCare, writeSendMessageToCareResponse, writeTechnicalError } from './send-message-to-care.ts';
import { bytesOf, envelope, faultOf, messageXml, part } from './testing/message.ts';

const peer = resolve(import.meta.dirname, '../../../..', process.env['INTYG_PEER_DIR'] ?? '../shared/peer');
const folder = resolve(peer, 'messages/SendMessageToCare-v2');
const schema = resolve(
  peer,
  'conformance/schemas/xsd/rivta/clinicalprocess-healthcond-certificate/schemas',
  'interactions/SendMessageToCareInteraction/SendMessageToCareResponder_2.0.xsd',
);
if (!existsSync(folder))
  console.warn('SKIPPED: SendMessageToCare is not read from the official samples; set INTYG_PEER_DIR.');
if (!existsSync(schema))
  console.warn('SKIPPED: the response is not held against the official XSD; set INTYG_PEER_DIR.');

const read = (xml: string) => readSendMessageToCare(bytesOf(xml));

describe('A message', () => {
  it('is read with everything that it must have', () => {
    expect(read(envelope(messageXml()))).toEqual({
      messageId: '11111111-1111-4111-8111-000000000001',
      reference: null,
      sentAt: new Date('2026-11-15T08:30:00Z'),
      certificateId: '78040000-0000-4000-8000-00000000000a',
      personId: '191212121212',
      addressedTo: ['SE1-A'],
      subject: 'KOMPLT',
      heading: null,
      text: 'Vi behöver veta mer.',
      remindsOf: null,
      answers: null,
      sender: 'FKASSA',
      contactLines: [],
      complements: [],
      answerBy: null,
    });
  });

  it('is read with everything that it may have', () => {
    const xml = messageXml({
      'referens-id': part('referens-id', 'FK-17'),
      rubrik: part('rubrik', 'Komplettering'),
      'paminnelseMeddelande-id': part('paminnelseMeddelande-id', 'FK-16'),
      svarPa: '<m:svarPa><c:meddelande-id>WC-1</c:meddelande-id><c:referens-id>ref</c:referens-id></m:svarPa>',
      skickatAv: part(
        'skickatAv',
        '<m:part><t:code>FKASSA</t:code><t:codeSystem>769bb12b-bd9f-4203-a5cd-fd14f2eb3b80</t:codeSystem><t:displayName>FK</t:displayName></m:part><m:kontaktInfo>Handläggare</m:kontaktInfo><m:kontaktInfo>010-1</m:kontaktInfo>',
      ),
      komplettering:
        '<m:komplettering><m:frage-id>17</m:frage-id><m:instans>2</m:instans><m:text>Vad?</m:text></m:komplettering>' +
        '<m:komplettering><m:frage-id>35</m:frage-id><m:text>Hur?</m:text></m:komplettering>',
      sistaDatumForSvar: part('sistaDatumForSvar', '2026-12-01'),
    });
    expect(read(envelope(xml))).toMatchObject({
      reference: 'FK-17',
      heading: 'Komplettering',
      remindsOf: 'FK-16',
      answers: 'WC-1',
      contactLines: ['Handläggare', '010-1'],
      complements: [
        { questionId: '17', instance: 2, text: 'Vad?' },
        { questionId: '35', instance: null, text: 'Hur?' },
      ],
      answerBy: '2026-12-01',
    });
  });

  it.each([
    ['in winter', '2026-01-15T12:00:00', '2026-01-15T11:00:00.000Z'],
    ['in summer', '2026-07-15T12:00:00', '2026-07-15T10:00:00.000Z'],
    ['with fractions', '2026-07-15T12:00:00.5', '2026-07-15T10:00:00.500Z'],
    ['before spring leaves an hour out', '2026-03-29T01:59:59', '2026-03-29T00:59:59.000Z'],
    ['after spring left an hour out', '2026-03-29T03:00:00', '2026-03-29T01:00:00.000Z'],
    ['in the hour that autumn has twice', '2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z'],
  ])('was sent at a Swedish time %s', (_, text, instant) => {
    const xml = messageXml({ skickatTidpunkt: part('skickatTidpunkt', text) });
    expect(read(envelope(xml)).sentAt.toISOString()).toBe(instant);
  });

  it('keeps what was written, be it markup of another kind, script or a line break', () => {
    const text = `<b>Hej</b> &amp; "hå" <script>alert(1)</script>\n😀 ' or 1=1 --`;
    const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    expect(read(envelope(messageXml({ meddelande: part('meddelande', escaped) }))).text).toBe(text);
    expect(read(envelope(messageXml({ meddelande: part('meddelande', `<![CDATA[${text}]]>`) }))).text).toBe(text);
  });

  it.each([
    ['comments', '<!--Optional:-->'],
    ['processing instructions', '<?pi http://127.0.0.1:1/ ?>'],
    ['blanks', ' \n\t'],
    ['all of these', ' <!-- 1 --><?pi?>\n'],
  ])('may have %s between its elements, which say and hide nothing', (_, between) => {
    const xml = messageXml({
      komplettering: '<m:komplettering><m:frage-id>17</m:frage-id><m:text>Vad?</m:text></m:komplettering>',
      sistaDatumForSvar: part('sistaDatumForSvar', '2026-12-01'),
    });
    expect(read(envelope(xml.replaceAll('><', `>${between}<`)))).toEqual(read(envelope(xml)));
  });

  it('may end with elements of other namespaces', () => {
    const foreign = '<x:more xmlns:x="urn:other"><x:deep/></x:more>';
    const xml = messageXml({
      end: foreign,
      komplettering: `<m:komplettering><m:frage-id>17</m:frage-id><m:text>Vad?</m:text>${foreign}</m:komplettering>`,
    });
    expect(read(envelope(xml)).complements).toHaveLength(1);
  });

  it('may use any prefixes, and a header', () => {
    const renamed = envelope(messageXml())
      .replace(/(<\/?)m:/g, '$1messages:')
      .replace('xmlns:m=', 'xmlns:messages=')
      .replace(/(<\/?)s:/g, '$1soapenv:')
      .replace('xmlns:s=', 'xmlns:soapenv=')
      .replace('<soapenv:Body>', '<soapenv:Header><to xmlns="urn:registry">SE1-A</to></soapenv:Header><soapenv:Body>');
    expect(read(renamed)).toEqual(read(envelope(messageXml())));
  });

  it('has a person number without its dash and a certificate id in lower case', () => {
    const xml = messageXml({
      'intygs-id': part(
        'intygs-id',
        '<t:root>SE1</t:root><t:extension>7804ABCD-0000-4000-8000-00000000000A</t:extension>',
      ),
      'patientPerson-id': part(
        'patientPerson-id',
        '<t:root>1.2.752.129.2.1.3.1</t:root><t:extension>19121212-1212</t:extension>',
      ),
    });
    expect(read(envelope(xml))).toMatchObject({
      certificateId: '7804abcd-0000-4000-8000-00000000000a',
      personId: '191212121212',
    });
  });
});

describe.skipIf(!existsSync(folder))('The official samples', () => {
  const samples = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.xml'))
        .map((name) => [name, readFileSync(resolve(folder, name), 'utf8')] as const)
        .filter(([, xml]) => !/#[A-Z_]+#|\$\{/.test(xml))
    : [];

  it('are there', () => {
    expect(samples.length).toBeGreaterThanOrEqual(6);
  });

  it.each(samples)('%s is read, and breaks no rule about itself', (_, xml) => {
    const message = read(envelope(xml.replace(/^<\?xml.*?\?>/, '')));
    expect(message).toMatchObject({
      personId: '191212121212',
      sender: 'FKASSA',
      certificateId: expect.stringMatching(/^[\da-f-]{36}$/),
    });
    const { certificateId, answers, remindsOf } = message;
    const named = { certificateId, askedBy: answers ? 'CARE' : 'AGENCY', subject: 'OTHER' } as const;
    const referenced = answers || remindsOf ? named : undefined;
    expect(messageFaults(message, undefined, referenced)).toEqual(['CERTIFICATE_NOT_FOUND_ERROR']);
  });
});

/** Each fault that a message may have, and the words it is answered with. */
const faults: [string, string, string][] = [
  [
    'another service',
    envelope('<RevokeCertificate xmlns="urn:other"/>'),
    'The body is not SendMessageToCare version 2',
  ],
  [
    'another version',
    envelope(messageXml()).replaceAll('Responder:2', 'Responder:1'),
    'The body is not SendMessageToCare version 2',
  ],
  [
    'no namespace',
    envelope(messageXml()).replaceAll(' xmlns:m="', ' xmlns:m="urn:'),
    'The body is not SendMessageToCare version 2',
  ],
  [
    'elements out of order',
    envelope(messageXml({ rubrik: part('meddelande', 'x'), meddelande: part('rubrik', 'x') })),
    'rubrik is not allowed|skickatAv is missing or out of order',
  ],
  [
    'an element too many',
    envelope(messageXml({ rubrik: part('rubrik', 'x') + part('rubrik', 'y') })),
    'meddelande is missing or out of order',
  ],
  ['an unknown element', envelope(messageXml({ rubrik: part('okand', 'x') })), 'meddelande is missing or out of order'],
  ['an unknown element at its end', envelope(messageXml({ end: part('okand', 'x') })), 'okand is not allowed there'],
  [
    'an unknown element behind one of another namespace',
    envelope(messageXml({ end: `<x xmlns="urn:x"/>${part('okand', 'x')}` })),
    'okand is not allowed there',
  ],
  [
    'an unknown element in its sender',
    envelope(messageXml({ skickatAv: messageXml.skickatAv('<m:okand/>') })),
    'okand is not allowed there in skickatAv',
  ],
  [
    'an element of another namespace before its end',
    envelope(messageXml({ rubrik: '<rubrik xmlns="urn:x">x</rubrik>' })),
    'meddelande is missing or out of order',
  ],
  [
    'elements in a text',
    envelope(messageXml({ meddelande: part('meddelande', 'x<b xmlns="urn:b">y</b>') })),
    'meddelande holds elements, not text',
  ],
  [
    'a text that is too long',
    envelope(messageXml({ meddelande: part('meddelande', 'x'.repeat(32_001)) })),
    'meddelande is longer than 32000 characters',
  ],
  [
    'an id that is too long',
    envelope(messageXml({ 'meddelande-id': part('meddelande-id', 'x'.repeat(201)) })),
    'meddelande-id is not of its form',
  ],
  ['no id', envelope(messageXml({ 'meddelande-id': part('meddelande-id', '') })), 'meddelande-id is not of its form'],
  [
    'a blank id',
    envelope(messageXml({ 'meddelande-id': part('meddelande-id', '  ') })),
    'meddelande-id is not of its form',
  ],
  [
    'a subject of another code system',
    envelope(messageXml({ amne: messageXml.amne('769bb12b-bd9f-4203-a5cd-fd14f2eb3b80') })),
    'codeSystem is not the one of the contract',
  ],
  [
    'a person id of no kind',
    envelope(
      messageXml({
        'patientPerson-id': part('patientPerson-id', '<t:root>1.2.3</t:root><t:extension>191212121212</t:extension>'),
      }),
    ),
    'root is no kind of person id',
  ],
  [
    'a question instance that is no number',
    envelope(
      messageXml({
        komplettering:
          '<m:komplettering><m:frage-id>17</m:frage-id><m:instans>två</m:instans><m:text>x</m:text></m:komplettering>',
      }),
    ),
    'instans is not of its form',
  ],
  ...[
    '2026-02-30T10:00:00',
    '2026-13-01T10:00:00',
    '2026-11-15T24:00:00',
    '2026-11-15T10:60:00',
    '2026-03-29T02:00:00',
    '2026-03-29T02:59:59.999',
  ].map((text): [string, string, string] => [
    `the time ${text}`,
    envelope(messageXml({ skickatTidpunkt: part('skickatTidpunkt', text) })),
    'skickatTidpunkt is no time',
  ]),
  ...[
    '2026-11-15T10:00:00Z',
    '2026-11-15T10:00:00+01:00',
    '2026-11-15',
    '2026-11-15T10:00:60',
    '2026-11-15 10:00:00',
    ' 2026-11-15T10:00:00',
    '-2026-11-15T10:00:00',
    '',
  ].map((text): [string, string, string] => [
    `the time ${JSON.stringify(text)}`,
    envelope(messageXml({ skickatTidpunkt: part('skickatTidpunkt', text) })),
    'skickatTidpunkt is not of its form',
  ]),
  [
    'the date 2026-02-30',
    envelope(messageXml({ sistaDatumForSvar: part('sistaDatumForSvar', '2026-02-30') })),
    'sistaDatumForSvar is no date',
  ],
  ...['2026-11-15Z', '20261115', '2026-11-15T00:00:00', ''].map((text): [string, string, string] => [
    `the date ${JSON.stringify(text)}`,
    envelope(messageXml({ sistaDatumForSvar: part('sistaDatumForSvar', text) })),
    'sistaDatumForSvar is not of its form',
  ]),
];

describe('A message is refused', () => {
  it.each(faults)('with %s', (_, xml, words) => {
    expect(faultOf(bytesOf(xml))).toMatch(new RegExp(words));
  });

  it.each(Object.keys(messageXml.required))('without %s', (name) => {
    expect(faultOf(bytesOf(envelope(messageXml({ [name]: '' }))))).toMatch(/ is missing or out of order in /);
  });

  it('without a word of what it says', () => {
    const secret = '191212121212';
    const spoilt = Object.keys(messageXml.required).map((name) =>
      envelope(
        messageXml({
          [name]: `<m:${name}>${secret}<m:code>${secret}</m:code></m:${name}>`,
          rubrik: part('rubrik', secret),
        }),
      ),
    );
    for (const xml of [...spoilt, ...faults.map(([, fault]) => fault.replaceAll('Vi behöver veta mer.', secret))]) {
      const said = faultOf(bytesOf(xml));
      expect(said).not.toBe('');
      expect(said).not.toContain(secret);
      expect(said.length).toBeLessThan(120);
    }
  });
});

describe('The response', () => {
  const receipts: [string, Receipt][] = [
    ['stored now', { result: 'OK' }],
    ['stored before', { result: 'INFO' }],
    ['refused', { result: 'ERROR', faults: ['TEST_CERTIFICATE', 'SENDER_UNKNOWN'] }],
  ];
  const responses: [string, string][] = [
    ...receipts.map(([what, receipt]): [string, string] => [what, writeSendMessageToCareResponse(receipt)]),
    ['not judged', writeTechnicalError()],
  ];
  const core = 'urn:riv:clinicalprocess:healthcond:certificate:3';
  const textsOf = (xml: string, name: string): string[] => {
    using document = XmlDocument.fromString(xml);
    return document.find(`//c:${name}`, { c: core }).map(({ content }) => content);
  };

  it.each([
    ['stored now', 'OK', []],
    ['stored before', 'INFO', []],
    ['refused', 'ERROR', ['VALIDATION_ERROR']],
    ['not judged', 'ERROR', ['TECHNICAL_ERROR']],
  ])('to a message %s is %s', (what, code, errorIds) => {
    const xml = new Map(responses).get(what) ?? '';
    expect(textsOf(xml, 'resultCode')).toEqual([code]);
    expect(textsOf(xml, 'errorId')).toEqual(errorIds);
  });

  it('to a refused message names every rule that it broke', () => {
    expect(textsOf(new Map(responses).get('refused') ?? '', 'resultText')).toEqual([
      'TEST_CERTIFICATE, SENDER_UNKNOWN',
    ]);
  });

  it.skipIf(!existsSync(schema)).each(responses)('to a message %s is valid by the official XSD', (_, xml) => {
    expect(() => validate(xml)).not.toThrow();
  });

  it.skipIf(!existsSync(schema))('is really looked at by the XSD', () => {
    expect(() => validate((responses[0]?.[1] ?? '').replace('>OK<', '>FINE<'))).toThrow();
  });
});

function validate(xml: string): void {
  xmlRegisterFsInputProviders();
  using xsd = XmlDocument.fromBuffer(readFileSync(schema), { url: schema });
  using validator = XsdValidator.fromDoc(xsd);
  using document = XmlDocument.fromString(xml);
  const body = document.get('/s:Envelope/s:Body/*', { s: 'http://schemas.xmlsoap.org/soap/envelope/' });
  if (!(body instanceof XmlElement)) throw new Error('no body');
  validator.validate(body);
}
