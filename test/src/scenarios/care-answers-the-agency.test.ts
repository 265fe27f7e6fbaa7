import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agencyAsks, agencyHas, certificateOf } from '../support/agency.ts';
import { correspondent, type Count, COUNTS, newKey, type ShownCase } from '../support/correspondence.ts';
import { eventually } from '../support/eventually.ts';
import { subscribe, type Subscription } from '../support/graph-client.ts';
import { ajla, alva, anna, units } from '../support/people.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const UNIT = units.alfaMedicincentrum;
const SENT = certificateOf(UNIT);
/** What is answered in words. */
const ADMINISTRATIVE = ['COORDINATION_MEETING', 'CONTACT', 'OTHER'];

let stack: SeededStack;
let doctor: ReturnType<typeof correspondent>;
let watching: Subscription;
beforeAll(async () => {
  stack = await startSeededStack();
  doctor = correspondent(stack, ajla);
  watching = subscribe(stack.gatewayUrl, await stack.token(ajla), COUNTS, { units: [UNIT] });
  await eventually(() => expect(watching.values('unhandled')).toHaveLength(1));
});
afterAll(async () => {
  await watching.close();
  await stack.stop();
});

const now = () => watching.values<Count>('unhandled').at(-1);

/** A question of the agency, as care has it. */
async function agencyAsked(question: Record<string, unknown> = {}): Promise<{ asked: ShownCase; messageId: string }> {
  const { messageId } = await agencyAsks(stack.agencyUrl, SENT, question);
  const asked = (await doctor.lists('UNHANDLED')).find(({ messages }) => messages.some(({ id }) => id === messageId));
  if (!asked) throw new Error('no case');
  return { asked, messageId };
}
const hasFromCare = (answers: string, text: string) =>
  eventually(async () => {
    const found = (await agencyHas(stack.agencyUrl)).messages.filter((message) => message.answers === answers);
    expect(found.map((message) => message.text)).toEqual([text]);
  });

