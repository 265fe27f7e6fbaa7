import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agencyAsks } from '../support/agency.ts';
import { correspondent } from '../support/correspondence.ts';
import { eventually } from '../support/eventually.ts';
import { ask } from '../support/graph-client.ts';
import { answered, keeper, type Keeper, type LivingCertificate } from '../support/life.ts';
import { ajla, alf, alva, beata, units } from '../support/people.ts';
import { changePerson } from '../support/person-service.ts';
import { digest } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';
import { agencyHas } from '../support/signing.ts';

const PATIENT = '199001182394';

let stack: SeededStack;
let doctor: Keeper;
let administrator: Keeper;
beforeAll(async () => {
  stack = await startSeededStack();
  [doctor, administrator] = [keeper(stack, ajla), keeper(stack, alva)];
});
afterAll(() => stack.stop());

const codes = ({ errors }: { readonly errors: readonly { readonly code: string }[] }): string[] =>
  errors.map(({ code }) => code);
const cases = (certificate: string) => correspondent(stack, ajla).lists('ALL', { certificate });
const statuses = async (certificate: string): Promise<string[]> =>
  (await cases(certificate)).map(({ status }) => status).toSorted();

/** A certificate that was sent, and about which the agency asks so often. */
async function askedAbout(...subjects: ('COMPLEMENT' | 'CONTACT')[]) {
  const certificate = await doctor.signed(PATIENT);
  await doctor.send(certificate.id);
  for (const subject of subjects)
    await eventually(async () => {
      const complements = [{ questionId: '35', text: 'Beskriv mer.' }];
      const about = { unitHsaId: units.alfaMedicincentrum, personId: PATIENT, subject };
      const question = subject === 'COMPLEMENT' ? { ...about, complements } : about;
      expect(await agencyAsks(stack.agencyUrl, certificate.certificateId, question)).toMatchObject({
        resultCode: 'OK',
      });
    });
  const all = await cases(certificate.id);
  const of = (subject: string): string => all.find((one) => one.subject === subject)?.id ?? '';
  return { certificate, request: of('COMPLEMENT'), question: of('CONTACT') };
}

const made = async (wish: ReturnType<Keeper['complement']>) => {
  const { draft, errors } = await wish;
  if (!draft) throw new Error(JSON.stringify(errors));
  return draft;
};

describe('W125 A certificate that the agency asks to complete', () => {
  it('is prepared by an administrator, with every answer, and sent at once when a doctor signs', async () => {
    const { certificate, request } = await askedAbout('COMPLEMENT', 'CONTACT');
    const draft = await made(administrator.complement(request));
    expect(answered(draft).toSorted()).toEqual(certificate.answers.map(({ subAnswerId }) => subAnswerId).toSorted());
    expect(draft.parent).toMatchObject({ kind: 'COMPLEMENT', certificate: { id: certificate.id } });
    expect(codes(await administrator.sign(draft))).toEqual(['ROLE_MAY_NOT_SIGN']);
    const { certificate: signed } = await doctor.sign(draft);
    expect(signed?.sentAt).toBeTruthy();
    await eventually(async () =>
      expect((await agencyHas(stack.agencyUrl)).certificates.map(({ id }) => id)).toContain(draft.certificateId),
    );
    expect(signed?.signedDocument).toMatch(/code>KOMPLT</);
    await eventually(async () => expect(await statuses(certificate.id)).toEqual(['HANDLED', 'WAITING_FOR_CARE']));
    expect(await doctor.living(certificate.id)).toMatchObject({
      status: 'COMPLEMENTED',
      children: [{ kind: 'COMPLEMENT', state: 'SIGNED', certificate: { status: 'SENT' } }],
    });
    for (const wish of [doctor.renew, doctor.replace])
      expect(codes(await wish(certificate.id))).toEqual(['CERTIFICATE_COMPLEMENTED']);
  });

  it('is to be completed again when what completed it is revoked', async () => {
    const { certificate, request } = await askedAbout('COMPLEMENT');
    const { certificate: signed } = await doctor.sign(await made(doctor.complement(request)));
    await eventually(async () => expect(await statuses(certificate.id)).toEqual(['HANDLED']));
    expect(codes(await doctor.complement(request))).toEqual(['CASE_NOT_UNHANDLED']);
    await doctor.revoke(signed?.id ?? '');
    await eventually(async () => expect(await statuses(certificate.id)).toEqual(['WAITING_FOR_CARE']));
    await made(doctor.complement(request));
  });

  it('may be completed though the patient has died since', async () => {
    const { request } = await askedAbout('COMPLEMENT');
    await changePerson(stack.personServiceUrl, { personId: PATIENT, deceased: true });
    const { errors } = await doctor.complement(request);
    await changePerson(stack.personServiceUrl, { personId: PATIENT, deceased: false });
    expect(errors).toEqual([]);
  });
});

describe('W128 A complement that was begun', () => {
  it('is opened again, not begun again; thrown away, it may be begun anew', async () => {
    const { certificate, request } = await askedAbout('COMPLEMENT');
    const key = randomUUID();
    const draft = await made(doctor.complement(request, key));
    expect((await made(doctor.complement(request, key))).id).toBe(draft.id);
    expect(codes(await doctor.complement(request))).toEqual(['COMPLEMENT_BEGUN']);
    expect((await doctor.living(certificate.id))?.children).toMatchObject([
      { kind: 'COMPLEMENT', state: 'DRAFT', draft: { id: draft.id } },
    ]);
    await doctor.remove(draft.id, draft.revision);
    await made(doctor.complement(request));
  });

  it('is begun by one of ten at the same moment', async () => {
    const { request } = await askedAbout('COMPLEMENT');
    const all = await Promise.all(Array.from({ length: 10 }, () => doctor.complement(request)));
    expect(
      all.filter(({ draft }) => draft),
      all.flatMap(codes).join(),
    ).toHaveLength(1);
    expect(new Set(all.flatMap(codes))).toEqual(new Set(['COMPLEMENT_BEGUN']));
  });
});

describe('W129 Several complement requests', () => {
  it('are settled by one certificate', async () => {
    const { certificate, request } = await askedAbout('COMPLEMENT', 'COMPLEMENT');
    await doctor.sign(await made(doctor.complement(request)));
    await eventually(async () => expect(await statuses(certificate.id)).toEqual(['HANDLED', 'HANDLED']));
  });
});

describe('Nothing is complemented', () => {
  let known: { certificate: LivingCertificate; request: string; question: string };
  beforeAll(async () => {
    known = await askedAbout('COMPLEMENT', 'CONTACT');
  });

  it('for another question, by another unit, or without a request', async () => {
    const before = await digest(stack.database);
    expect(codes(await doctor.complement(known.question))).toEqual(['NOT_A_COMPLEMENT_REQUEST']);
    for (const user of [alf, beata])
      expect(codes(await keeper(stack, user).complement(known.request))).toEqual(['CASE_NOT_FOUND']);
    expect(await digest(stack.database)).toEqual(before);
  });

  it('past cases: the gateway has no such change, and certificates does it for nobody else', async () => {
    const document = `mutation { beginComplement(certificateId: "${known.certificate.certificateId}", messageId: "m",
      idempotencyKey: "k") { errors { code } } }`;
    const { status, text } = await ask(stack.gatewayUrl, await stack.token(ajla), document);
    expect([status, text]).toEqual([400, expect.stringContaining('GRAPHQL_VALIDATION_FAILED')]);
  });
});
