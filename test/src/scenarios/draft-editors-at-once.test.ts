import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected } from '../demo/admin.ts';
import { ADMIN } from '../demo/roles.ts';
import { answerIn, begun, writer, type Writer } from '../support/drafts.ts';
import { eventually } from '../support/eventually.ts';
import { ajla, alva, anna } from '../support/people.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const SIMON = '199001182394';
const TEXTS = ['25.1', '35.1', '17.1', '19.1', '20.1', '37.1'] as const;

let stack: SeededStack;
let editors: readonly [Writer, Writer, Writer];
beforeAll(async () => {
  stack = await startSeededStack();
  editors = [writer(stack, ajla), writer(stack, alva), writer(stack, anna)];
});
afterAll(() => stack.stop());

const text = (subAnswerId: string, words: string, expectedRevision = 0) => ({
  subAnswerId,
  answer: { text: words },
  expectedRevision,
});

/** Does things while somebody else has the draft's row, so that all of them wait for it, and lets them go together. */
async function together<T>(draftId: string, ...doing: (() => Promise<T>)[]): Promise<T[]> {
  return connected(stack.database.url(ADMIN), async (client) => {
    await client.query('begin');
    await client.query('select from certificates.draft where id = $1 for update', [draftId.slice('Draft_'.length)]);
    const under = doing.map((start) => start());
    const waiting = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
    await eventually(async () => {
      // within a transaction the server shows the same picture until it is told to look again
      await client.query('select pg_stat_clear_snapshot()');
      expect((await client.query(waiting)).rowCount).toBe(doing.length);
    });
    await client.query('commit');
    return Promise.all(under);
  });
}

describe('Two who save at the very same time', () => {
  it('different answers: both are kept', async () => {
    const [one, other] = editors;
    const { id } = await begun(one, SIMON);
    const results = await together(
      id,
      () => one.save(id, text('25.1', 'Av den ena.')),
      () => other.save(id, text('35.1', 'Av den andra.')),
    );
    expect(results.flatMap(({ errors }) => errors)).toEqual([]);
    const draft = await one.read(id);
    expect(draft?.revision).toBe(2);
    expect(answerIn(draft, '25.1')?.answer).toMatchObject({ text: 'Av den ena.' });
    expect(answerIn(draft, '35.1')?.answer).toMatchObject({ text: 'Av den andra.' });
  });

  it('the same answer: the first is kept, and the second is shown it', async () => {
    const [one, other] = editors;
    const { id } = await begun(one, SIMON);
    const results = await together(
      id,
      () => one.save(id, text('25.1', 'Av den ena.')),
      () => other.save(id, text('25.1', 'Av den andra.')),
    );
    const refused = results.filter(({ errors }) => errors.length > 0);
    expect(refused).toHaveLength(1);
    const kept = answerIn(await one.read(id), '25.1');
    expect(refused[0]?.errors).toMatchObject([
      { code: 'CONCURRENT_MODIFICATION', conflict: { revision: 1, answer: kept?.answer, savedBy: kept?.savedBy } },
    ]);
  });
});

describe('A save and a deletion at the very same time', () => {
  it('end with the draft as it was saved, or with none: never with half of each', async () => {
    const [one, other] = editors;
    for (let round = 0; round < 6; round++) {
      const { id } = await begun(one, SIMON);
      const save = async () => ({ saves: true, ...(await one.save(id, text('25.1', 'Hej'))) });
      const remove = async () => ({ saves: false, ...(await other.remove(id, 0)) });
      const results = await together(id, ...(round % 2 ? [remove, save] : [save, remove]));
      const saved = results.find(({ saves }) => saves)?.errors;
      const deleted = results.find(({ saves }) => !saves)?.errors;
      const draft = await one.read(id);
      if (draft) {
        expect(saved).toEqual([]);
        expect(deleted).toMatchObject([{ code: 'CONCURRENT_MODIFICATION' }]);
        expect(answerIn(draft, '25.1')?.answer).toMatchObject({ text: 'Hej' });
      } else {
        expect(saved).toMatchObject([{ code: 'DRAFT_NOT_FOUND' }]);
        expect(deleted).toEqual([]);
      }
    }
  });
});

describe('Three editors who write at once wherever they like', () => {
  it(
    'lose nothing that was answered as saved, and see each other’s words instead of writing over them',
    {
      timeout: 60_000,
    },
    async () => {
      const { id } = await begun(editors[0], SIMON);
      /** What each save that was taken put where: field, revision it made, words. */
      const taken: { field: string; revision: number; words: string }[] = [];
      let refusals = 0;
      const edits = async (editor: Writer): Promise<void> => {
        const known = new Map<string, number>();
        for (let place = 0; place < 12; place++) {
          const fields = [TEXTS[(place * 5) % 6] ?? '25.1', TEXTS[(place * 5 + 1) % 6] ?? '35.1'];
          const words = new Map(fields.map((field) => [field, randomUUID() as string]));
          const { draft, errors } = await editor.save(
            id,
            ...fields.map((field) => text(field, words.get(field) ?? '', known.get(field) ?? 0)),
          );
          const refused = new Set(errors.map(({ subAnswerId }) => subAnswerId));
          refusals += refused.size;
          for (const field of fields) {
            const revision = answerIn(draft, field)?.revision ?? 0;
            known.set(field, revision);
            if (!refused.has(field)) taken.push({ field, revision, words: words.get(field) ?? '' });
          }
        }
      };
      await Promise.all(editors.map(edits));
      const draft = await editors[0].read(id);
      for (const field of TEXTS) {
        const saves = taken.filter((save) => save.field === field);
        // each revision was made once, by a save that had read the one before
        const revisions = saves.map(({ revision }) => revision).sort((a, b) => a - b);
        expect(revisions).toEqual(revisions.map((_, place) => place + 1));
        const last = saves.find(({ revision }) => revision === saves.length);
        expect(answerIn(draft, field)).toMatchObject({ revision: saves.length, answer: { text: last?.words } });
      }
      expect(taken.length + refusals).toBe(3 * 12 * 2);
      expect(refusals).toBeGreaterThan(0);
    },
  );
});
