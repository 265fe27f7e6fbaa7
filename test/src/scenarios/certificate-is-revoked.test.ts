import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { certificates } from '../demo/data/certificates.ts';
import { agencyAsks } from '../support/agency.ts';
import { correspondent } from '../support/correspondence.ts';
import { eventually } from '../support/eventually.ts';
import { answered, keeper, type Keeper, type LivingCertificate, refusalsOf } from '../support/life.ts';
import { ajla, alf, alva, anna, beata, units } from '../support/people.ts';
import { digest, rowsOf } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';
import { agencyHas, misbehave } from '../support/signing.ts';

const PATIENT = '199001182394';

let stack: SeededStack;
let doctor: Keeper;
let now = new Date();
beforeAll(async () => {
  stack = await startSeededStack(() => now);
  doctor = keeper(stack, ajla);
});
afterEach(() => misbehave(stack.agencyUrl, { mode: 'none' }));
afterAll(() => stack.stop());

const codes = ({ errors }: { readonly errors: readonly { readonly code: string }[] }): string[] =>
  errors.map(({ code }) => code);

const sent = async (): Promise<LivingCertificate> => {
  const certificate = await doctor.signed(PATIENT);
  expect(codes(await doctor.send(certificate.id))).toEqual([]);
  await eventually(async () =>
    expect((await agencyHas(stack.agencyUrl)).certificates.map(({ id }) => id)).toContain(certificate.certificateId),
  );
  return certificate;
};

const asked = (certificateId: string, question: object = {}) =>
  eventually(async () => {
    const about = { unitHsaId: units.alfaMedicincentrum, personId: PATIENT, ...question };
    expect(await agencyAsks(stack.agencyUrl, certificateId, about)).toMatchObject({ resultCode: 'OK' });
  });
const complement = { subject: 'COMPLEMENT', complements: [{ questionId: '35', text: 'Beskriv mer.' }] };
const statuses = async (certificate: string): Promise<string[]> =>
  (await correspondent(stack, ajla).lists('ALL', { certificate })).map(({ status }) => status).toSorted();

describe('W56 A certificate', () => {
  it('is revoked for a reason, by who signs, and is read as revoked from then on', async () => {
    const certificate = await doctor.signed(PATIENT);
    const { certificate: revoked, errors } = await doctor.revoke(certificate.id, {
      reason: 'OTHER_SERIOUS_ERROR',
      text: 'Fel diagnos.',
    });
    expect(errors).toEqual([]);
    expect(revoked).toMatchObject({
      status: 'REVOKED',
      revokedBy: { hsaId: ajla.sub },
      revocationReason: 'OTHER_SERIOUS_ERROR',
      revocationText: 'Fel diagnos.',
      // nobody had heard of it
      deliveries: [],
    });
    expect(await keeper(stack, alva).living(certificate.id)).toMatchObject({ status: 'REVOKED' });
    for (const action of ['SEND', 'RENEW', 'REPLACE', 'REVOKE'])
      expect(refusalsOf(revoked, action)).toContain('CERTIFICATE_REVOKED');
    const rows = await rowsOf(
      stack.database,
      `select actor from certificates.access_log where resource_id = $1 and activity = 'DELETE'`,
      [certificate.certificateId],
    );
    expect(rows).toEqual([{ actor: ajla.sub }]);
  });

  it('is not revoked without a reason that tells something, by who does not sign, elsewhere, or twice', async () => {
    const certificate = await doctor.signed(PATIENT);
    const before = await digest(stack.database);
    expect(codes(await doctor.revoke(certificate.id, { reason: 'OTHER_SERIOUS_ERROR' }))).toEqual(['BAD_USER_INPUT']);
    for (const user of [alva, anna])
      expect(codes(await keeper(stack, user).revoke(certificate.id))).toEqual(['ROLE_MAY_NOT_REVOKE']);
    for (const user of [alf, beata])
      expect(codes(await keeper(stack, user).revoke(certificate.id))).toEqual(['CERTIFICATE_NOT_FOUND']);
    expect(await digest(stack.database)).toEqual(before);
    const key = randomUUID();
    const all = await Promise.all([1, 2, 3].map(() => doctor.revoke(certificate.id, { idempotencyKey: key })));
    expect(all.map(({ certificate: revoked }) => revoked?.id)).toEqual([1, 2, 3].map(() => certificate.id));
    expect(codes(await doctor.revoke(certificate.id))).toEqual(['CERTIFICATE_REVOKED']);
    for (const wish of [doctor.renew, doctor.replace, doctor.send])
      expect(codes(await wish(certificate.id))).toEqual(['CERTIFICATE_REVOKED']);
  });

  it('W59 that is revoked can be read with all that it said, and is neither changed nor deleted by whoever has our rights', async () => {
    const certificate = await doctor.signed(PATIENT);
    await doctor.revoke(certificate.id);
    const revoked = await doctor.living(certificate.id);
    expect(revoked?.answers).toEqual(certificate.answers);
    expect(revoked?.signedDocument).toBe(certificate.signedDocument);
    const change = `update certificates.certificate set status = 'SIGNED', revoked_at = null, revoked_by = null,
      revocation_reason = null where id = $1`;
    await expect(rowsOf(stack.database, change, [certificate.certificateId])).rejects.toThrow('stays revoked');
  });
});

