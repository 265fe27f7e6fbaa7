import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connected } from '../demo/admin.ts';
import { persons } from '../demo/data/persons.ts';
import { eventually } from '../support/eventually.ts';
import { agencyAsks, certificateOf } from '../support/agency.ts';
import { ajla, alf, alva, beata, units } from '../support/people.ts';
import { rowsOf } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';
import { agencyHas, misbehave, signer } from '../support/signing.ts';

const PATIENT = '199001182394';
const testPerson = persons.find(({ testIndicated }) => testIndicated)?.personId ?? '';

/** What a doctor may do with what they have just signed. */
const FOR_ITS_DOCTOR = ['SEND', 'PRINT', 'RENEW', 'REPLACE', 'REVOKE'].map((action) => ({ action, refusals: [] }));

let stack: SeededStack;
let doctor: ReturnType<typeof signer>;
let now = new Date();
beforeAll(async () => {
  stack = await startSeededStack(() => now, { holdsRules: true });
  doctor = signer(stack, ajla);
});
afterEach(async () => {
  await misbehave(stack.signingUrl, { mode: 'none' });
  await misbehave(stack.agencyUrl, { mode: 'none' });
});
afterAll(() => stack.stop());

const stored = (table: string, id: string): Promise<number> =>
  rowsOf(
    stack.database,
    `select id from (select ${table === 'draft' ? 'id' : 'certificate_id as id'}
    from certificates.${table}) rows where id = $1`,
    [id],
  ).then(({ length }) => length);

