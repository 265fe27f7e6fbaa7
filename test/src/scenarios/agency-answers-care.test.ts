import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agencyAnswers, agencyAsks, agencyHas, certificateOf } from '../support/agency.ts';
import { correspondent, type ShownCase } from '../support/correspondence.ts';
import { eventually } from '../support/eventually.ts';
import { ajla, units } from '../support/people.ts';
import { rowsOf } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const SENT = certificateOf(units.alfaMedicincentrum);

let stack: SeededStack;
let doctor: ReturnType<typeof correspondent>;
beforeAll(async () => {
  stack = await startSeededStack();
  doctor = correspondent(stack, ajla);
});
afterAll(() => stack.stop());

/** A question of care that the agency has. */
async function asked(question: object = {}): Promise<{ opened: ShownCase; messageId: string }> {
  const { case: opened } = await doctor.asks(SENT, question);
  const messageId = opened?.messages[0]?.id ?? 'none';
  await eventually(async () =>
    expect((await agencyHas(stack.agencyUrl)).messages.map(({ id }) => id)).toContain(messageId),
  );
  if (!opened) throw new Error('no case');
  return { opened, messageId };
}
const messagesOf = async (caseId: string) => (await doctor.shows(caseId)).messages.map(({ kind }) => kind);
const refused = (fault: string) => ({ resultCode: 'ERROR', errorId: 'VALIDATION_ERROR', resultText: fault });

describe('An answer of the agency', () => {
  it('is taken once: a second one to the same question is refused', async () => {
    const { opened, messageId } = await asked();
    expect(await agencyAnswers(stack.agencyUrl, messageId)).toMatchObject({ resultCode: 'OK' });
    const second = await agencyAnswers(stack.agencyUrl, messageId, { text: 'Nej, vänta.' });
    expect(second).toMatchObject(refused('ANSWER_EXISTS_ERROR'));
    expect(await messagesOf(opened.id)).toEqual(['QUESTION', 'ANSWER']);
  });

  it('that comes in 200 copies at once is one row', async () => {
    const { opened, messageId } = await asked();
    const answer = { messageId: '20020020-0000-4000-8000-0000000000a1' };
    const copies = Array.from({ length: 200 }, () => agencyAnswers(stack.agencyUrl, messageId, answer));
    const results = (await Promise.all(copies)).map(({ resultCode }) => resultCode);
    expect(results.filter((result) => result === 'OK')).toHaveLength(1);
    expect(results.filter((result) => result === 'INFO')).toHaveLength(199);
    expect(await messagesOf(opened.id)).toEqual(['QUESTION', 'ANSWER']);
  });

  it('is one of 20 different ones at once: the others are refused', async () => {
    const { opened, messageId } = await asked();
    const answers = Array.from({ length: 20 }, (_, place) =>
      agencyAnswers(stack.agencyUrl, messageId, { text: `Svar ${place}.` }),
    );
    const results = (await Promise.all(answers)).map(({ resultCode, resultText }) => resultText ?? resultCode);
    expect(results.filter((result) => result === 'OK')).toHaveLength(1);
    expect(results.filter((result) => result === 'ANSWER_EXISTS_ERROR')).toHaveLength(19);
    expect(await messagesOf(opened.id)).toEqual(['QUESTION', 'ANSWER']);
  });

  it('to what nobody asked, or to a question of the agency’s own, is refused', async () => {
    const own = await agencyAsks(stack.agencyUrl, SENT);
    for (const answers of ['00000000-0000-4000-8000-000000000000', own.messageId])
      expect(await agencyAsks(stack.agencyUrl, SENT, { answers })).toMatchObject(
        refused('REFERENCED_MESSAGE_NOT_FOUND_ERROR'),
      );
  });

  it('to a question about another certificate, or about another subject than it, is refused', async () => {
    const { opened, messageId: answers } = await asked();
    const other = certificateOf(units.alfaMedicincentrum, 1);
    expect(await agencyAsks(stack.agencyUrl, other, { answers })).toMatchObject(
      refused('REFERENCED_MESSAGE_NOT_FOUND_ERROR'),
    );
    expect(await agencyAsks(stack.agencyUrl, SENT, { answers, subject: 'OTHER' })).toMatchObject(
      refused('SUBJECT_CONSISTENCY_ERROR'),
    );
    expect(await doctor.shows(opened.id)).toMatchObject({ status: 'WAITING_FOR_AGENCY', answeredAt: null });
  });

  it('that wants an answer itself is refused', async () => {
    const { messageId: answers } = await asked();
    expect(await agencyAsks(stack.agencyUrl, SENT, { answers, answerBy: '2026-12-24' })).toMatchObject(
      refused('MESSAGE_TYPE_CONSISTENCY_ERROR'),
    );
  });
});

