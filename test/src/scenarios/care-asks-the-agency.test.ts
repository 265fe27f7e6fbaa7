import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { agencyAnswers, agencyAsks, agencyHas, certificateOf, setAgencyFault } from '../support/agency.ts';
import { correspondent, type Count, COUNTS, newKey, type ShownCase } from '../support/correspondence.ts';
import { eventually } from '../support/eventually.ts';
import { subscribe, type Subscription } from '../support/graph-client.ts';
import { ajla, alva, units } from '../support/people.ts';
import { rowsOf } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const UNIT = units.alfaMedicincentrum;
/** Försäkringskassan has it: it asked about it. */
const SENT = certificateOf(UNIT);

let stack: SeededStack;
let doctor: ReturnType<typeof correspondent>;
let administrator: ReturnType<typeof correspondent>;
let watching: Subscription;
beforeAll(async () => {
  stack = await startSeededStack();
  doctor = correspondent(stack, ajla);
  administrator = correspondent(stack, alva);
  watching = subscribe(stack.gatewayUrl, await stack.token(ajla), COUNTS, { units: [UNIT] });
  await eventually(() => expect(watching.values('unhandled')).toHaveLength(1));
});
beforeEach(() => setAgencyFault(stack.agencyUrl, { mode: 'none' }));
afterAll(async () => {
  await watching.close();
  await stack.stop();
});

const now = (): Count => {
  const last = watching.values<Count>('unhandled').at(-1);
  if (!last) throw new Error('no count yet');
  return last;
};
/** What a client hears after a change: so many more, or fewer, than before. */
const hears = (before: Count, more: Partial<Count>) =>
  eventually(() => {
    const { version, total, complement, answer, read, waiting } = before;
    const expected = { total, complement, answer, read, waiting };
    for (const [name, by] of Object.entries(more)) expected[name as keyof typeof expected] += by;
    expect(now()).toMatchObject(expected);
    expect(now().version).toBeGreaterThan(version);
  });
const questionOf = ({ messages }: ShownCase) => messages[0] ?? { id: 'none' };
const asked = async (question: object = {}): Promise<ShownCase> => {
  const { case: opened, errors } = await doctor.asks(SENT, question);
  expect(errors).toEqual([]);
  if (!opened) throw new Error('no case');
  return opened;
};

