import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DB } from '../support/death.ts';
import {
  answered,
  type CopiedDraft,
  keeper,
  type Keeper,
  type LivingCertificate,
  refusalsOf,
} from '../support/life.ts';
import { ajla, ajlaOnAllergi, alf, alva, anna, beata, units } from '../support/people.ts';
import { changePerson } from '../support/person-service.ts';
import { digest, rowsOf } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const PATIENT = '199001182394';
const ASTRID = '194101157545';
const NEVER = '00000000-0000-4000-8000-000000000000';

let stack: SeededStack;
let doctor: Keeper;
let now = new Date();
beforeAll(async () => {
  stack = await startSeededStack(() => now);
  doctor = keeper(stack, ajla);
});
afterAll(() => stack.stop());

const codes = ({ errors }: { readonly errors: readonly { readonly code: string }[] }): string[] =>
  errors.map(({ code }) => code);

/** What a wish made; the test is over when it was refused. */
async function made(wish: Promise<{ draft: CopiedDraft | null; errors: readonly object[] }>): Promise<CopiedDraft> {
  const { draft, errors } = await wish;
  if (!draft) throw new Error(JSON.stringify(errors));
  return draft;
}

/** A replacement or renewal is signed as it stands, with all that it needs. */
async function signedReplacementOf(certificate: LivingCertificate): Promise<LivingCertificate> {
  const draft = await made(doctor.replace(certificate.id));
  const { certificate: signed, errors } = await doctor.sign(draft);
  if (!signed) throw new Error(JSON.stringify(errors));
  return (await doctor.living(signed.id)) as LivingCertificate;
}

const refusedAndUnchanged = async (wish: () => Promise<{ errors: readonly { code: string }[] }>, code: string) => {
  const before = await digest(stack.database);
  expect(codes(await wish())).toEqual([code]);
  expect(await digest(stack.database)).toEqual(before);
};

describe('W46 A renewal of an FK7804', () => {
  it('has all answers but what it is based on, the reduced capacity and the contact with FK', async () => {
    const certificate = await doctor.signed(PATIENT);
    const [before, after] = [
      certificate.answers.map(({ subAnswerId }) => subAnswerId),
      answered(await made(doctor.renew(certificate.id))),
    ];
    expect(before).toEqual(expect.arrayContaining(['1.1', '32.1', '6.1', '35.1']));
    expect(after.filter((field) => ['1', '26', '32'].includes(field.split('.')[0] ?? ''))).toEqual([]);
    expect(after).toEqual(expect.arrayContaining(['6.1', '35.1']));
  });
});

describe('A renewal', () => {
  it('W47 tells the degree and the last day before', async () => {
    const certificate = await doctor.signed(PATIENT);
    const renewal = await made(doctor.renew(certificate.id));
    const [row] = await rowsOf(
      stack.database,
      `select max(period->>'to') as "to" from certificates.certificate,
        jsonb_array_elements(answers->'32.1'->'codedPeriods') period where id = $1`,
      [certificate.certificateId],
    );
    expect(renewal.previousPeriod).toMatchObject({ lastDay: row?.['to'], label: expect.stringMatching(/procent|%/) });
  });

  it('is a draft of today’s on the unit signed in on, of the patient as they are now, and knows its original', async () => {
    const certificate = await keeper(stack, ajlaOnAllergi).signed(PATIENT);
    await changePerson(stack.personServiceUrl, { personId: PATIENT, surname: 'Nyttnamn' });
    const renewal = await made(keeper(stack, alva).renew(certificate.id));
    await changePerson(stack.personServiceUrl, { personId: PATIENT, surname: 'Attling' });
    expect(renewal).toMatchObject({
      status: 'DRAFT_INCOMPLETE',
      unit: { hsaId: units.alfaMedicincentrum },
      patient: { surname: 'Nyttnamn' },
      parent: { kind: 'RENEW', state: 'DRAFT', certificateId: certificate.certificateId },
    });
    // who is signed in on the sub-unit learns that it was renewed, not how
    expect((await keeper(stack, ajlaOnAllergi).living(certificate.id))?.children).toEqual([
      { kind: 'RENEW', state: 'DRAFT', certificateId: renewal.certificateId, certificate: null, draft: null },
    ]);
  });

  it('may be made again, and leaves its original as it was', async () => {
    const certificate = await doctor.signed(PATIENT);
    await made(doctor.renew(certificate.id));
    await made(doctor.renew(certificate.id));
    const after = await doctor.living(certificate.id);
    expect(after?.status).toBe('SIGNED');
    expect(after?.children).toHaveLength(2);
    expect(refusalsOf(after, 'RENEW')).toEqual([]);
  });
});