describe('A message id', () => {
  const rows = () => rowsOf(stack.database, 'select count(*) from cases.message');

  it('with the same message again is known, with another one refused, and nothing is stored', async () => {
    const question = { messageId: '20020020-0000-4000-8000-0000000000b1', sentAt: '2026-11-20T10:00:00' };
    expect(await agencyAsks(stack.agencyUrl, SENT, question)).toMatchObject({ resultCode: 'OK' });
    const before = await rows();
    const again = { ...question, sentAt: '2026-11-20T10:05:00' };
    expect(await agencyAsks(stack.agencyUrl, SENT, again)).toMatchObject({ resultCode: 'INFO' });
    for (const change of [
      { text: 'Något helt annat.' },
      { subject: 'OTHER' },
      { heading: 'Ny rubrik' },
      { reference: 'FK-2' },
      { answerBy: '2026-12-24' },
      { remindsOf: question.messageId, subject: 'REMINDER' },
    ])
      expect(await agencyAsks(stack.agencyUrl, SENT, { ...question, ...change })).toMatchObject(
        refused('MEDDELANDE_ID_NOT_UNIQUE_ERROR'),
      );
    const other = certificateOf(units.alfaMedicincentrum, 1);
    expect(await agencyAsks(stack.agencyUrl, other, question)).toMatchObject(refused('MEDDELANDE_ID_NOT_UNIQUE_ERROR'));
    expect(await rows()).toEqual(before);
  });

  it('of two different messages at the same moment is the first one’s', async () => {
    const messageId = '20020020-0000-4000-8000-0000000000b2';
    const asks = Array.from({ length: 40 }, (_, place) =>
      agencyAsks(stack.agencyUrl, SENT, { messageId, text: place % 2 ? 'Det ena.' : 'Det andra.' }),
    );
    const results = (await Promise.all(asks)).map(({ resultCode }) => resultCode);
    expect(results.filter((result) => result === 'OK')).toHaveLength(1);
    expect(results.filter((result) => result === 'INFO')).toHaveLength(19);
    expect(results.filter((result) => result === 'ERROR')).toHaveLength(20);
  });

  it('of care’s own message is not the agency’s to use', async () => {
    const { messageId } = await asked();
    expect(await agencyAsks(stack.agencyUrl, SENT, { messageId })).toMatchObject(
      refused('MEDDELANDE_ID_NOT_UNIQUE_ERROR'),
    );
  });
});

describe('A reminder', () => {
  const reminder = { subject: 'REMINDER', text: 'Vi väntar ännu.' };

  it('may name another last date, and the count of overdue cases follows', async () => {
    const { messageId } = await agencyAsks(stack.agencyUrl, SENT, { answerBy: '2026-10-01', text: 'Svara snarast.' });
    const found = async () =>
      (await doctor.lists('ANSWER')).find(({ messages }) => messages.some(({ id }) => id === messageId));
    expect(await found()).toMatchObject({ answerBy: '2026-10-01', hasReminder: false });
    await agencyAsks(stack.agencyUrl, SENT, { ...reminder, remindsOf: messageId });
    expect(await found()).toMatchObject({ answerBy: '2026-10-01', hasReminder: true });
    await agencyAsks(stack.agencyUrl, SENT, { ...reminder, remindsOf: messageId, answerBy: '2099-01-31' });
    expect(await found()).toMatchObject({ answerBy: '2099-01-31', status: 'WAITING_FOR_CARE' });
  });

  it('of a question of care’s is refused: the agency reminds of its own', async () => {
    const { messageId: remindsOf } = await asked();
    expect(await agencyAsks(stack.agencyUrl, SENT, { ...reminder, remindsOf })).toMatchObject(
      refused('REFERENCED_MESSAGE_NOT_FOUND_ERROR'),
    );
  });
});
