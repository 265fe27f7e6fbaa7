import type { IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listen, type RunningServer } from '../listen.ts';
import { startAgency } from './agency.ts';
import type { Question } from './question.ts';
import { namespaces } from './send-message-to-care.ts';

const question: Question = {
  certificateId: '3f0d2f6e-6f0c-4c5e-9d4e-0f6f0a6d9c01',
  unitHsaId: 'TSTNMT2321000156-ALMC',
  personId: '199001032391',
  subject: 'CONTACT',
  text: 'Ring oss',
};
const taken = `<resultCode>OK</resultCode>`;

/** The care side: takes what comes and answers what the test says; `undefined` is no answer at all. */
let care: RunningServer;
let received: { headers: IncomingHttpHeaders; url: string | undefined; body: string }[];
let answer: { status: number; body: string } | undefined;

const soap = (body: string): string =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="${namespaces.m}" xmlns="${namespaces.core}">
    <s:Body>${body}</s:Body>
  </s:Envelope>`;
const result = (content: string): string =>
  soap(`<m:SendMessageToCareResponse><m:result>${content}</m:result></m:SendMessageToCareResponse>`);

let agency: RunningServer;
beforeAll(async () => {
  care = await listen(() => async (request, response) => {
    received.push({ headers: request.headers, url: request.url, body: await text(request) });
    if (answer) response.writeHead(answer.status, { 'content-type': 'text/xml; charset=utf-8' }).end(answer.body);
  });
  agency = await startAgency({ careUrl: `${care.url}/soap/SendMessageToCare/2`, timeoutMs: 200 });
});
beforeEach(() => {
  received = [];
  answer = { status: 200, body: result(taken) };
});
afterAll(() => Promise.all([agency.stop(), care.stop()]));

async function ask(body: unknown, url = agency.url) {
  const response = await fetch(`${url}/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('A question from the agency', () => {
  it('goes out as SOAP 1.1 in UTF-8, under the action of the contract', async () => {
    await ask({ ...question, text: 'Hör av er på måndag' });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({
      url: '/soap/SendMessageToCare/2',
      headers: {
        'content-type': 'text/xml; charset=utf-8',
        soapaction: '"urn:riv:clinicalprocess:healthcond:certificate:SendMessageToCareResponder:2:SendMessageToCare"',
      },
    });
    expect(received[0]?.body).toContain('Hör av er på måndag');
  });

  it('tells the message id under which it was sent', async () => {
    const { status, body } = await ask(question);
    expect(status).toBe(200);
    expect(body).toEqual({ messageId: expect.any(String), resultCode: 'OK', httpStatus: 200 });
    expect(received[0]?.body).toContain(`>${String(body['messageId'])}<`);
  });

  it('keeps its message id when it is sent again', async () => {
    answer = undefined;
    const { messageId } = (await ask(question)).body;
    answer = { status: 200, body: result('<resultCode>INFO</resultCode><resultText>finns redan</resultText>') };
    expect((await ask({ ...question, messageId })).body).toEqual({
      messageId,
      resultCode: 'INFO',
      resultText: 'finns redan',
      httpStatus: 200,
    });
  });

  it.each([
    ['without a text', { ...question, text: undefined }],
    ['about something the agency does not ask', { ...question, subject: 'WEATHER' }],
    ['with a character that XML cannot carry', { ...question, text: 'a\u0000b' }],
    ['with a field it does not know', { ...question, urgent: true }],
  ])('is refused %s, and care hears nothing', async (_what, body) => {
    expect(await ask(body)).toEqual({ status: 400, body: { error: 'BAD_REQUEST' } });
    expect(received).toEqual([]);
  });
});

describe('What care answers', () => {
  it('is told on when it is an error of the contract', async () => {
    const refused = '<resultCode>ERROR</resultCode><resultText>okänt</resultText><errorId>VALIDATION_ERROR</errorId>';
    answer = { status: 200, body: result(refused) };
    expect(await ask(question)).toEqual({
      status: 200,
      body: {
        messageId: expect.any(String),
        resultCode: 'ERROR',
        errorId: 'VALIDATION_ERROR',
        resultText: 'okänt',
        httpStatus: 200,
      },
    });
  });

  it('is a fault when it is a SOAP fault', async () => {
    const fault =
      '<s:Fault><faultcode xmlns="">s:Client</faultcode><faultstring xmlns="">oläsligt</faultstring></s:Fault>';
    answer = { status: 500, body: soap(fault) };
    expect(await ask(question)).toEqual({
      status: 502,
      body: {
        messageId: expect.any(String),
        fault: 'SOAP_FAULT',
        httpStatus: 500,
        faultCode: 's:Client',
        faultString: 'oläsligt',
      },
    });
  });

  it.each([
    ['no XML', '<html><p>hej'],
    ['nothing', ''],
    ['an envelope with nothing in it', soap('')],
    ['a code that is not in the contract', result('<resultCode>MAYBE</resultCode>')],
  ])('is a fault when it is %s', async (_what, body) => {
    answer = { status: 200, body };
    expect(await ask(question)).toMatchObject({ status: 502, body: { fault: 'NOT_THE_CONTRACT', httpStatus: 200 } });
  });

  it('is a fault when it does not come in time', async () => {
    answer = undefined;
    expect(await ask(question)).toMatchObject({ status: 502, body: { fault: 'TIMEOUT' } });
  });

  it('is a fault when nobody is there', async () => {
    const gone = await listen(() => () => {});
    await gone.stop();
    const lonely = await startAgency({ careUrl: gone.url });
    expect(await ask(question, lonely.url)).toMatchObject({ status: 502, body: { fault: 'UNREACHABLE' } });
    await lonely.stop();
  });
});
