import { XmlDocument } from 'libxml2-wasm';
import type { SignedIn } from './people.ts';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const TYPES = 'urn:riv:clinicalprocess:healthcond:certificate:types:3';
const CORE = 'urn:riv:clinicalprocess:healthcond:certificate:3';
const responder = (interaction: string): string =>
  `urn:riv:clinicalprocess:healthcond:certificate:${interaction}Responder`;

const NAMESPACES = {
  s: SOAP,
  t: TYPES,
  c: CORE,
  d: `${responder('CreateDraftCertificate')}:3`,
  g: `${responder('GetCertificate')}:2`,
};

const id = (root: string, extension: string): string =>
  `<t:root>${root}</t:root><t:extension>${extension}</t:extension>`;
const HSA_ID = '1.2.752.129.2.1.4.1';

/** An answer (svar) with its sub-answers as XML. */
export const svar = (questionId: string, subAnswers: Readonly<Record<string, string>>): string =>
  `<f:svar id="${questionId}">${Object.entries(subAnswers)
    .map(([sub, value]) => `<c:delsvar id="${sub}">${value}</c:delsvar>`)
    .join('')}</f:svar>`;

/** A coded value. */
export const cv = (code: string, codeSystem: string): string =>
  `<t:cv><t:code>${code}</t:code><t:codeSystem>${codeSystem}</t:codeSystem></t:cv>`;

export interface AskedDraft {
  readonly code?: string;
  readonly personId: string;
  readonly by: SignedIn;
  readonly reference?: string;
  /** Answers as XML. */
  readonly given?: string;
}

const envelope = (body: string, logicalAddress: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="${SOAP}" xmlns:t="${TYPES}" xmlns:c="${CORE}">
    <s:Header><r:LogicalAddress xmlns:r="urn:riv:itintegration:registry:1">${logicalAddress}</r:LogicalAddress></s:Header>
    <s:Body>${body}</s:Body></s:Envelope>`;

/** CreateDraftCertificate as a journal system sends it. */
export const createDraftXml = ({ code = 'LISJP', personId, by, reference, given }: AskedDraft): string =>
  envelope(
    `<d:CreateDraftCertificate xmlns:d="${NAMESPACES.d}"><d:intyg>
      <d:typAvIntyg><t:code>${code}</t:code><t:codeSystem>b64ea353-e8f6-4832-b563-fc7d46f29548</t:codeSystem></d:typAvIntyg>
      <d:patient><c:person-id>${id('1.2.752.129.2.1.3.1', personId)}</c:person-id><c:fornamn>F</c:fornamn>
        <c:efternamn>E</c:efternamn><c:postadress>P</c:postadress><c:postnummer>12345</c:postnummer>
        <c:postort>O</c:postort></d:patient>
      <d:skapadAv><d:personal-id>${id(HSA_ID, by.sub)}</d:personal-id><d:fullstandigtNamn>N</d:fullstandigtNamn>
        <d:enhet><d:enhets-id>${id(HSA_ID, by.unit)}</d:enhets-id><d:enhetsnamn>U</d:enhetsnamn></d:enhet></d:skapadAv>
      ${reference === undefined ? '' : `<d:ref>${reference}</d:ref>`}
      ${given === undefined ? '' : `<f:forifyllnad xmlns:f="${CORE}.3">${given}</f:forifyllnad>`}
    </d:intyg></d:CreateDraftCertificate>`,
    by.unit,
  );

/** GetCertificate as a part sends it. */
export const getCertificateXml = (certificateId: string, part: string, logicalAddress: string): string =>
  envelope(
    `<g:GetCertificate xmlns:g="${NAMESPACES.g}"><g:intygs-id>${id('any', certificateId)}</g:intygs-id>
      <g:part><t:code>${part}</t:code><t:codeSystem>769bb12b-bd9f-4203-a5cd-fd14f2eb3b80</t:codeSystem></g:part>
    </g:GetCertificate>`,
    logicalAddress,
  );

/** Sends a message to a door of SOAP. */
export async function post(gatewayUrl: string, path: string, xml: string | Uint8Array) {
  const body = typeof xml === 'string' ? new TextEncoder().encode(xml) : Uint8Array.from(xml);
  const response = await fetch(`${gatewayUrl}/soap/${path}`, { method: 'POST', body });
  return { status: response.status, xml: await response.text() };
}

/** What stands at a path of an answer; undefined where there is no such element. */
export function at(xml: string, xpath: string): string | undefined {
  using document = XmlDocument.fromString(xml);
  return document.get(xpath, NAMESPACES)?.content;
}