describe('A replacement', () => {
  it('W50 has every answer; what it replaces holds until it is signed, and is then only read', async () => {
    const certificate = await doctor.signed(PATIENT);
    const draft = await made(doctor.replace(certificate.id));
    expect(answered(draft).toSorted()).toEqual(certificate.answers.map(({ subAnswerId }) => subAnswerId).toSorted());
    expect(draft.status).toBe('DRAFT_COMPLETE');
    expect(await doctor.living(certificate.id)).toMatchObject({ status: 'SIGNED' });
    await doctor.sign(draft);
    const replaced = await doctor.living(certificate.id);
    expect(replaced).toMatchObject({ status: 'REPLACED' });
    expect(refusalsOf(replaced, 'SEND')).toEqual(['CERTIFICATE_REPLACED']);
    await refusedAndUnchanged(() => doctor.send(certificate.id), 'CERTIFICATE_REPLACED');
  });

  it('W51 is begun once: until its draft is signed, its original leads back to that draft', async () => {
    const certificate = await doctor.signed(PATIENT);
    const draft = await made(doctor.replace(certificate.id));
    const begun = await doctor.living(certificate.id);
    expect(refusalsOf(begun, 'REPLACE')).toEqual(['REPLACEMENT_BEGUN']);
    expect(begun?.children).toMatchObject([{ kind: 'REPLACE', state: 'DRAFT', draft: { id: draft.id } }]);
    await refusedAndUnchanged(() => doctor.replace(certificate.id), 'REPLACEMENT_BEGUN');
  });

  it('W52 that is signed leaves its original neither to be renewed nor replaced', async () => {
    const certificate = await doctor.signed(PATIENT);
    await signedReplacementOf(certificate);
    const after = await doctor.living(certificate.id);
    for (const action of ['RENEW', 'REPLACE']) expect(refusalsOf(after, action)).toEqual(['CERTIFICATE_REPLACED']);
    await refusedAndUnchanged(() => doctor.renew(certificate.id), 'CERTIFICATE_REPLACED');
    await refusedAndUnchanged(() => doctor.replace(certificate.id), 'CERTIFICATE_REPLACED');
  });

  it('W53 whose draft is thrown away may be begun anew', async () => {
    const certificate = await doctor.signed(PATIENT);
    const draft = await made(doctor.replace(certificate.id));
    expect((await doctor.remove(draft.id, draft.revision)).errors).toEqual([]);
    const after = await doctor.living(certificate.id);
    expect(after?.children).toEqual([]);
    expect(refusalsOf(after, 'REPLACE')).toEqual([]);
    await made(doctor.replace(certificate.id));
  });

  it('W54 is named, with a link, by what it replaced, and names that', async () => {
    const certificate = await doctor.signed(PATIENT);
    const replacement = await signedReplacementOf(certificate);
    expect((await doctor.living(certificate.id))?.children).toMatchObject([
      { kind: 'REPLACE', state: 'SIGNED', certificate: { id: replacement.id, status: 'SIGNED' } },
    ]);
    expect(replacement.parent).toMatchObject({
      kind: 'REPLACE',
      certificate: { id: certificate.id, status: 'REPLACED' },
    });
    expect(replacement.signedDocument).toMatch(
      new RegExp(`relation>.*code>ERSATT<.*extension>${certificate.certificateId}<.*/[^>]*relation>`, 's'),
    );
  });

  it('is begun by one of twenty at the same moment', async () => {
    const certificate = await doctor.signed(PATIENT);
    const all = await Promise.all(Array.from({ length: 20 }, () => doctor.replace(certificate.id)));
    expect(all.filter(({ draft }) => draft)).toHaveLength(1);
    expect(new Set(all.flatMap(codes))).toEqual(new Set(['REPLACEMENT_BEGUN']));
    expect((await doctor.living(certificate.id))?.children).toHaveLength(1);
  });

  it('that is asked for again under the same key is the same one; the key is good for nothing else', async () => {
    const certificate = await doctor.signed(PATIENT);
    const key = randomUUID();
    const drafts = await Promise.all([1, 2, 3].map(() => made(doctor.replace(certificate.id, key))));
    expect(new Set(drafts.map(({ id }) => id)).size).toBe(1);
    const other = await doctor.signed(PATIENT);
    await refusedAndUnchanged(() => doctor.replace(other.id, key), 'IDEMPOTENCY_KEY_TAKEN');
  });

  it('whose draft is locked by time is in nobody’s way', async () => {
    const certificate = await doctor.signed(PATIENT);
    await made(doctor.replace(certificate.id));
    const [before, later] = [now, new Date(now.getTime() + 15 * 86_400_000)];
    now = later;
    const again = await doctor.replace(certificate.id).finally(() => {
      now = before;
    });
    expect(codes(again)).toEqual([]);
  });
});