describe('W31 A complete draft that its doctor signs', () => {
  it('becomes a certificate under its id, which the unit reads with its signature; the draft is gone', async () => {
    const draft = await doctor.ready(PATIENT);
    const { certificate, errors } = await doctor.sign(draft);
    expect(errors).toEqual([]);
    expect(certificate).toMatchObject({
      certificateId: draft.certificateId,
      sentAt: null,
      signedBy: { hsaId: ajla.sub },
    });
    expect(certificate?.signedDocument).toContain(draft.certificateId);
    expect(await doctor.read(draft.id)).toBeNull();
    expect(await signer(stack, alva).certificate(certificate?.id ?? '')).toMatchObject({ id: certificate?.id });
  });

  it('verifies with xmlsec1 alone, by what the graph serves and what the database keeps', async ({ skip }) => {
    if (spawnSync('xmlsec1', ['--version']).status !== 0) {
      console.warn('SKIPPED: signatures are not verified by xmlsec1, which is not installed.');
      skip();
    }
    const { certificate } = await doctor.sign(await doctor.ready(PATIENT));
    const [row] = await rowsOf(
      stack.database,
      `select convert_from(document, 'UTF8') as document from certificates.signature where certificate_id = $1`,
      [certificate?.certificateId],
    );
    expect(row?.['document']).toBe(certificate?.signedDocument);
    const folder = mkdtempSync(path.join(tmpdir(), 'intygsgraf-signed-'));
    writeFileSync(path.join(folder, 'ca.pem'), stack.signingCa);
    writeFileSync(path.join(folder, 'certificate.xml'), certificate?.signedDocument ?? '');
    const verify = ['--verify', '--trusted-pem', 'ca.pem', 'certificate.xml'];
    expect(spawnSync('xmlsec1', verify, { cwd: folder }).status).toBe(0);
    rmSync(folder, { recursive: true });
  });

  it('has what no message has a question for in its other information', async () => {
    const draft = await doctor.ready(PATIENT);
    const { draft: saved } = await doctor.save(
      draft.id,
      {
        subAnswerId: '32.1',
        answer: { codedPeriods: [{ code: 'HELT_NEDSATT', from: '2026-01-01', to: '2026-01-31' }] },
        expectedRevision: 1,
      },
      { subAnswerId: '33.1', answer: null, expectedRevision: 1 },
      { subAnswerId: '33.2', answer: null, expectedRevision: 1 },
      { subAnswerId: '32.motivation', answer: { text: 'Sjuk utomlands.' }, expectedRevision: 0 },
    );
    const { certificate, errors } = await doctor.sign({ id: draft.id, revision: saved?.revision ?? 0 });
    expect(errors).toEqual([]);
    expect(certificate?.signedDocument).toMatch(/<c:delsvar id="25\.1">(?:[^<]*\n)?Sjuk utomlands\.<\/c:delsvar>/);
    expect(certificate?.signedDocument).not.toContain('motivation');
  });

  it('is signed once, however often the same wish comes, also at the same time', async () => {
    const draft = await doctor.ready(PATIENT);
    const key = randomUUID();
    const all = await Promise.all([1, 2, 3, 4].map(() => doctor.sign(draft, key)));
    for (const { certificate, errors } of all) {
      expect(errors).toEqual([]);
      expect(certificate?.signedDocument).toBe(all[0]?.certificate?.signedDocument);
    }
    expect((await doctor.sign(draft, key)).certificate?.signedDocument).toBe(all[0]?.certificate?.signedDocument);
    expect((await doctor.sign(draft)).errors).toMatchObject([{ code: 'DRAFT_SIGNED' }]);
    const other = await doctor.ready(PATIENT);
    expect((await doctor.sign(other, key)).errors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_TAKEN' }]);
  });

  it('leaves a row in the access log that says that it was signed', async () => {
    const { certificate } = await doctor.sign(await doctor.ready(PATIENT));
    const rows = await rowsOf(
      stack.database,
      `select actor, activity from certificates.access_log where resource_id = $1 and activity = 'SIGN'`,
      [certificate?.certificateId],
    );
    expect(rows).toEqual([{ actor: ajla.sub, activity: 'SIGN' }]);
  });
});

describe('W32 A signed certificate', () => {
  it('is neither changed nor deleted by whoever has our rights in the database, nor changed by its owner', async () => {
    const { certificate } = await doctor.sign(await doctor.ready(PATIENT));
    const id = [certificate?.certificateId];
    const asSystem = (sql: string) =>
      connected(stack.database.url('certificates_app'), async (client) => {
        await client.query(`select set_config('app.scope', 'system', false)`);
        await client.query(sql, id);
      });
    const changed = `update certificates.certificate set answers = '{}' where id = $1`;
    await expect(asSystem(changed)).rejects.toThrow('permission denied');
    await expect(asSystem('delete from certificates.certificate where id = $1')).rejects.toThrow('permission denied');
    const forged = `update certificates.signature set document = '' where certificate_id = $1`;
    await expect(asSystem(forged)).rejects.toThrow('permission denied');
    await expect(rowsOf(stack.database, changed, id)).rejects.toThrow('stays as it is');
  });
});

describe('W35 A draft that may not be signed', () => {
  it('stays a draft when an administrator tries', async () => {
    const draft = await doctor.ready(PATIENT);
    expect((await signer(stack, alva).sign(draft)).errors).toMatchObject([{ code: 'ROLE_MAY_NOT_SIGN' }]);
    expect(await stored('draft', draft.certificateId)).toBe(1);
  });

  it('is not found from another unit', async () => {
    const draft = await doctor.ready(PATIENT);
    for (const stranger of [alf, beata])
      expect((await signer(stack, stranger).sign(draft)).errors).toMatchObject([{ code: 'DRAFT_NOT_FOUND' }]);
  });

  it('is not signed while something is missing', async () => {
    const { draft } = await doctor.create(PATIENT);
    const errors = (await doctor.sign({ id: draft?.id ?? '', revision: 0 })).errors;
    expect(errors).toMatchObject([{ code: 'DRAFT_NOT_COMPLETE' }]);
  });

  it('is not signed as it was read when somebody has saved since, and is shown as it is', async () => {
    const draft = await doctor.ready(PATIENT);
    const change = { subAnswerId: '25.1', answer: { text: 'Ändrat' }, expectedRevision: 0 };
    const current = (await doctor.read(draft.id))?.answers.find(({ subAnswerId }) => subAnswerId === '25.1');
    await signer(stack, alva).save(draft.id, { ...change, expectedRevision: current?.revision ?? 0 });
    const { certificate, draft: now, errors } = await doctor.sign(draft);
    expect(errors).toMatchObject([{ code: 'CONCURRENT_MODIFICATION', path: 'expectedRevision' }]);
    expect([certificate, now?.revision]).toEqual([null, draft.revision + 1]);
  });

  it('is not signed when somebody saves while the signature is made', async () => {
    const draft = await doctor.ready(PATIENT);
    await misbehave(stack.signingUrl, { mode: 'slow', delayMs: 1_500 });
    const signing = doctor.sign(draft);
    const current = (await doctor.read(draft.id))?.answers.find(({ subAnswerId }) => subAnswerId === '25.1');
    const expectedRevision = current?.revision ?? 0;
    const saved = await doctor.save(draft.id, {
      subAnswerId: '25.1',
      answer: { text: 'Under tiden' },
      expectedRevision,
    });
    expect(saved.errors).toEqual([]);
    expect((await signing).errors).toMatchObject([{ code: 'CONCURRENT_MODIFICATION' }]);
    expect(await stored('signature', draft.certificateId)).toBe(0);
  });

  it.each([
    ['otherPerson', 'OTHER_PERSONS_SIGNATURE'],
    ['otherBytes', 'SIGNATURE_NOT_VALID'],
    ['garbage', 'SIGNING_UNAVAILABLE'],
    ['down', 'SIGNING_UNAVAILABLE'],
  ])('is not signed when the signature service is %s', async (mode, code) => {
    const draft = await doctor.ready(PATIENT);
    await misbehave(stack.signingUrl, { mode });
    expect((await doctor.sign(draft)).errors).toMatchObject([{ code }]);
    await misbehave(stack.signingUrl, { mode: 'none' });
    expect((await doctor.sign(draft)).errors).toEqual([]);
  });

  it('is not signed while the person service is silent', async () => {
    const draft = await doctor.ready(PATIENT);
    await misbehave(stack.personServiceUrl, { mode: 'down' });
    expect((await doctor.sign(draft)).errors).toMatchObject([{ code: 'PU_PROBLEM' }]);
    await misbehave(stack.personServiceUrl, { mode: 'none' });
  });
});

describe('W40 A signed certificate that is sent', () => {
  const signed = async (): Promise<{ id: string; certificateId: string }> => {
    const { certificate } = await doctor.sign(await doctor.ready(PATIENT));
    if (!certificate) throw new Error('not signed');
    return certificate;
  };

  it('reaches the agency once, is told as sent, and can then be asked about', async () => {
    const { id, certificateId } = await signed();
    expect(await doctor.certificate(id)).toMatchObject({ actions: FOR_ITS_DOCTOR, deliveries: [] });
    const { certificate, errors } = await signer(stack, alva).send(id);
    expect(errors).toEqual([]);
    expect(certificate?.sentAt).not.toBeNull();
    await eventually(async () =>
      expect((await doctor.certificate(id))?.deliveries).toMatchObject([
        { recipient: 'FKASSA', interaction: 'RegisterCertificate', state: 'DELIVERED', attempts: 1 },
      ]),
    );
    const { certificates, refused } = await agencyHas(stack.agencyUrl);
    expect(certificates.filter((one) => one.id === certificateId)).toEqual([{ id: certificateId, times: 1 }]);
    expect(refused).toEqual([]);
    const asked = { unitHsaId: ajla.unit, personId: PATIENT };
    expect(await agencyAsks(stack.agencyUrl, certificateId, asked)).toMatchObject({ resultCode: 'OK' });
  });

  it('is sent once, however often the same wish comes, also at the same time', async () => {
    const { id, certificateId } = await signed();
    const idempotencyKey = randomUUID();
    const all = await Promise.all([1, 2, 3, 4].map(() => doctor.send(id, { idempotencyKey })));
    for (const { errors } of all) expect(errors).toEqual([]);
    expect((await doctor.send(id)).errors).toMatchObject([{ code: 'CERTIFICATE_SENT' }]);
    await eventually(async () =>
      expect((await doctor.certificate(id))?.deliveries).toMatchObject([{ state: 'DELIVERED' }]),
    );
    expect(await stored('delivery', certificateId)).toBe(1);
  });

  it('needs the patient’s consent', async () => {
    const { id } = await signed();
    const { errors } = await doctor.send(id, { patientConsents: false });
    expect(errors).toMatchObject([{ code: 'CONSENT_MISSING', path: 'patientConsents' }]);
  });

  it('is not found from another unit, nor is what goes out about it', async () => {
    const { id } = await signed();
    await doctor.send(id);
    const [delivery] = (await doctor.certificate(id))?.deliveries ?? [];
    const stranger = signer(stack, beata);
    expect((await stranger.send(id)).errors).toMatchObject([{ code: 'CERTIFICATE_NOT_FOUND' }]);
    expect((await stranger.resend(delivery?.id ?? '')).errors).toMatchObject([{ code: 'DELIVERY_NOT_FOUND' }]);
  });

  it('is not sent when it is for a test person', async () => {
    const { certificate } = await doctor.sign(await doctor.ready(testPerson));
    expect(certificate).toMatchObject({ testCertificate: true });
    expect(certificate?.actions[0]).toEqual({ action: 'SEND', refusals: ['TEST_CERTIFICATE'] });
    expect((await doctor.send(certificate?.id ?? '')).errors).toMatchObject([{ code: 'TEST_CERTIFICATE' }]);
  });

  it('is not sent when it was signed in another system', async () => {
    const id = `Certificate_${certificateOf(units.alfaMedicincentrum)}`;
    expect((await doctor.send(id)).errors).toMatchObject([{ code: 'NOT_SIGNED_HERE' }]);
  });

  it('that the agency refuses stands as an error in the outbox, and is sent again when somebody says so', async () => {
    const { id, certificateId } = await signed();
    await misbehave(stack.agencyUrl, { mode: 'error', errorId: 'VALIDATION_ERROR' });
    await doctor.send(id);
    await eventually(async () =>
      expect((await doctor.certificate(id))?.deliveries).toMatchObject([{ state: 'ERROR', fault: 'VALIDATION_ERROR' }]),
    );
    await misbehave(stack.agencyUrl, { mode: 'none' });
    const [delivery] = (await doctor.certificate(id))?.deliveries ?? [];
    expect(await signer(stack, alva).resend(delivery?.id ?? '')).toMatchObject({
      delivery: { state: 'PENDING' },
      errors: [],
    });
    await eventually(async () =>
      expect((await doctor.certificate(id))?.deliveries).toMatchObject([{ state: 'DELIVERED' }]),
    );
    expect((await doctor.resend(delivery?.id ?? '')).errors).toMatchObject([{ code: 'DELIVERY_NOT_FAILED' }]);
    expect((await agencyHas(stack.agencyUrl)).certificates).toContainEqual({ id: certificateId, times: 1 });
  });
});
