import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agencyAsks, certificateOf } from '../support/agency.ts';
import { ask } from '../support/graph-client.ts';
import { ajla, alva, type SignedIn, units } from '../support/people.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const CASES = `query ($units: [ID!]!, $filter: CaseFilter!) {
  cases(units: $units, first: 100, filter: $filter) {
    edges { node { id subject status requiredAction text hasReminder handledAt complements { questionId } } } }
  unhandled(units: $units) { total } }`;
const HANDLE = `mutation ($id: ID!) { markCaseHandled(input: { caseId: $id }) {
  case { status requiredAction handledAt actions { action refusals } } errors { code } } }`;

interface Shown {
  readonly id: string;
  readonly subject: string;
  readonly status: string;
  readonly requiredAction: string;
  readonly text: string;
  readonly hasReminder: boolean;
  readonly handledAt: string | null;
}

const UNIT = units.alfaMedicincentrum;
/** What the agency may write about, but for a reminder. */
const SUBJECTS = ['COORDINATION_MEETING', 'COMPLEMENT', 'CONTACT', 'OTHER'];

let stack: SeededStack;
beforeAll(async () => {
  stack = await startSeededStack();
});
afterAll(() => stack.stop());

const asks = async (user: SignedIn, document: string, variables: Record<string, unknown>) =>
  ask(stack.gatewayUrl, await stack.token(user), document, variables);

/** The unit's list and its number, as a user has them. */
async function seenBy(user: SignedIn, filter: 'UNHANDLED' | 'HANDLED' | 'ALL') {
  const { data } = await asks(user, CASES, { units: [UNIT], filter });
  const { cases, unhandled } = data as unknown as {
    cases: { edges: { node: Shown }[] };
    unhandled: { total: number }[];
  };
  return { list: cases.edges.map(({ node }) => node), total: unhandled[0]?.total };
}

/** The agency asks; the words tell the questions apart. */
async function agencyWrites(subject: string, text: string): Promise<string> {
  const complements = subject === 'COMPLEMENT' ? { complements: [{ questionId: '17', text: 'Beskriv mer.' }] } : {};
  const receipt = await agencyAsks(stack.agencyUrl, certificateOf(UNIT), { subject, text, ...complements });
  expect(receipt).toMatchObject({ resultCode: 'OK' });
  return receipt.messageId;
}

describe('Cases', () => {
  it('W113 the agency writes about each of the five subjects, and each is shown as what it is', async () => {
    const before = await seenBy(alva, 'ALL');
    const texts = SUBJECTS.map((subject) => `En fråga om ${subject}.`);
    const messages = new Map<string, string>();
    for (const [place, subject] of SUBJECTS.entries())
      messages.set(subject, await agencyWrites(subject, texts[place] ?? ''));
    const asked = async () => (await seenBy(alva, 'ALL')).list.filter(({ text }) => texts.includes(text));
    const shown = new Map((await asked()).map((one) => [one.subject, one]));
    expect([...shown.keys()].toSorted()).toEqual(SUBJECTS.toSorted());
    for (const [subject, { text, hasReminder }] of shown)
      expect({ text, hasReminder }).toEqual({ text: `En fråga om ${subject}.`, hasReminder: false });

    for (const [subject, remindsOf] of messages) {
      const reminder = { subject: 'REMINDER', text: 'Vi väntar ännu.', remindsOf };
      expect(await agencyAsks(stack.agencyUrl, certificateOf(UNIT), reminder)).toMatchObject({ resultCode: 'OK' });
      const reminded = (await asked()).filter((one) => one.hasReminder).map((one) => one.subject);
      expect(reminded).toContain(subject);
      expect(reminded).toHaveLength([...messages.keys()].indexOf(subject) + 1);
    }
    const after = await seenBy(alva, 'ALL');
    expect(after.list).toHaveLength(before.list.length + SUBJECTS.length);
    expect(after.total).toBe((before.total ?? 0) + SUBJECTS.length);
  });

  it('W131 a case of any subject is marked as handled without an answer, by a doctor or an administrator', async () => {
    for (const user of [ajla, alva])
      for (const subject of SUBJECTS) {
        const text = `Sköttes per telefon: ${subject}, ${user.sub}.`;
        await agencyWrites(subject, text);
        const before = await seenBy(user, 'UNHANDLED');
        const { id } = before.list.find((one) => one.text === text) ?? { id: 'none' };
        const { data } = await asks(user, HANDLE, { id });
        expect(data).toMatchObject({
          markCaseHandled: {
            case: { status: 'HANDLED', requiredAction: 'NONE', handledAt: expect.any(String) },
            errors: [],
          },
        });
        const after = await seenBy(user, 'UNHANDLED');
        expect(after.list).toEqual(before.list.filter((one) => one.id !== id));
        expect(after.total).toBe((before.total ?? 0) - 1);
        expect((await seenBy(user, 'HANDLED')).list.map((one) => one.id)).toContain(id);
      }
  });
});