describe('W60 A certificate that was sent and is revoked', () => {
  it('is told to its recipient, with the reason and the words, once and after the certificate', async () => {
    const certificate = await sent();
    await doctor.revoke(certificate.id, { reason: 'OTHER_SERIOUS_ERROR', text: 'Fel period.' });
    await eventually(async () =>
      expect((await agencyHas(stack.agencyUrl)).revocations).toContainEqual({
        certificateId: certificate.certificateId,
        text: 'Annat allvarligt fel. Fel period.',
      }),
    );
    await eventually(async () =>
      expect((await doctor.living(certificate.id))?.deliveries).toEqual([
        { interaction: 'RegisterCertificate', state: 'DELIVERED' },
        { interaction: 'RevokeCertificate', state: 'DELIVERED' },
      ]),
    );
    expect((await agencyHas(stack.agencyUrl)).refused).toEqual([]);
  });

  it('is told though its recipient did not take the certificate in, as it may have it all the same', async () => {
    await misbehave(stack.agencyUrl, { mode: 'drop', times: 1 });
    const certificate = await doctor.signed(PATIENT);
    await doctor.send(certificate.id);
    await eventually(async () =>
      expect((await agencyHas(stack.agencyUrl)).certificates.map(({ id }) => id)).toContain(certificate.certificateId),
    );
    await doctor.revoke(certificate.id);
    await eventually(async () =>
      expect((await agencyHas(stack.agencyUrl)).revocations.map(({ certificateId }) => certificateId)).toContain(
        certificate.certificateId,
      ),
    );
  });
});

describe('W58 When a certificate is revoked', () => {
  it('its open cases are handled, care may not write about it, and the agency is refused', async () => {
    const certificate = await sent();
    await asked(certificate.certificateId);
    await asked(certificate.certificateId, complement);
    const care = correspondent(stack, ajla);
    expect(await statuses(certificate.id)).toEqual(['WAITING_FOR_CARE', 'WAITING_FOR_CARE']);
    await doctor.revoke(certificate.id);
    await eventually(async () => expect(await statuses(certificate.id)).toEqual(['HANDLED', 'HANDLED']));
    expect(codes(await care.asks(certificate.certificateId))).toEqual(['CERTIFICATE_REVOKED']);
    const [one] = await care.lists('ALL', { certificate: certificate.id });
    expect(codes(await care.unhandles(one?.id ?? ''))).toContain('CERTIFICATE_REVOKED');
    const about = { unitHsaId: units.alfaMedicincentrum, personId: PATIENT };
    expect(await agencyAsks(stack.agencyUrl, certificate.certificateId, about)).toMatchObject({ resultCode: 'ERROR' });
  });

  it('of which no case is known yet, the agency is refused all the same', async () => {
    const certificate = await sent();
    await doctor.revoke(certificate.id);
    const about = { unitHsaId: units.alfaMedicincentrum, personId: PATIENT };
    expect(await agencyAsks(stack.agencyUrl, certificate.certificateId, about)).toMatchObject({ resultCode: 'ERROR' });
  });
});

