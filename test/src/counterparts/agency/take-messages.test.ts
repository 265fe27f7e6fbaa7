import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listen, type RunningServer } from '../listen.ts';
import { startAgency } from './agency.ts';
import { namespaces as toCare } from './send-message-to-care.ts';

const CERTIFICATE = '78040000-0000-4000-8000-000000000001';
const QUESTION = '11111111-1111-4111-8111-000000000001';

let care: RunningServer;
let agency: RunningServer;
beforeEach(async () => {
  care = await listen(() => (_, response) => {
    response.writeHead(200, { 'content-type': 'text/xml' }).end(
      `<s:Envelope xmlns:s="${toCare.soap}"><s:Body><m:SendMessageToCareResponse xmlns:m="${toCare.m}">
        <m:result><resultCode xmlns="${toCare.core}">OK</resultCode></m:result></m:SendMessageToCareResponse></s:Body></s:Envelope>`,
    );
  });
  agency = await startAgency({ careUrl: `${care.url}/soap/SendMessageToCare/2` });
  await tell('/ask', {
    certificateId: CERTIFICATE,
    unitHsaId: 'SE1-A',
    personId: '191212121212',
    subject: 'CONTACT',
    text: 'Ring oss.',
    messageId: QUESTION,
  });
});
afterEach(() => Promise.all([agency.stop(), care.stop()]));

const tell = async (path: string, body: object): Promise<unknown> => {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${agency.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
};

interface Message {
  readonly id?: string;
  readonly certificate?: string;
  readonly code?: string;
  readonly text?: string;
  readonly answers?: string;
}
const ID = '22222222-2222-4222-8222-000000000001';

/** A message from care by hand; our own writer is held against the published schema elsewhere. */
const xmlOf = ({ id = ID, certificate = CERTIFICATE, code = 'KONTKT', text = 'Hej', answers }: Message): string => {
  const hsaId = (value: string) => `<t:root>1.2.752.129.2.1.4.1</t:root><t:extension>${value}</t:extension>`;
  return `<s:Envelope xmlns:s="${toCare.soap}"><s:Header><r:LogicalAddress xmlns:r="${toCare.registry}">2021005521</r:LogicalAddress>
    </s:Header><s:Body><m:SendMessageToRecipient
    xmlns:m="urn:riv:clinicalprocess:healthcond:certificate:SendMessageToRecipientResponder:2"
    xmlns:c="${toCare.core}" xmlns:t="${toCare.types}"><m:meddelande-id>${id}</m:meddelande-id>
    <m:skickatTidpunkt>2026-11-22T10:00:00</m:skickatTidpunkt>
    <m:intygs-id><t:root>SE1-A</t:root><t:extension>${certificate}</t:extension></m:intygs-id>
    <m:patientPerson-id><t:root>1.2.752.129.2.1.3.1</t:root><t:extension>191212121212</t:extension></m:patientPerson-id>
    <m:logiskAdressMottagare>2021005521</m:logiskAdressMottagare>
    <m:amne><t:code>${code}</t:code><t:codeSystem>ffa59d8f-8d7e-46ae-ac9e-31804e8e8499</t:codeSystem></m:amne>
    <m:meddelande>${text}</m:meddelande>
    ${answers ? `<m:svarPa><c:meddelande-id>${answers}</c:meddelande-id></m:svarPa>` : ''}
    <m:skickatAv><c:personal-id>${hsaId('SE1-DRAA')}</c:personal-id><c:fullstandigtNamn>A B</c:fullstandigtNamn><c:enhet>
    <c:enhets-id>${hsaId('SE1-A')}</c:enhets-id>
    <c:arbetsplatskod><t:root>1.2.752.29.4.71</t:root><t:extension>1</t:extension></c:arbetsplatskod>
    <c:enhetsnamn>A</c:enhetsnamn><c:postadress>A</c:postadress><c:postnummer>1</c:postnummer><c:postort>A</c:postort>
    <c:telefonnummer>1</c:telefonnummer><c:vardgivare><c:vardgivare-id>${hsaId('SE1-P')}</c:vardgivare-id>
    <c:vardgivarnamn>A</c:vardgivarnamn></c:vardgivare></c:enhet></m:skickatAv></m:SendMessageToRecipient></s:Body></s:Envelope>`;
};
const sends = async (xml: string) => {
  const headers = { 'content-type': 'text/xml; charset=utf-8' };
  const address = `${agency.url}/soap/SendMessageToRecipient/2`;
  const response = await fetch(address, { method: 'POST', headers, body: xml });
  const text = await response.text();
  const [, code = 'FAULT'] = /resultCode>(\w+)</.exec(text) ?? [];
  return [code, /errorId>(\w+)</.exec(text)?.[1]].filter(Boolean).join(' ');
};
const has = async () => ((await (await fetch(`${agency.url}/received`)).json()) as { messages: object[] }).messages;

describe('The agency', () => {
  it('takes a question about a certificate that it has, once: the same bytes again are known', async () => {
    expect(await sends(xmlOf({}))).toBe('OK');
    expect(await sends(xmlOf({}))).toBe('INFO');
    expect(await has()).toMatchObject([{ id: ID, certificateId: CERTIFICATE, subject: 'CONTACT', text: 'Hej' }]);
  });

  it.each<[string, Message[]]>([
    ['other bytes under the same id', [{}, { text: 'Hej då' }]],
    ['a question about a certificate that it has not', [{ certificate: '78040000-0000-4000-8000-000000000009' }]],
    ['an answer to what it never asked', [{ answers: '11111111-1111-4111-8111-000000000009' }]],
    ['an answer about another subject than its question', [{ answers: QUESTION, code: 'OVRIGT' }]],
    ['a second answer', [{ answers: QUESTION }, { answers: QUESTION, id: '22222222-2222-4222-8222-000000000002' }]],
    ['what is not the contract', [{ code: 'SAKNAS' }]],
  ])('refuses %s', async (_, messages) => {
    const results = [];
    for (const message of messages) results.push(await sends(xmlOf(message)));
    expect(results).toEqual([...messages.slice(1).map(() => 'OK'), 'ERROR VALIDATION_ERROR']);
  });

  it('misbehaves as it is told, for as many messages as it is told, and has kept nothing but what it dropped', async () => {
    await tell('/fault', { mode: 'info', times: 1 });
    expect(await sends(xmlOf({}))).toBe('INFO');
    await tell('/fault', { mode: 'error', errorId: 'APPLICATION_ERROR', times: 1 });
    expect(await sends(xmlOf({}))).toBe('ERROR APPLICATION_ERROR');
    await tell('/fault', { mode: 'fault', times: 1 });
    expect(await sends(xmlOf({}))).toBe('FAULT');
    expect(await has()).toEqual([]);
    await tell('/fault', { mode: 'drop', times: 1 });
    await expect(sends(xmlOf({}))).rejects.toThrow();
    expect(await sends(xmlOf({}))).toBe('INFO');
    expect(await has()).toHaveLength(1);
  });
});
