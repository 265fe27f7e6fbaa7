import { createServer } from 'node:net';
import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { writeFault } from './envelope.ts';
import { bytesOf, envelope, faultOf, messageXml, part } from './testing/message.ts';

const fine = envelope(messageXml());
const withDoctype = (doctype: string): string => envelope(messageXml(), doctype);
const ENTITIES = '<!DOCTYPE x [<!ENTITY e "more">]>';

/** The text in another encoding, without telling so at its beginning. */
const utf16 = (text: string): Buffer => Buffer.from(text.replace(/^<\?xml.*?\?>/, ''), 'utf16le');
const utf32 = (text: string): Buffer =>
  Buffer.concat(
    [...text.replace(/^<\?xml.*?\?>/, '')].map((character) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32LE(character.codePointAt(0) ?? 0);
      return bytes;
    }),
  );
const plain = (text: string): string => text.replace('behöver', 'behover');

describe('A document type', () => {
  it.each([
    ['that is empty', '<!DOCTYPE x>'],
    ['in lower case', '<!doctype x>'],
    ['in mixed case', '<!DocType x>'],
    ['with entities', ENTITIES],
    ['with an entity of the system', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'],
    ['with an entity of the network', '<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:1/">]>'],
    ['with a parameter entity', '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:1/"> %p;]>'],
    ['of another file', '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">'],
    ['that is public', '<!DOCTYPE x PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://127.0.0.1:1/x.dtd">'],
    ['behind a comment', '<!-- --><!DOCTYPE x>'],
    ['with a line break', '<!DOCTYPE\nx>'],
  ])('%s is refused as one', (_, doctype) => {
    expect(faultOf(bytesOf(withDoctype(doctype)))).toBe('The message has a document type');
  });

  it('behind a byte order mark is refused as one', () => {
    expect(faultOf(bytesOf(`\ufeff${withDoctype(ENTITIES)}`))).toBe('The message has a document type');
  });

  it.each([
    ['UTF-16 that says so', Buffer.from(`\ufeff${plain(withDoctype(ENTITIES))}`, 'utf16le')],
    [
      'UTF-16 of the other byte order that says so',
      Buffer.from(`\ufeff${plain(withDoctype(ENTITIES))}`, 'utf16le').swap16(),
    ],
    ['UTF-16 that does not say so', utf16(plain(withDoctype(ENTITIES)))],
    ['UTF-16 of the other byte order that does not say so', utf16(plain(withDoctype(ENTITIES))).swap16()],
    ['UTF-32', utf32(plain(withDoctype(ENTITIES)))],
    ['EBCDIC', Buffer.from([0x4c, 0x6f, 0xa7, 0x94, 0x93])],
  ])('in %s is not looked for: only UTF-8 is read', (_, bytes) => {
    expect(faultOf(bytes)).toBe('The message is not UTF-8');
  });

  it('cannot hide in an encoding that the message claims', () => {
    const hidden = '+ADwAIQ-DOCTYPE x +AFs-+ADwAIQ-ENTITY e +ACI-more+ACIAPgBdAD4-';
    const claimed = envelope(messageXml(), hidden).replace('UTF-8', 'UTF-7');
    expect(faultOf(bytesOf(claimed))).toBe('The message is not well-formed XML');
  });

  it('makes nobody ask for its file', async () => {
    let asked = 0;
    const listener = createServer(() => (asked += 1)).listen(0, '127.0.0.1');
    await new Promise((resolve) => listener.once('listening', resolve));
    const { port } = listener.address() as { port: number };
    const url = `http://127.0.0.1:${port}/x`;
    for (const doctype of [`<!DOCTYPE x SYSTEM "${url}">`, `<!DOCTYPE x [<!ENTITY e SYSTEM "${url}">]>`])
      expect(faultOf(bytesOf(withDoctype(doctype)))).not.toBe('');
    const located = messageXml({
      end: `<i:include xmlns:i="http://www.w3.org/2001/XInclude" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" href="${url}" xsi:schemaLocation="urn:x ${url}"/>`,
    });
    expect(faultOf(bytesOf(envelope(located, `<?xml-stylesheet href="${url}"?>`)))).toBe('');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(asked).toBe(0);
    listener.close();
  });
});

describe('A message', () => {
  it('is read when nothing is wrong with it, with a byte order mark or without', () => {
    expect(faultOf(bytesOf(fine))).toBe('');
    expect(faultOf(bytesOf(`\ufeff${fine}`))).toBe('');
  });

  it.each([
    ['in Latin 1', Buffer.from(fine, 'latin1'), 'not UTF-8'],
    ['in UTF-16', utf16(plain(fine)), 'not UTF-8'],
    ['in UTF-16 of the other byte order', utf16(plain(fine)).swap16(), 'not UTF-8'],
    ['in UTF-32', utf32(plain(fine)), 'not UTF-8'],
    ['with a surrogate', Buffer.from([...bytesOf(fine), 0xed, 0xa0, 0x80]), 'not UTF-8'],
    ['with an overlong <', Buffer.concat([Buffer.from([0xc0, 0xbc]), bytesOf(fine)]), 'not UTF-8'],
    ['with a NUL', bytesOf(fine.replace('veta', 've\0ta')), 'not UTF-8'],
    ['that is empty', new Uint8Array(), 'not well-formed'],
    ['of blanks', bytesOf('  \n'), 'not well-formed'],
    ['that is JSON', bytesOf('{"message":1}'), 'not well-formed'],
    ['with an entity that nobody declared', bytesOf(fine.replace('veta', '&e;')), 'not well-formed'],
    ['with a character that XML has not', bytesOf(fine.replace('veta', '&#1;')), 'not well-formed'],
    [
      'with a prefix that nobody declared',
      bytesOf(fine.replace('<m:meddelande>', '<q:x/><m:meddelande>')),
      'not well-formed',
    ],
    ['with the same attribute twice', bytesOf(fine.replace('<s:Body>', '<s:Body a="" a="">')), 'not well-formed'],
    ['with something behind it', bytesOf(`${fine}<more/>`), 'not well-formed'],
    ['with two elements in its body', bytesOf(envelope(messageXml() + messageXml())), 'one body element'],
    [
      'with two bodies',
      bytesOf(fine.replace('</s:Envelope>', `<s:Body>${messageXml()}</s:Body></s:Envelope>`)),
      'one body element',
    ],
    ['with an empty body', bytesOf(envelope('')), 'one body element'],
    ['without an envelope', bytesOf(messageXml()), 'one body element'],
    [
      'of SOAP 1.2',
      bytesOf(fine.replace('http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope')),
      'one body element',
    ],
    ['whose message is in the header', bytesOf(fine.replaceAll('s:Body', 's:Header')), 'one body element'],
    ['that is nested too deep', bytesOf(envelope('<a>'.repeat(100_000) + '</a>'.repeat(100_000))), 'not well-formed'],
  ])('%s is refused', (_, bytes, words) => {
    expect(faultOf(bytes)).toContain(words);
  });

  it('that was cut is refused, wherever it was cut', () => {
    const whole = bytesOf(fine);
    const read = Array.from({ length: whole.length }, (_, end) => end).filter(
      (end) => faultOf(whole.subarray(0, end)) === '',
    );
    expect(read).toEqual([]);
  });

  it('as large as a message may be is read or refused at once', () => {
    const attributes = Array.from({ length: 50_000 }, (_, place) => `a${place}=""`).join(' ');
    const large = [
      messageXml({ end: `<x xmlns="urn:x" ${attributes}/>` }),
      messageXml({ end: `<x xmlns="urn:x" a="${'y'.repeat(1_000_000)}"/>` }),
      messageXml({ end: '<x xmlns="urn:x"/>'.repeat(50_000) }),
      messageXml({ komplettering: '<m:komplettering/>'.repeat(50_000) }),
      messageXml({ meddelande: part('meddelande', '&lt;'.repeat(250_000)) }),
      messageXml({ meddelande: part('meddelande', '<![CDATA[]]>'.repeat(80_000)) }),
    ];
    const before = performance.now();
    for (const xml of large) faultOf(bytesOf(envelope(xml)));
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});

describe('A fault', () => {
  it.each(['Client', 'Server'] as const)('of the %s is SOAP 1.1', (code) => {
    using document = XmlDocument.fromString(writeFault(code, 'Not <so> & "fine"'));
    const of = (path: string) =>
      document.get(`/s:Envelope/s:Body/s:Fault/${path}`, { s: 'http://schemas.xmlsoap.org/soap/envelope/' })?.content;
    expect(of('faultcode')).toBe(`soap:${code}`);
    expect(of('faultstring')).toBe('Not <so> & "fine"');
  });
});