describe('An answer of care', () => {
  it.each(ADMINISTRATIVE)(
    'W122 W123 P18 to a question about %s handles it, lowers the count and reaches the agency under the same heading',
    async (subject) => {
      const { asked, messageId } = await agencyAsked({ subject, text: `Fråga om ${subject}.` });
      await eventually(() => expect(now()?.answer).toBeGreaterThan(0));
      const before = now();
      const text = `Svar om ${subject}: "ja" & <nej>\r\nHälsningar`;
      const { case: answered, errors } = await doctor.answers(asked.id, { text });
      expect(errors).toEqual([]);
      expect(answered).toMatchObject({
        status: 'HANDLED',
        requiredAction: 'NONE',
        messages: [{ kind: 'QUESTION' }, { kind: 'ANSWER', sender: 'CARE', text }],
      });
      await eventually(() => expect(now()).toMatchObject({ answer: (before?.answer ?? 0) - 1 }));
      expect(now()?.total).toBe((before?.total ?? 0) - 1);
      await hasFromCare(messageId, text);
      expect((await agencyHas(stack.agencyUrl)).messages.find(({ answers }) => answers === messageId)?.subject).toBe(
        subject,
      );
    },
  );

  it.each([
    ['a doctor', ajla],
    ['an administrator', alva],
    ['a nurse', anna],
  ])('may come from %s', async (_, user) => {
    const { asked } = await agencyAsked();
    expect((await correspondent(stack, user).answers(asked.id)).errors).toEqual([]);
  });

  it('is given once: of 20 at the same moment, one', async () => {
    const { asked, messageId } = await agencyAsked();
    const texts = Array.from({ length: 20 }, (_, place) => `Svar ${place}.`);
    const all = await Promise.all(texts.map((text) => doctor.answers(asked.id, { text })));
    expect(all.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(all.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(
      Array(19).fill('CASE_ALREADY_ANSWERED'),
    );
    await hasFromCare(messageId, texts[all.findIndex(({ errors }) => errors.length === 0)] ?? '');
  });

  it('under the same key is the same answer, also when it is handled by then', async () => {
    const { asked } = await agencyAsked();
    const answer = { idempotencyKey: newKey(), text: 'Ja.' };
    const first = await doctor.answers(asked.id, answer);
    const again = await doctor.answers(asked.id, answer);
    expect(again.errors).toEqual([]);
    expect(again.case?.messages.map(({ id }) => id)).toEqual(first.case?.messages.map(({ id }) => id));
    expect((await doctor.answers(asked.id, { ...answer, text: 'Nej.' })).errors).toEqual([
      { code: 'IDEMPOTENCY_KEY_TAKEN', path: 'idempotencyKey' },
    ]);
  });

  it('stays: a question that care has answered is not opened again', async () => {
    const { asked } = await agencyAsked();
    await doctor.answers(asked.id);
    expect((await doctor.unhandles(asked.id)).errors).toEqual([{ code: 'ANSWERED_STAYS_HANDLED', path: null }]);
  });

  it('in words is no answer to a complement request, and the case says so', async () => {
    const complements = [{ questionId: '17', text: 'Beskriv mer.' }];
    const { asked } = await agencyAsked({ subject: 'COMPLEMENT', complements });
    const refusal = 'COMPLEMENT_NOT_ANSWERED_IN_WORDS';
    expect(asked.requiredAction).toBe('COMPLEMENT');
    expect(asked.actions).toContainEqual({ action: 'ANSWER', refusals: [refusal] });
    expect((await doctor.answers(asked.id)).errors).toEqual([{ code: refusal, path: null }]);
    expect(await doctor.shows(asked.id)).toMatchObject({ status: 'WAITING_FOR_CARE', messages: [{}] });
  });

  it('is not for care’s own question, nor for one that was ticked off', async () => {
    const { case: own } = await doctor.asks(SENT);
    expect((await doctor.answers(own?.id ?? '')).errors).toEqual([{ code: 'ASKED_BY_CARE', path: null }]);
    const { asked } = await agencyAsked();
    await doctor.handles(asked.id);
    expect((await doctor.answers(asked.id)).errors).toEqual([{ code: 'CASE_NOT_UNHANDLED', path: null }]);
  });

  it('W133 handles the reminders of its question too, which take no answer of their own', async () => {
    const before = now()?.total ?? 0;
    const { messageId } = await agencyAsked({ text: 'Svara på detta.' });
    const reminder = { subject: 'REMINDER', text: 'Har ni glömt oss?', remindsOf: messageId };
    expect(await agencyAsks(stack.agencyUrl, SENT, reminder)).toMatchObject({ resultCode: 'OK' });
    await eventually(() => expect(now()?.total).toBe(before + 1));
    const list = await doctor.lists('UNHANDLED');
    const asked = list.find(({ messages }) => messages.some(({ id }) => id === messageId));
    expect(asked?.messages.map(({ kind }) => kind)).toEqual(['QUESTION', 'REMINDER']);
    await doctor.answers(asked?.id ?? '');
    await eventually(() => expect(now()?.total).toBe(before));
    expect((await doctor.lists('UNHANDLED')).map(({ id }) => id)).not.toContain(asked?.id);
  });
});

describe('What is to be done', () => {
  it('W116 follows from who asked and about what, in the case and in the list that is asked for it', async () => {
    const certificate = certificateOf(UNIT, 1);
    const complements = [{ questionId: '17', text: 'Beskriv mer.' }];
    await agencyAsks(stack.agencyUrl, certificate, { subject: 'COMPLEMENT', complements });
    for (const subject of ADMINISTRATIVE) await agencyAsks(stack.agencyUrl, certificate, { subject });
    await doctor.asks(certificate);
    const of = { certificate: `Certificate_${certificate}` };
    const every = await doctor.lists('ALL', of);
    expect(every).toHaveLength(5);
    for (const [filter, subjects] of [
      ['COMPLEMENT', ['COMPLEMENT']],
      ['ANSWER', ADMINISTRATIVE],
      ['WAIT', ['CONTACT']],
      ['READ_ANSWER', []],
      ['HANDLED', []],
    ] as const) {
      const list = await doctor.lists(filter, of);
      expect(list.map(({ subject }) => subject).toSorted((a, b) => a.localeCompare(b))).toEqual(
        [...subjects].sort((a, b) => a.localeCompare(b)),
      );
      for (const { requiredAction } of list) expect(requiredAction).toBe(filter);
    }
    expect(await doctor.lists('ALL', { ...of, askedBy: 'CARE' })).toMatchObject([{ askedBy: 'CARE' }]);
    expect(await doctor.lists('ALL', { ...of, askedBy: 'AGENCY' })).toHaveLength(4);
  });
});