describe('No draft is made', () => {
  it('of a certificate that is not signed, or not there, or another unit’s', async () => {
    const draft = await doctor.ready(PATIENT);
    const asCertificate = `Certificate_${draft.certificateId}`;
    const certificate = await doctor.signed(PATIENT);
    for (const wish of ['renew', 'replace'] as const) {
      await refusedAndUnchanged(() => doctor[wish](asCertificate), 'CERTIFICATE_NOT_SIGNED');
      await refusedAndUnchanged(() => doctor[wish](`Certificate_${NEVER}`), 'CERTIFICATE_NOT_FOUND');
      for (const user of [alf, beata])
        await refusedAndUnchanged(() => keeper(stack, user)[wish](certificate.id), 'CERTIFICATE_NOT_FOUND');
    }
    await refusedAndUnchanged(() => doctor.copy(draft.id), 'DRAFT_NOT_LOCKED');
    await refusedAndUnchanged(() => doctor.copy(`Draft_${NEVER}`), 'DRAFT_NOT_FOUND');
  });

  it('to replace one by who does not sign', async () => {
    const certificate = await doctor.signed(PATIENT);
    for (const user of [alva, anna])
      await refusedAndUnchanged(() => keeper(stack, user).replace(certificate.id), 'ROLE_MAY_NOT_REPLACE');
  });

  it('for somebody who has died since', async () => {
    const certificate = await doctor.signed(PATIENT);
    await changePerson(stack.personServiceUrl, { personId: PATIENT, deceased: true });
    await refusedAndUnchanged(() => doctor.renew(certificate.id), 'PATIENT_DECEASED');
    await refusedAndUnchanged(() => doctor.replace(certificate.id), 'PATIENT_DECEASED');
    await changePerson(stack.personServiceUrl, { personId: PATIENT, deceased: false });
  });
});

