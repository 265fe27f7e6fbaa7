import { existsSync } from 'node:fs';
import path from 'node:path';
import { XmlDocument, XmlElement } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import type { MessageFromCare } from '../application/message-from-care.ts';
import { CaseSubject } from '../domain/case.ts';
import { openOfficialSchema } from './official-schema.ts';
import { writeSendMessageToRecipient } from './send-message-to-recipient.ts';

const peer = path.resolve(import.meta.dirname, '../../../..', process.env['INTYG_PEER_DIR'] ?? '../shared/peer');
const folder = path.resolve(process.env['RIVTA_SCHEMAS'] ?? path.join(peer, 'conformance/schemas'));
if (!existsSync(folder))
  console.warn('SKIPPED: SendMessageToRecipient is not held against the published schema; set RIVTA_SCHEMAS.');

const question: MessageFromCare = {
  messageId: '11111111-1111-4111-8111-000000000001',
  sentAt: new Date('2026-07-15T08:30:59.9Z'),
  certificateId: '78040000-0000-4000-8000-000000000001',
  unit: 'SE1-A',
  personId: '191212121212',
  recipient: 'FKASSA',
  subject: 'CONTACT',
  text: 'Är <beslutet> klart & när?\r\n\tHälsningar "oss" 😀 ]]>',
  answers: null,
  sender: {
    hsaId: 'SE1-DRAA',
    fullName: 'Ajla Åkesson',
    unit: {
      hsaId: 'SE1-A',
      name: 'Alfa & Co',
      workplaceCode: '1234567890',
      postalAddress: 'Storgatan 1',
      postalCode: '12345',
      city: 'Småmåla',
      phone: '0101234567',
      careProvider: { hsaId: 'SE1-P', name: 'Alfa' },
    },
  },
};
const answer: MessageFromCare = { ...question, answers: { messageId: 'FK-1 2', reference: 'ärende <7>' } };

const NAMESPACES = {
  s: 'http://schemas.xmlsoap.org/soap/envelope/',
  registry: 'urn:riv:itintegration:registry:1',
  m: 'urn:riv:clinicalprocess:healthcond:certificate:SendMessageToRecipientResponder:2',
  c: 'urn:riv:clinicalprocess:healthcond:certificate:3',
  t: 'urn:riv:clinicalprocess:healthcond:certificate:types:3',
};

/** What the message says at each path; undefined where there is no such element. */
function said(message: MessageFromCare, paths: readonly string[]): (string | undefined)[] {
  using document = XmlDocument.fromBuffer(writeSendMessageToRecipient(message));
  const body = '/s:Envelope/s:Body/m:SendMessageToRecipient/';
  return paths.map((one) => document.get(one.startsWith('/') ? one : body + one, NAMESPACES)?.content);
}

describe('A message from care', () => {
  it.each([
    ['/s:Envelope/s:Header/registry:LogicalAddress', '2021005521'],
    ['m:meddelande-id', question.messageId],
    ['m:skickatTidpunkt', '2026-07-15T10:30:59'],
    ['m:intygs-id/t:extension', question.certificateId],
    ['m:patientPerson-id/t:root', '1.2.752.129.2.1.3.1'],
    ['m:patientPerson-id/t:extension', '191212121212'],
    ['m:logiskAdressMottagare', '2021005521'],
    ['m:amne/t:code', 'KONTKT'],
    ['m:rubrik', 'Kontakt'],
    ['m:meddelande', question.text],
    ['m:svarPa', undefined],
    ['m:skickatAv/c:personal-id/t:extension', 'SE1-DRAA'],
    ['m:skickatAv/c:enhet/c:enhetsnamn', 'Alfa & Co'],
    ['m:skickatAv/c:enhet/c:vardgivare/c:vardgivare-id/t:extension', 'SE1-P'],
  ])('says at %s: %s', (place, content) => {
    expect(said(question, [place])).toEqual([content]);
  });

  it('names the question that it answers, by both parties’ ids', () => {
    const paths = ['m:svarPa/c:meddelande-id', 'm:svarPa/c:referens-id'];
    expect(said(answer, paths)).toEqual(['FK-1 2', 'ärende <7>']);
    const nameless = { ...answer, answers: { messageId: 'FK-1', reference: null } };
    expect(said(nameless, paths)).toEqual(['FK-1', undefined]);
  });

  it('has the kind of its person’s number', () => {
    const kinds = ['198001910002', '191212121212'].map((personId) => {
      const [kind] = said({ ...question, personId }, ['m:patientPerson-id/t:root']);
      return kind;
    });
    expect(kinds).toEqual(['1.2.752.129.2.1.3.3', '1.2.752.129.2.1.3.1']);
  });

  it('is the same bytes each time', () => {
    expect(writeSendMessageToRecipient(answer)).toEqual(writeSendMessageToRecipient(answer));
  });

  it('goes to nobody whose address is unknown', () => {
    expect(() => writeSendMessageToRecipient({ ...question, recipient: 'NOBODY' })).toThrow('no logical address');
  });

  it.skipIf(!existsSync(folder)).each(Object.values(CaseSubject))(
    'about %s, question or answer, is valid by the published schema',
    (subject) => {
      const schema = openOfficialSchema(folder, 'SendMessageToRecipient', '2.1');
      for (const message of [question, answer]) {
        using document = XmlDocument.fromBuffer(writeSendMessageToRecipient({ ...message, subject }));
        const body = document.get('/s:Envelope/s:Body/*', NAMESPACES);
        if (!(body instanceof XmlElement)) throw new Error('no body');
        expect(() => schema.check(body)).not.toThrow();
      }
    },
  );
});
