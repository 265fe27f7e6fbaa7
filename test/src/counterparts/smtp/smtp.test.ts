import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ReceivedMail } from './received-mail.ts';
import { type RunningSmtp, startSmtp } from './smtp.ts';

const FROM = 'intyg@region-alfa.example';
const TO = 'alfa-vardcentral@region-alfa.example';
const notice: SendMailOptions = {
  from: `Intyg <${FROM}>`,
  to: [TO],
  subject: 'Nytt ärende på Alfa vårdcentral',
  text: 'Ett intyg har fått en fråga från Försäkringskassan.\nLogga in för att läsa den.',
};

let server: RunningSmtp;
beforeAll(async () => {
  server = await startSmtp();
});
let before: number;
beforeEach(async () => {
  before = (await all()).length;
});
afterEach(() => misbehave({ mode: 'none' }));
afterAll(() => server.stop());

/** With a client that is not ours; rejects with the server's code when it says no. */
async function send(mail: SendMailOptions = notice, socketTimeout = 20_000): Promise<void> {
  const client = createTransport({ url: server.smtpUrl, socketTimeout });
  try {
    await client.sendMail(mail);
  } finally {
    client.close();
  }
}
async function all(): Promise<ReceivedMail[]> {
  const { mails } = (await (await fetch(`${server.url}/received`)).json()) as { mails: ReceivedMail[] };
  return mails;
}
/** What came since the test began. */
const received = async (): Promise<ReceivedMail[]> => (await all()).slice(before);
/** A client that has sent half a mail. */
async function halfway(to: RunningSmtp): Promise<Socket> {
  const socket = connect(Number(new URL(to.smtpUrl).port), '127.0.0.1');
  // each line answers what the server said before
  for (const line of ['EHLO a', 'MAIL FROM:<a@b.example>', 'RCPT TO:<c@d.example>', 'DATA']) {
    await once(socket, 'data');
    socket.write(`${line}\r\n`);
  }
  expect(String(await once(socket, 'data'))).toMatch(/^354 /);
  socket.write('Subject: halv');
  return socket;
}
const misbehave = (fault: { mode: string; times?: number }): Promise<Response> =>
  fetch(`${server.url}/fault`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });

describe('A mail', () => {
  it('is kept, from whom, to whom, about what, and its text', async () => {
    await send();
    const [mail, ...more] = await received();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      envelope: { from: FROM, to: [TO] },
      from: FROM,
      to: [TO],
      subject: notice.subject,
    });
    expect(mail?.text.trimEnd()).toBe(notice.text);
    expect(mail?.raw).toContain(`To: ${TO}`);
  });

  it('goes to whom the envelope names, whatever its head says', async () => {
    await send({ ...notice, bcc: 'arkiv@region-alfa.example' });
    expect(await received()).toMatchObject([{ envelope: { to: [TO, 'arkiv@region-alfa.example'] }, to: [TO] }]);
  });

  it('that is larger than any notice is refused', async () => {
    await expect(send({ ...notice, text: 'a'.repeat(1_100_000) })).rejects.toMatchObject({ responseCode: 552 });
    expect(await received()).toEqual([]);
  });

  it('that breaks off is not kept, and the server goes on', async () => {
    const client = await halfway(server);
    client.resetAndDestroy();
    await send();
    expect(await received()).toMatchObject([{ envelope: { from: FROM } }]);
  });
});

describe('A mail server with a fault', () => {
  it.each([
    ['refuse', 550],
    ['later', 451],
  ])('that is to %s answers %i to the recipient and keeps nothing', async (mode, responseCode) => {
    await misbehave({ mode });
    await expect(send()).rejects.toMatchObject({ responseCode, command: 'RCPT TO' });
    expect(await received()).toEqual([]);
  });

  it('has it for as many mails as it was told, however many recipients they have', async () => {
    await misbehave({ mode: 'later', times: 1 });
    await expect(send({ ...notice, to: [TO, 'flera@region-alfa.example'] })).rejects.toThrow('451');
    await send();
    expect(await received()).toHaveLength(1);
  });

  it('that drops has the mail, which its sender does not know', async () => {
    await misbehave({ mode: 'drop' });
    await expect(send()).rejects.toThrow(/closed|ECONNRESET/);
    expect(await received()).toMatchObject([{ subject: notice.subject }]);
  });

  it('that hangs keeps nothing and does not answer', async () => {
    await misbehave({ mode: 'hang' });
    await expect(send(notice, 300)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    expect(await received()).toEqual([]);
  });

  it('refuses a fault that it does not have', async () => {
    expect((await misbehave({ mode: 'haunted' })).status).toBe(400);
  });
});

describe('A mail server that stops', () => {
  it('does not wait for a client that is in the middle of a mail', async () => {
    const own = await startSmtp();
    const client = await halfway(own);
    // closed or reset, as far as the server had read
    const gone = Promise.allSettled([once(client, 'close')]);
    await own.stop();
    await gone;
  });
});

describe('Who steers it', () => {
  it('is told where it takes mail', async () => {
    expect(await (await fetch(`${server.url}/server`)).json()).toEqual({ smtpUrl: server.smtpUrl });
  });
});
