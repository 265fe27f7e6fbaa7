import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DB, DOI } from '../support/death.ts';
import { eventually } from '../support/eventually.ts';
import { keeper, type Keeper } from '../support/life.ts';
import { ajla, ajlaOnAllergi, alf, beata } from '../support/people.ts';
import { digest } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const DECEASED = '194101157545';
/** They live; a death is written before the person service knows of it. */
const [MARCUS, SOFIA, EMELIE, JENNY] = ['198102179291', '198206169289', '198802192388', '197905209289'] as const;
const SIMON = '199001182394';
/** Not yet 30. */
const WILMA = '200101172385';

let stack: SeededStack;
let doctor: Keeper;
let now = new Date('2026-11-22T10:00:00Z');
beforeAll(async () => {
  stack = await startSeededStack(() => now);
  doctor = keeper(stack, ajla);
});
afterAll(() => stack.stop());

const codes = ({ errors }: { readonly errors: readonly { readonly code: string }[] }): string[] =>
  errors.map(({ code }) => code);

async function isRefused(wish: () => Promise<{ errors: readonly { code: string }[] }>, code: string): Promise<void> {
  const before = await digest(stack.database);
  expect(codes(await wish())).toEqual([code]);
  expect(await digest(stack.database)).toEqual(before);
}

/** Sent at signing (signera och skicka). */
const reachesItsRecipient = (id: string): Promise<void> =>
  eventually(async () =>
    expect((await doctor.certificate(id))?.deliveries).toMatchObject([{ recipient: 'SKV', state: 'DELIVERED' }]),
  );

describe('A patient has one dödsbevis', () => {
  it('as a draft of the care provider, wherever it was begun; another care provider may begin one, too', async () => {
    const { draft } = await keeper(stack, ajlaOnAllergi).create(MARCUS, DB);
    for (const user of [ajla, alf]) await isRefused(() => keeper(stack, user).create(MARCUS, DB), 'UNIQUE_DRAFT');
    expect(codes(await keeper(stack, beata).create(MARCUS, DB))).toEqual([]);
    expect(codes(await doctor.create(MARCUS, DOI))).toEqual([]);
    expect(codes(await doctor.remove(draft?.id ?? '', 0))).toEqual([]);
    expect(codes(await keeper(stack, alf).create(MARCUS, DB))).toEqual([]);
  });

  it('begun by one of ten at the same moment', async () => {
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, place) => keeper(stack, place % 2 === 0 ? ajla : alf).create(SOFIA, DB)),
    );
    expect(all.filter(({ draft }) => draft)).toHaveLength(1);
    expect(new Set(all.flatMap(codes))).toEqual(new Set(['UNIQUE_DRAFT']));
  });

  it('not kept from being begun by a draft that time has locked', async () => {
    const before = now;
    await doctor.create(EMELIE, DB);
    now = new Date(now.getTime() + 15 * 86_400_000);
    const again = await doctor.create(EMELIE, DB).finally(() => {
      now = before;
    });
    expect(codes(again)).toEqual([]);
  });

  it('signed, whoever signed it, until it is revoked; only a replacement is signed beside it', async () => {
    const [here, elsewhere] = await Promise.all([doctor.ready(DECEASED, DB), keeper(stack, beata).ready(DECEASED, DB)]);
    const signed = await doctor.sign(here);
    expect(codes(signed)).toEqual([]);
    const id = signed.certificate?.id ?? '';
    await reachesItsRecipient(id);
    await isRefused(() => keeper(stack, beata).sign(elsewhere), 'UNIQUE_CERTIFICATE');
    await isRefused(() => keeper(stack, alf).create(DECEASED, DB), 'UNIQUE_CERTIFICATE');
    const { draft } = await doctor.replace(id);
    const replacing = await doctor.sign({ id: draft?.id ?? '', revision: draft?.revision ?? 0 });
    expect(codes(replacing)).toEqual([]);
    await reachesItsRecipient(replacing.certificate?.id ?? '');
    await isRefused(() => keeper(stack, beata).sign(elsewhere), 'UNIQUE_CERTIFICATE');
    for (const one of [id, replacing.certificate?.id ?? '']) expect(codes(await doctor.revoke(one))).toEqual([]);
    expect(codes(await keeper(stack, beata).sign(elsewhere))).toEqual([]);
  });
});

describe('A patient has one dödsorsaksintyg of each care provider', () => {
  it('signed once, by one of two who do so at the same moment; another care provider signs its own', async () => {
    const [alfs, beatas] = [keeper(stack, alf), keeper(stack, beata)];
    const locked = await doctor.ready(DECEASED, DOI);
    await isRefused(() => alfs.create(DECEASED, DOI), 'UNIQUE_DRAFT');
    now = new Date(now.getTime() + 15 * 86_400_000);
    const other = await alfs.ready(DECEASED, DOI);
    const { draft: copy } = await doctor.copy(locked.id);
    const signing = await Promise.all([
      doctor.sign({ id: copy?.id ?? '', revision: copy?.revision ?? 0 }),
      alfs.sign(other),
    ]);
    expect(signing.flatMap(codes)).toEqual(['UNIQUE_CERTIFICATE']);
    expect(codes(await beatas.sign(await beatas.ready(DECEASED, DOI)))).toEqual([]);
  });
});

const noticeOf = async (by: Keeper, id = ''): Promise<string> => {
  const { data } = await by.asks('query ($id: ID!) { draft(id: $id) { notice { sv en } } }', { id });
  return (data as unknown as { draft: { notice: { sv: string } | null } }).draft.notice?.sv ?? '';
};

describe('The writer of an FK7801', () => {
  it('is told of a patient who is too old for it', async () => {
    const [older, younger] = await Promise.all(
      [SIMON, WILMA].map((patient) => doctor.create(patient, { typeId: 'CertificateType_fk7801-1.2' })),
    );
    expect(await noticeOf(doctor, older?.draft?.id)).toMatch(/^Patienten är äldre än 30 år och 2 månader/);
    expect(await noticeOf(doctor, younger?.draft?.id)).toBe('');
  });
});

describe('The writer of a dödsorsaksintyg', () => {
  it('is told that a dödsbevis is missing until one is signed within the care provider', async () => {
    const [alfs, beatas] = [keeper(stack, alf), keeper(stack, beata)];
    const [ours, theirs] = await Promise.all([doctor.create(SIMON, DOI), beatas.create(SIMON, DOI)]);
    const ready = await alfs.ready(SIMON, DB);
    expect(await noticeOf(doctor, ours.draft?.id)).toMatch(/^Dödsbevis saknas/);
    expect(await noticeOf(alfs, ready.id)).toBe('');
    expect(codes(await alfs.sign(ready))).toEqual([]);
    expect(await noticeOf(doctor, ours.draft?.id)).toBe('');
    expect(await noticeOf(beatas, theirs.draft?.id)).toMatch(/^Dödsbevis saknas/);
  });
});

describe('T16 A dödsbevis and a dödsorsaksintyg', () => {
  it.each([
    ['Skatteverket', DB, 'SKV'],
    ['Socialstyrelsen', DOI, 'SOS'],
  ] as const)('are sent when they are signed: to %s', async (_, certificate, recipient) => {
    const { certificate: signed, errors } = await doctor.sign(await doctor.ready(JENNY, certificate));
    expect(errors).toEqual([]);
    await eventually(async () =>
      expect((await doctor.certificate(signed?.id ?? ''))?.deliveries).toMatchObject([
        { recipient, state: 'DELIVERED' },
      ]),
    );
  });
});