describe('A draft of another type', () => {
  const AG7804 = 'CertificateType_ag7804-1.2';
  const DOI_TYPE = 'CertificateType_doi-1.0';

  it('for the employer begins with what FK7804 says and both ask, and tells no recipient of it', async () => {
    const certificate = await doctor.signed(PATIENT);
    expect(certificate.templateFor).toEqual([{ type: { id: AG7804 }, refusals: [] }]);
    const begun = await made(keeper(stack, alva).beginFrom(certificate.id, AG7804));
    expect(begun).toMatchObject({
      type: { id: AG7804 },
      status: 'DRAFT_INCOMPLETE',
      parent: { kind: 'TEMPLATE', state: 'DRAFT', certificate: { id: certificate.id } },
      previousPeriod: null,
    });
    const said = certificate.answers.map(({ subAnswerId }) => subAnswerId);
    expect(answered(begun).toSorted()).toEqual(said.filter((field) => !field.startsWith('26')).toSorted());
    expect(said).toEqual(expect.arrayContaining(['1.1', '6.1', '32.1', '35.1', '40.1']));

    const { draft } = await doctor.save(begun.id, {
      subAnswerId: '100.1',
      answer: { boolean: true },
      expectedRevision: 0,
    });
    const { certificate: signed } = await doctor.sign({ id: begun.id, revision: draft?.revision ?? 0 });
    expect(signed?.signedDocument).toMatch(/AG7804/);
    expect(signed?.signedDocument).not.toMatch(/relation>/);
    // what it was begun from holds on, and another may be begun from it
    const after = await doctor.living(certificate.id);
    expect(after).toMatchObject({
      status: 'SIGNED',
      children: [{ kind: 'TEMPLATE', state: 'SIGNED', certificate: { id: signed?.id } }],
      templateFor: [{ refusals: [] }],
    });
    expect(refusalsOf(after, 'RENEW')).toEqual([]);
    expect(
      await rowsOf(
        stack.database,
        'select kind, relation from certificates.event where parent_id = $1 order by number',
        [certificate.certificateId],
      ),
    ).toEqual(['DRAFT_CREATED', 'CERTIFICATE_SIGNED'].map((kind) => ({ kind, relation: 'TEMPLATE' })));
  });

  it('about the cause of a death begins with what the dödsbevis says, once for each patient', async () => {
    const dead = await doctor.signed(ASTRID, DB);
    const begun = await made(doctor.beginFrom(dead.id, DOI_TYPE));
    expect(answered(begun).toSorted()).toEqual(['1.1', '2.1', '2.2', '3.1', '3.2', '4.1']);
    await refusedAndUnchanged(() => doctor.beginFrom(dead.id, DOI_TYPE), 'UNIQUE_DRAFT');
  });

  it('is not begun from what is revoked, replaced, unsigned or another unit’s, nor of any type', async () => {
    const certificate = await doctor.signed(PATIENT);
    for (const user of [alf, beata])
      await refusedAndUnchanged(() => keeper(stack, user).beginFrom(certificate.id, AG7804), 'CERTIFICATE_NOT_FOUND');
    for (const typeId of ['CertificateType_ag7804-2.0', 'CertificateType_fk7804-1.3', DOI_TYPE])
      await refusedAndUnchanged(() => doctor.beginFrom(certificate.id, typeId), 'NOT_OF_THIS_TYPE');
    await refusedAndUnchanged(() => doctor.beginFrom(certificate.id, 'ag7804'), 'CERTIFICATE_TYPE_UNKNOWN');
    const { certificateId } = await doctor.ready(PATIENT);
    await refusedAndUnchanged(() => doctor.beginFrom(`Certificate_${certificateId}`, AG7804), 'CERTIFICATE_NOT_SIGNED');
    await signedReplacementOf(certificate);
    expect((await doctor.living(certificate.id))?.templateFor).toMatchObject([{ refusals: ['CERTIFICATE_REPLACED'] }]);
    await refusedAndUnchanged(() => doctor.beginFrom(certificate.id, AG7804), 'CERTIFICATE_REPLACED');
    const other = await doctor.signed(PATIENT);
    await doctor.revoke(other.id);
    await refusedAndUnchanged(() => doctor.beginFrom(other.id, AG7804), 'CERTIFICATE_REVOKED');
  });

  it('is not begun for somebody who has died since, unless it is about their death', async () => {
    const certificate = await doctor.signed(PATIENT);
    await changePerson(stack.personServiceUrl, { personId: PATIENT, deceased: true });
    await refusedAndUnchanged(() => doctor.beginFrom(certificate.id, AG7804), 'PATIENT_DECEASED');
    await changePerson(stack.personServiceUrl, { personId: PATIENT, deceased: false });
  });

  it('that is asked for again under the same key is the same one', async () => {
    const certificate = await doctor.signed(PATIENT);
    const key = randomUUID();
    const drafts = await Promise.all([1, 2, 3].map(() => made(doctor.beginFrom(certificate.id, AG7804, key))));
    expect(new Set(drafts.map(({ id }) => id)).size).toBe(1);
  });
});

describe('W55 A locked draft', () => {
  it('is copied by any role into one that can be edited, and stays', async () => {
    const before = now;
    const locked = await doctor.ready(PATIENT);
    now = new Date(now.getTime() + 15 * 86_400_000);
    const nurse = keeper(stack, anna);
    const copy = await made(nurse.copy(locked.id));
    const after = await nurse.copied(locked.id);
    const again = await nurse.copy(locked.id);
    const saved = await nurse.save(copy.id, { subAnswerId: '25.1', answer: { text: 'Mer.' }, expectedRevision: 0 });
    now = before;
    expect(copy).toMatchObject({ status: 'DRAFT_COMPLETE', parent: { kind: 'COPY_LOCKED', draft: { id: locked.id } } });
    expect(after).toMatchObject({ status: 'LOCKED', children: [{ kind: 'COPY_LOCKED', draft: { id: copy.id } }] });
    expect(refusalsOf(after, 'COPY')).toEqual(['COPY_BEGUN']);
    expect(codes(again)).toEqual(['COPY_BEGUN']);
    expect(codes(saved).filter((code) => code !== 'CONCURRENT_MODIFICATION')).toEqual([]);
  });
});
