import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writer } from '../support/drafts.ts';
import { ajla } from '../support/people.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

let stack: SeededStack;
beforeAll(async () => {
  stack = await startSeededStack();
});
afterAll(() => stack.stop());

describe('A draft', () => {
  it('is begun empty on the unit that one is signed in on, and read', async () => {
    const doctor = writer(stack, ajla);
    const { draft, errors } = await doctor.create('199001182394');
    expect(errors).toEqual([]);
    expect(draft).toMatchObject({ status: 'EMPTY_DRAFT', revision: 0, unit: { hsaId: ajla.unit } });
    expect(await doctor.read(draft?.id ?? '')).toEqual(draft);
  });

  it('is saved answer by answer, listed, and deleted', async () => {
    const doctor = writer(stack, ajla);
    const { draft } = await doctor.create('199001182394');
    const id = draft?.id ?? '';
    const saved = await doctor.save(id, { subAnswerId: '25.1', answer: { text: 'Hej' }, expectedRevision: 0 });
    expect(saved).toMatchObject({ draft: { status: 'DRAFT_INCOMPLETE', revision: 1 }, errors: [] });
    expect((await doctor.list({})).edges.map(({ node }) => node.id)).toContain(id);
    expect(await doctor.remove(id, 1)).toEqual({ draft: null, errors: [] });
    expect(await doctor.read(id)).toBeNull();
  });
});