describe('A question of care', () => {
  it('W118 W110 goes to the agency, waits for the answer, is read and handled; the count is right after each step', async () => {
    let before = now();
    const opened = await asked({ subject: 'COORDINATION_MEETING', text: 'Kan vi ses i <vecka> 49 & 50?' });
    expect(opened).toMatchObject({
      askedBy: 'CARE',
      subject: 'COORDINATION_MEETING',
      status: 'WAITING_FOR_AGENCY',
      requiredAction: 'WAIT',
      messages: [{ kind: 'QUESTION', sender: 'CARE', text: 'Kan vi ses i <vecka> 49 & 50?' }],
    });
    await hears(before, { total: 1, waiting: 1 });
    expect((await doctor.lists('WAIT'))[0]?.id).toBe(opened.id);

    const { id } = questionOf(opened);
    await eventually(async () => {
      expect((await doctor.shows(opened.id)).messages[0]?.delivery).toMatchObject({ state: 'DELIVERED', attempts: 1 });
    });
    const has = (await agencyHas(stack.agencyUrl)).messages.filter((message) => message.id === id);
    expect(has).toEqual([
      {
        id,
        certificateId: SENT,
        unit: UNIT,
        subject: 'COORDINATION_MEETING',
        text: 'Kan vi ses i <vecka> 49 & 50?',
      },
    ]);

    before = now();
    expect(await agencyAnswers(stack.agencyUrl, id, { text: 'Ja, på tisdag.' })).toMatchObject({ resultCode: 'OK' });
    await hears(before, { waiting: -1, read: 1 });
    const answered = await doctor.shows(opened.id);
    expect(answered).toMatchObject({ status: 'ANSWERED', requiredAction: 'READ_ANSWER' });
    expect(answered.messages[1]).toMatchObject({
      kind: 'ANSWER',
      sender: 'AGENCY',
      text: 'Ja, på tisdag.',
      delivery: null,
    });

    before = now();
    expect((await doctor.handles(opened.id)).case?.status).toBe('HANDLED');
    await hears(before, { total: -1, read: -1 });
    before = now();
    expect((await doctor.unhandles(opened.id)).case?.status).toBe('ANSWERED');
    await hears(before, { total: 1, read: 1 });
  });

  it('that is ticked off while it waits waits again when the tick is taken away', async () => {
    const { id } = await asked();
    await doctor.handles(id);
    expect((await doctor.unhandles(id)).case).toMatchObject({ status: 'WAITING_FOR_AGENCY', requiredAction: 'WAIT' });
  });

  it('that was ticked off is there again to be read when the agency answers all the same', async () => {
    const opened = await asked();
    await eventually(async () =>
      expect((await doctor.shows(opened.id)).messages[0]?.delivery?.state).toBe('DELIVERED'),
    );
    await doctor.handles(opened.id);
    await eventually(async () => expect((await doctor.lists('HANDLED')).map(({ id }) => id)).toContain(opened.id));
    const before = now();
    await agencyAnswers(stack.agencyUrl, questionOf(opened).id);
    await hears(before, { total: 1, read: 1 });
  });

  it('is asked by every role that may, and by none about what is not sent', async () => {
    expect((await administrator.asks(SENT)).errors).toEqual([]);
    const unsent = certificateOf(UNIT, 1);
    expect((await doctor.asks(unsent)).errors).toEqual([{ code: 'CERTIFICATE_NOT_SENT', path: null }]);
    // Försäkringskassan writes about what it has
    await agencyAsks(stack.agencyUrl, unsent);
    expect((await doctor.asks(unsent)).errors).toEqual([]);
  });

  it.each([
    ['no text', { text: '' }, 'text'],
    ['5000 characters', { text: 'a'.repeat(5_000) }, 'text'],
    ['a control character', { text: 'a\u0001' }, 'text'],
    ['the subject of a complement request', { subject: 'COMPLEMENT' }, 'subject'],
    ['no key', { idempotencyKey: ' ' }, 'idempotencyKey'],
    ['a key of 101 characters', { idempotencyKey: 'k'.repeat(101) }, 'idempotencyKey'],
  ])('with %s is refused, and nothing is stored', async (_, question, path) => {
    const before = await rowsOf(stack.database, 'select count(*) from cases.message');
    expect((await doctor.asks(SENT, question)).errors).toEqual([{ code: 'BAD_USER_INPUT', path }]);
    expect(await rowsOf(stack.database, 'select count(*) from cases.message')).toEqual(before);
  });

  it('asked 50 times at once under one key is one case, one message and one delivery', async () => {
    const question = { idempotencyKey: newKey(), text: 'En gång, tack.' };
    const before = now();
    const all = await Promise.all(Array.from({ length: 50 }, () => asked(question)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    await hears(before, { total: 1, waiting: 1 });
    await eventually(async () => {
      const { messages } = await agencyHas(stack.agencyUrl);
      expect(messages.filter(({ text }) => text === question.text)).toHaveLength(1);
    });
    const counted = `select (select count(*) from cases.message where text = $1) as messages,
      (select count(*) from cases.delivery d join cases.message m on m.id = d.id::text where m.text = $1) as deliveries`;
    expect(await rowsOf(stack.database, counted, [question.text])).toEqual([{ messages: '1', deliveries: '1' }]);
  });

  it('under the key of another is refused, and under the key of another person is its own', async () => {
    const idempotencyKey = newKey();
    await asked({ idempotencyKey });
    const other = { idempotencyKey, text: 'Något annat.' };
    expect((await doctor.asks(SENT, other)).errors).toEqual([
      { code: 'IDEMPOTENCY_KEY_TAKEN', path: 'idempotencyKey' },
    ]);
    expect((await administrator.asks(SENT, other)).errors).toEqual([]);
  });

  it('that the agency cannot take now stays in the outbox, to be tried again by itself', async () => {
    const certificate = certificateOf(UNIT, 2);
    await agencyAsks(stack.agencyUrl, certificate);
    await setAgencyFault(stack.agencyUrl, { mode: 'fault' });
    const { case: opened } = await doctor.asks(certificate, { text: 'Hör ni mig?' });
    const id = opened?.id ?? 'none';
    const delivery = async () => (await doctor.shows(id)).messages[0]?.delivery;
    await eventually(async () => expect(await delivery()).toMatchObject({ state: 'PENDING', fault: 'SOAP_FAULT' }));
    expect((await doctor.sendsAgain(id)).errors).toEqual([{ code: 'DELIVERY_NOT_FAILED', path: null }]);
  });

  it('that the agency refuses is an error in the outbox, and is sent again when somebody says so', async () => {
    await setAgencyFault(stack.agencyUrl, { mode: 'error', errorId: 'VALIDATION_ERROR' });
    const certificate = certificateOf(units.alfaAllergi);
    const { case: opened } = await doctor.asks(certificate, { text: 'Tar ni emot det här?' });
    const delivery = async () => (await doctor.shows(opened?.id ?? '')).messages[0]?.delivery;
    await eventually(async () => expect(await delivery()).toMatchObject({ state: 'ERROR', fault: 'VALIDATION_ERROR' }));
    await setAgencyFault(stack.agencyUrl, { mode: 'none' });
    expect((await doctor.sendsAgain(opened?.id ?? '')).errors).toEqual([]);
    await eventually(async () => expect(await delivery()).toMatchObject({ state: 'DELIVERED' }));
  });
});
