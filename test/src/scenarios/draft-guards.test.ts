import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { answerIn, begun, writer, type Writer } from '../support/drafts.ts';
import { ajla, ajlaOnAllergi, alf, alva, anna, beata, petra, type SignedIn, tage, units } from '../support/people.ts';
import { changePerson, setFault } from '../support/person-service.ts';
import { digest, rowsOf } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const SIMON = '199001182394';
const OF_PROTECTED = '198506149882';
const DECEASED = '194101157545';

let stack: SeededStack;
let doctor: Writer;
beforeAll(async () => {
  stack = await startSeededStack();
  doctor = writer(stack, ajla);
});
afterAll(() => stack.stop());

const as = (user: SignedIn): Writer => writer(stack, user);
const codes = ({ errors }: { readonly errors: readonly { readonly code: string }[] }) => errors.map(({ code }) => code);

/** A wish that is refused with this code, and leaves nothing behind. */
async function isRefused(by: Writer, personId: string, code: string, typeId?: string): Promise<void> {
  const before = await digest(stack.database);
  const answer = await by.create(personId, typeId === undefined ? {} : { typeId });
  expect(answer.draft).toBeNull();
  expect(codes(answer)).toEqual([code]);
  if (personId) expect(JSON.stringify(answer)).not.toContain(personId);
  expect(await digest(stack.database)).toEqual(before);
}

/** What signing makes of a draft, but for its answers. */
const asIfSigned = (certificateId: string) =>
  rowsOf(
    stack.database,
    `with signed as (delete from certificates.draft where id = $1 returning *)
     insert into certificates.certificate (id, type_id, type_version, status, unit, care_unit, care_provider, signed_by,
       signed_by_role, signed_at, person_id, patient_id, protection, test_certificate, answers)
     select id, type_id, type_version, 'SIGNED', unit, care_unit, care_provider, created_by, 'DOCTOR', now(), person_id,
       patient_id, protection, test_certificate, '{}' from signed`,
    [certificateId],
  );

describe('A draft is begun', () => {
  it.each([
    ['a doctor', ajla],
    ['a care administrator', alva],
    ['a nurse', anna],
    ['a dentist', tage],
  ])('by %s', async (_, user) => {
    expect(await begun(as(user), SIMON)).toMatchObject({ unit: { hsaId: user.unit }, createdBy: { hsaId: user.sub } });
  });

  it('on a sub-unit by who is signed in there', async () => {
    expect(await begun(as(ajlaOnAllergi), SIMON)).toMatchObject({ unit: { hsaId: units.alfaAllergi } });
  });

  it('by a doctor for somebody with protected data', async () => {
    expect(await begun(doctor, OF_PROTECTED)).toMatchObject({ status: 'EMPTY_DRAFT' });
  });
});

describe('No draft is begun', () => {
  it('by somebody without authority', () => isRefused(as(petra), SIMON, 'ROLE_MAY_NOT_DRAFT'));

  it('of a type that there is not', () =>
    isRefused(doctor, SIMON, 'CERTIFICATE_TYPE_UNKNOWN', 'CertificateType_fk7804-9'));

  it('for somebody who has died', () => isRefused(doctor, DECEASED, 'PATIENT_DECEASED'));

  it.each([
    ['a care administrator', alva],
    ['a nurse', anna],
  ])('for somebody with protected data by %s', (_, user) => isRefused(as(user), OF_PROTECTED, 'PATIENT_PROTECTED'));

  it('for a number that the person service does not know', () => isRefused(doctor, '00342145BZ31', 'PERSON_NOT_FOUND'));

  it.each([
    '',
    '191212121213',
    '199002310017',
    '000000000000',
    '9001182394',
    '900118-2394',
    '19900118-2394',
    ' 199001182394',
    '199001182394\n',
    '１９９００１１８２３９４',
    '1990011823\u200b94',
    '22850321tp84',
  ])('for what is no person number: %j', async (personId) => {
    await isRefused(doctor, personId, 'PERSON_ID');
    const { errors } = await doctor.create(personId);
    expect(errors).toMatchObject([{ path: 'personId' }]);
  });

  describe.each(['down', 'garbage', 'hang'] as const)('while the person service is %s', (mode) => {
    afterEach(() => setFault(stack.personServiceUrl, 'none'));

    it('whoever it is for; nor is one saved or deleted', async () => {
      const { id } = await begun(doctor, SIMON);
      await setFault(stack.personServiceUrl, mode);
      await isRefused(doctor, SIMON, 'PU_PROBLEM');
      const before = await digest(stack.database);
      const saved = await doctor.save(id, { subAnswerId: '25.1', answer: { text: 'Hej' }, expectedRevision: 0 });
      expect(saved).toMatchObject({ draft: null, errors: [{ code: 'PU_PROBLEM' }] });
      expect(codes(await doctor.remove(id, 0))).toEqual(['PU_PROBLEM']);
      expect(await digest(stack.database)).toEqual(before);
    });
  });
});