describe('When a replacement is signed', () => {
  it('the complement requests about its original are handled, and its other questions remain', async () => {
    const certificate = await sent();
    await asked(certificate.certificateId);
    await asked(certificate.certificateId, complement);
    const { draft } = await doctor.replace(certificate.id);
    await doctor.sign(draft ?? { id: '', revision: 0 });
    await eventually(async () => expect(await statuses(certificate.id)).toEqual(['HANDLED', 'WAITING_FOR_CARE']));
    // what was handled by signing is to be done again once that is revoked
    const replaced = await doctor.living(certificate.id);
    await doctor.revoke(replaced?.children[0]?.certificate?.id ?? '');
    await eventually(async () =>
      expect(await statuses(certificate.id)).toEqual(['WAITING_FOR_CARE', 'WAITING_FOR_CARE']),
    );
  });
});

describe('W49 When a renewal is signed', () => {
  it('the complement requests about its original are handled, and its other questions remain', async () => {
    const certificate = await sent();
    await asked(certificate.certificateId);
    await asked(certificate.certificateId, complement);
    const { draft } = await doctor.renew(certificate.id);
    const known = draft ? answered(draft) : [];
    const missing = Object.entries(certificates[0]?.answers ?? {}).filter(([field]) => !known.includes(field));
    const saved = await doctor.save(
      draft?.id ?? '',
      ...missing.map(([subAnswerId, answer]) => ({ subAnswerId, answer, expectedRevision: 0 })),
    );
    expect(codes(await doctor.sign(saved.draft ?? { id: '', revision: 0 }))).toEqual([]);
    await eventually(async () => expect(await statuses(certificate.id)).toEqual(['HANDLED', 'WAITING_FOR_CARE']));
  });
});

describe('A locked draft', () => {
  it('is revoked, and then copied no more; nobody outside hears of it', async () => {
    const draft = await doctor.ready(PATIENT);
    expect(codes(await doctor.revokeDraft(draft.id))).toEqual(['DRAFT_NOT_LOCKED']);
    const before = now;
    now = new Date(now.getTime() + 15 * 86_400_000);
    const nurse = await keeper(stack, anna).revokeDraft(draft.id);
    const { draft: revoked, errors } = await doctor.revokeDraft(draft.id);
    const again = await doctor.revokeDraft(draft.id);
    const copy = await doctor.copy(draft.id);
    now = before;
    expect(codes(nurse)).toEqual(['ROLE_MAY_NOT_REVOKE']);
    expect(errors).toEqual([]);
    expect(revoked).toMatchObject({ status: 'LOCKED', revocationReason: 'WRONG_PATIENT', revocationText: null });
    expect(codes(again)).toEqual(['CERTIFICATE_REVOKED']);
    expect(codes(copy)).toEqual(['CERTIFICATE_REVOKED']);
  });
});

describe('W57 A replacement that is revoked', () => {
  it('names the certificate that it had replaced, which may be replaced anew', async () => {
    const certificate = await doctor.signed(PATIENT);
    const { draft } = await doctor.replace(certificate.id);
    const { certificate: replacement } = await doctor.sign(draft ?? { id: '', revision: 0 });
    const { certificate: revoked } = await doctor.revoke(replacement?.id ?? '');
    expect(revoked?.parent).toMatchObject({ kind: 'REPLACE', certificate: { id: certificate.id, status: 'SIGNED' } });
    expect(refusalsOf(await doctor.living(certificate.id), 'REPLACE')).toEqual([]);
  });
});
