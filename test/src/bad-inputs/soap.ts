import { commandsWith } from '@intygsgraf/certificates';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type http from 'node:http';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { message as certificateMessage } from '../conformance/message.ts';
import type { Question } from '../counterparts/agency/question.ts';
import { sendMessageToCareXml } from '../counterparts/agency/send-message-to-care.ts';
import { certificates } from '../demo/data/certificates.ts';
import { certificateOf } from '../support/agency.ts';
import { intyg } from '../support/commands.ts';
import { createDraftXml, getCertificateXml } from '../support/journal-soap.ts';
import { ajla, units } from '../support/people.ts';
import type { KeyAndCertificate } from '../support/tls-certificates.ts';
import type { Ground, XmlDoorName } from './row.ts';

/** What came back of a message. */
export interface SoapAnswer {
  readonly status: number;
  readonly text: string;
  /** The contract's word, and why. */
  readonly result: string | undefined;
  readonly errorId: string | undefined;
  readonly fault: string | undefined;
}

const inElement = (xml: string, name: string): string | undefined =>
  new RegExp(`<(?:\\w+:)?${name}[^>]*>([^<]*)`).exec(xml)?.[1];

const AGENCY = 'SendMessageToCare/2';

interface SentAs {
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly client?: KeyAndCertificate | undefined;
  /** Interaction and version. */
  readonly path?: string;
}

/** Sends bytes to the agencies' door, as the agency unless `client` is another. */
export async function sendSoap(
  { stack, agency }: Pick<Ground, 'stack' | 'agency'>,
  body: string | Uint8Array,
  { headers = {}, client = agency.client, path: to = AGENCY }: SentAs = {},
): Promise<SoapAnswer> {
  const told = Object.entries({ 'content-type': 'text/xml; charset=utf-8', ...headers });
  const sent = https.request(`${stack.soapUrl}/${to}`, {
    method: 'POST',
    headers: Object.fromEntries(told.filter(([, value]) => value !== undefined)),
    agent: false,
    key: client.key,
    cert: client.certificate,
    ca: agency.ca,
  });
  const answered = once(sent, 'response') as Promise<[http.IncomingMessage]>;
  sent.end(body);
  const [response] = await answered;
  sent.on('error', () => {}); // what could not be sent any more was not wanted
  const said = await text(response).catch(() => '');
  return {
    status: response.statusCode ?? 0,
    text: said,
    result: inElement(said, 'resultCode'),
    errorId: inElement(said, 'errorId'),
    fault: inElement(said, 'faultstring'),
  };
}

/** A message of the agency's as it should be, about the demo's certificate of Alfa Medicincentrum. */
export function soapMessage(changes: Partial<Question> = {}): string {
  const certificateId = certificateOf(units.alfaMedicincentrum);
  const personId = certificates.find(({ id }) => id === certificateId)?.personId ?? '';
  return sendMessageToCareXml({
    certificateId,
    unitHsaId: units.alfaMedicincentrum,
    personId,
    subject: 'CONTACT',
    text: 'Ring oss om intyget.',
    messageId: randomUUID(),
    ...changes,
  });
}

/** Where XML comes in. */
export interface XmlDoor {
  /** A message as this door takes it. */
  message(): string;
  /** Whether it is refused, and what is told of it. */
  take(ground: Ground, bytes: string | Uint8Array): Promise<{ refusal: number | 'FILE' | undefined; told: string }>;
}

/** What a command says of a file with these bytes; `argumentOf` is given its folder and its name. */
async function saidOfFile(
  bytes: string | Uint8Array,
  argumentsOf: (folder: string, name: string) => Promise<readonly string[]>,
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'intyg-'));
  try {
    await writeFile(path.join(folder, 'certificate.xml'), bytes);
    const { said } = await intyg(commandsWith({}), {}, ...(await argumentsOf(folder, 'certificate.xml')));
    return said.replaceAll(folder, '');
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What `validate` says of a certificate file. */
export const validated = (bytes: string | Uint8Array): Promise<string> =>
  saidOfFile(bytes, async (folder, name) => ['validate', path.join(folder, name)]);

/** What `conformance` says of a folder with one file, which is expected to pass. */
const compared = (bytes: string | Uint8Array): Promise<string> =>
  saidOfFile(bytes, async (folder, file) => {
    const format = 'rivta-RegisterCertificate-v3-xml';
    const row = { type: 'lisjp', certificateTypeCode: 'LISJP', version: '1', format, file, expect: 'pass' };
    await writeFile(path.join(folder, 'index.json'), JSON.stringify([{ ...row, clock: '2026-11-22' }]));
    return ['conformance', folder];
  });

const takenAt =
  (to: string): XmlDoor['take'] =>
  async (ground, bytes) => {
    const { status, fault, text: said } = await sendSoap(ground, bytes, { path: to });
    return { refusal: status === 200 ? undefined : status, told: fault ?? said };
  };

/** Every way that XML comes in: what an agency sends, and the files that an operator has judged. */
export const XML_DOORS = {
  soap: { message: () => soapMessage(), take: takenAt(AGENCY) },
  draft: {
    message: () => createDraftXml({ personId: '199001182394', by: ajla, reference: 'oss' }),
    take: takenAt('CreateDraftCertificate/3'),
  },
  // nobody's: what is told of it has no line, so that a line is of what was spoilt
  certificate: {
    message: () =>
      getCertificateXml(randomUUID(), 'HSVARD', units.alfaMedicincentrum).replace(
        '</g:GetCertificate>',
        '<x:more xmlns:x="urn:x">oss</x:more></g:GetCertificate>',
      ),
    take: takenAt('GetCertificate/2'),
  },
  file: {
    message: () => certificateMessage(),
    async take(_, bytes) {
      const said = await validated(bytes);
      return { refusal: said.startsWith('UNREADABLE') ? 'FILE' : undefined, told: said };
    },
  },
  folder: {
    message: () => certificateMessage(),
    async take(_, bytes) {
      const said = await compared(bytes);
      return { refusal: said.includes('1 of 1 verdicts agree') ? undefined : 'FILE', told: said };
    },
  },
} as const satisfies Record<XmlDoorName, XmlDoor>;

/** The paths of the SOAP doors. */
export const SOAP_PATHS = [AGENCY, 'CreateDraftCertificate/3', 'GetCertificate/2'] as const;