describe('A draft of another unit', () => {
  const words = 'Ord som bara den egna enheten får se.';
  let id: string;
  beforeAll(async () => {
    id = (await begun(doctor, SIMON)).id;
    await doctor.save(id, { subAnswerId: '25.1', answer: { text: words }, expectedRevision: 0 });
  });

  it.each([
    ['another unit of the same care provider', alf],
    ['another care provider', beata],
    ['a sub-unit', ajlaOnAllergi],
    ['nowhere, without authority', petra],
  ])('is not found from %s: not read, not listed, not saved, not deleted', async (_, user) => {
    const stranger = as(user);
    const before = await digest(stack.database);
    const change = { subAnswerId: '25.1', answer: { text: 'Av en främling.' }, expectedRevision: 1 };
    const nobodys = `Draft_${randomUUID()}`;
    expect(await stranger.read(id)).toBeNull();
    expect(JSON.stringify((await stranger.asks(LISTS, {})).data)).not.toContain(id);
    expect(codes(await stranger.save(id, change))).toEqual(['DRAFT_NOT_FOUND']);
    expect(await stranger.save(id, change)).toEqual(await stranger.save(nobodys, change));
    expect(await stranger.remove(id, 1)).toEqual(await stranger.remove(nobodys, 1));
    expect(await digest(stack.database)).toEqual(before);
  });

  it('is a sub-unit’s when one is signed in on its care unit: that may be worked on', async () => {
    const subUnits = await begun(as(ajlaOnAllergi), SIMON);
    const change = { subAnswerId: '25.1', answer: { text: 'Från vårdenheten.' }, expectedRevision: 0 };
    expect(await doctor.save(subUnits.id, change)).toMatchObject({ errors: [], draft: { revision: 1 } });
  });

  const LISTS = '{ drafts(first: 100) { edges { node { id } } } }';
});

describe('A patient whose data become protected', () => {
  const HELEN = '196708282584';

  it('takes their drafts from who may not see them, at once, and leaves them to the doctor', async () => {
    const administrator = as(alva);
    const { id } = await begun(administrator, HELEN);
    const change = { subAnswerId: '25.1', answer: { text: 'Hej' }, expectedRevision: 0 };
    await changePerson(stack.personServiceUrl, { personId: HELEN, protectedPerson: true });
    expect(await administrator.read(id)).toBeNull();
    expect(codes(await administrator.save(id, change))).toEqual(['DRAFT_NOT_FOUND']);
    expect(codes(await administrator.remove(id, 0))).toEqual(['DRAFT_NOT_FOUND']);
    expect(answerIn((await doctor.save(id, change)).draft, '25.1')).toMatchObject({ answer: { text: 'Hej' } });
    const stored = 'select protection from certificates.draft where id = $1';
    expect(await rowsOf(stack.database, stored, [id.slice('Draft_'.length)])).toEqual([{ protection: 'PROTECTED' }]);
  });
});

describe('Transportstyrelsen’s types', () => {
  const TYPES = ['tstrk1007-7.0', 'tstrk1009-1.0', 'tstrk1031-4.2', 'tstrk1062-1.0'].map(
    (type) => `CertificateType_${type}`,
  );
  const JENNY = '197905209289';

  it('W66 are not for protected patients; one signed earlier can no longer be reached', async () => {
    for (const typeId of TYPES) await isRefused(doctor, OF_PROTECTED, 'PATIENT_PROTECTED', typeId);
    const begun = await Promise.all(TYPES.map(async (typeId) => (await doctor.create(JENNY, { typeId })).draft));
    const [signed, ...drafts] = begun.map((draft) => ({
      id: draft?.id ?? '',
      certificateId: draft?.certificateId ?? '',
    }));
    await asIfSigned(signed?.certificateId ?? '');
    const certificate = `Certificate_${signed?.certificateId ?? ''}`;
    const reached = async () =>
      (await doctor.asks('query ($id: ID!) { certificate(id: $id) { id } }', { id: certificate })).data;
    expect(await reached()).toEqual({ certificate: { id: certificate } });
    await changePerson(stack.personServiceUrl, { personId: JENNY, protectedPerson: true });
    expect(await reached()).toEqual({ certificate: null });
    const listed = await doctor.asks('{ certificates(first: 100) { edges { node { id } } } }', {});
    expect(listed.text).toContain('edges');
    expect(listed.text).not.toContain(certificate);
    for (const { id } of drafts) {
      expect(await doctor.read(id)).toBeNull();
      expect(codes(await doctor.remove(id, 0))).toEqual(['DRAFT_NOT_FOUND']);
    }
  });
});

describe('A patient who dies', () => {
  const KJELL = '196101242797';

  it('ends no draft that was begun while they lived, and lets none begin', async () => {
    const { id } = await begun(doctor, KJELL);
    await changePerson(stack.personServiceUrl, { personId: KJELL, deceased: true });
    const { draft, errors } = await doctor.save(id, {
      subAnswerId: '25.1',
      answer: { text: 'Hej' },
      expectedRevision: 0,
    });
    expect(errors).toEqual([]);
    expect(draft?.actions.find(({ action }) => action === 'SIGN')?.refusals).toEqual(['DRAFT_NOT_COMPLETE']);
    await isRefused(doctor, KJELL, 'PATIENT_DECEASED');
    expect(await doctor.remove(id, 1)).toEqual({ draft: null, errors: [] });
  });
});

describe('A draft that was signed meanwhile', () => {
  it('is saved and deleted no more, and says why', async () => {
    const { id, certificateId } = await begun(doctor, SIMON);
    await asIfSigned(certificateId);
    const change = { subAnswerId: '25.1', answer: { text: 'Hej' }, expectedRevision: 0 };
    expect(codes(await doctor.save(id, change))).toEqual(['DRAFT_SIGNED']);
    expect(codes(await doctor.remove(id, 0))).toEqual(['DRAFT_SIGNED']);
    expect(codes(await as(alf).save(id, change))).toEqual(['DRAFT_NOT_FOUND']);
  });
});
