import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begun, COMPLETE, writer, type Writer } from '../support/drafts.ts';
import { ajla } from '../support/people.ts';
import { digest, rowsOf } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const SIMON = '199001182394';

let now = new Date('2027-03-20T12:00:00Z');
let stack: SeededStack;
let doctor: Writer;
beforeAll(async () => {
  stack = await startSeededStack(() => now);
  doctor = writer(stack, ajla);
});
afterAll(() => stack.stop());

const at = (instant: string): void => {
  now = new Date(instant);
};
const saves = async (id: string, expectedRevision: number) =>
  (
    await doctor.save(id, { subAnswerId: '25.1', answer: { text: `Kl ${now.toISOString()}` }, expectedRevision })
  ).errors.map(({ code }) => code);

/** When it is begun, the last instant of the 14th day after, the first one of the 15th. Sweden is at UTC+1 or +2. */
const DAYS = [
  ['over the day when clocks go forward', '2027-03-19T23:00:00Z', '2027-04-03T21:59:59.999Z', '2027-04-03T22:00:00Z'],
  ['over the day when clocks go back', '2027-10-20T21:59:59Z', '2027-11-03T22:59:59.999Z', '2027-11-03T23:00:00Z'],
  [
    'begun on the day when clocks go forward',
    '2027-03-28T00:30:00Z',
    '2027-04-11T21:59:59.999Z',
    '2027-04-11T22:00:00Z',
  ],
  ['begun on the day when clocks go back', '2027-10-30T22:30:00Z', '2027-11-14T22:59:59.999Z', '2027-11-14T23:00:00Z'],
  ['over 29 February', '2028-02-20T22:59:59Z', '2028-03-05T22:59:59.999Z', '2028-03-05T23:00:00Z'],
  ['begun in the last second of a day', '2027-06-10T21:59:59Z', '2027-06-24T21:59:59.999Z', '2027-06-24T22:00:00Z'],
] as const;

describe('A draft', () => {
  it.each(DAYS)(
    'is edited until midnight after its 14th day in Sweden, and refused from then on: %s',
    async (_, begin, last, first) => {
      at(begin);
      const { id } = await begun(doctor, SIMON);
      expect(await saves(id, 0)).toEqual([]);
      at(last);
      expect(await saves(id, 1)).toEqual([]);
      at(first);
      const before = await digest(stack.database);
      expect(await saves(id, 2)).toEqual(['DRAFT_LOCKED']);
      expect((await doctor.remove(id, 2)).errors.map(({ code }) => code)).toEqual(['DRAFT_LOCKED']);
      const after = await digest(stack.database);
      // that it is locked was noticed and is told; nothing it says was changed
      expect(after.filter((row, place) => row['digest'] !== before[place]?.['digest'])).toMatchObject([
        { table: 'certificates.draft' },
        { table: 'certificates.event' },
      ]);
      expect(await doctor.read(id)).toMatchObject({ status: 'LOCKED', revision: 2 });
    },
  );

  it('that is locked is read and listed as locked, and says that it may be printed, copied and revoked only', async () => {
    at('2027-05-01T08:00:00Z');
    const { id, patient } = await begun(doctor, SIMON);
    await doctor.save(id, ...COMPLETE);
    at('2027-05-16T08:00:00Z');
    const listed = async (statuses: string[]) =>
      (await doctor.list({ patient: patient?.id ?? '', statuses })).edges.map(({ node }) => node.id);
    // as nobody has noticed yet
    expect(await listed(['EMPTY_DRAFT', 'DRAFT_INCOMPLETE', 'DRAFT_COMPLETE'])).not.toContain(id);
    expect(await listed(['LOCKED'])).toContain(id);
    const draft = await doctor.read(id);
    expect(draft?.status).toBe('LOCKED');
    expect(draft?.actions).toEqual([
      { action: 'EDIT', refusals: ['DRAFT_LOCKED'] },
      { action: 'DELETE', refusals: ['DRAFT_LOCKED'] },
      { action: 'SIGN', refusals: ['DRAFT_LOCKED', 'DRAFT_NOT_COMPLETE'] },
      { action: 'PRINT', refusals: [] },
      { action: 'COPY', refusals: [] },
      { action: 'REVOKE', refusals: [] },
    ]);
  });

  it('that was locked stays so when the clock is put back', async () => {
    at('2027-07-01T08:00:00Z');
    const { id } = await begun(doctor, SIMON);
    at('2027-07-20T08:00:00Z');
    expect(await saves(id, 0)).toEqual(['DRAFT_LOCKED']);
    at('2027-07-02T08:00:00Z');
    expect(await saves(id, 0)).toEqual(['DRAFT_LOCKED']);
    expect((await doctor.read(id))?.status).toBe('LOCKED');
    const [row] = await rowsOf(stack.database, 'select status from certificates.draft where id = $1', [id.slice(6)]);
    expect(row).toEqual({ status: 'LOCKED' });
  });
});
