import { LOGICAL_ADDRESS } from '@intygsgraf/kernel/domain';
import { CORE, writeEnvelope } from '@intygsgraf/kernel/server';
import { DOMParser, XMLSerializer } from '@xmldom/xmldom';
import { REGISTER } from './intyg-document.ts';

/**
 * RegisterCertificate 3 around a signed certificate, as the SOAP 1.1 bytes that go out. The certificate's element goes
 * in as it is: taken out again, its signature still holds, as exclusive canonical XML does not mind its surroundings.
 * `answers`: the recipient's complement request (svarPa) that it answers, by its meddelande-id.
 */
export function registerCertificate(signed: Uint8Array, recipient: string, answers?: string | null): Uint8Array {
  const address = LOGICAL_ADDRESS[recipient];
  if (!address) throw new Error(`no logical address of ${recipient}`);
  const envelope = new DOMParser().parseFromString(
    writeEnvelope((body) => {
      body.addNsDeclaration(REGISTER, 'r');
      const root = body.addElement('RegisterCertificate', 'r');
      if (!answers) return;
      root.addNsDeclaration(CORE, 'c');
      root.addElement('svarPa', 'r').addElement('meddelande-id', 'c').addText(answers);
    }, address),
    'text/xml',
  );
  const certificate = new DOMParser().parseFromString(new TextDecoder().decode(signed), 'text/xml').documentElement;
  const [message] = Array.from(envelope.getElementsByTagNameNS(REGISTER, 'RegisterCertificate'));
  if (!certificate || !message) throw new Error('no certificate to register');
  message.appendChild(envelope.importNode(certificate, true));
  return new TextEncoder().encode(new XMLSerializer().serializeToString(envelope));
}
