import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AskedDraft, at, createDraftXml, cv, getCertificateXml, post, svar } from '../support/journal-soap.ts';
import { DB } from '../support/death.ts';
import { keeper, type Keeper } from '../support/life.ts';
import { ajla, ajlaOnAllergi, alf, alva, beata, petra, units } from '../support/people.ts';
import { changePerson, setFault } from '../support/person-service.ts';
import { haveSchemas, messageValidator } from '../support/rivta-schemas.ts';
import { digest, rowsOf } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const SIMON = '199001182394';
const OF_PROTECTED = '198506149882';
const DECEASED = '194101157545';
const RESULT = '//d:CreateDraftCertificateResponse/d:result';

let stack: SeededStack;
let doctor: Keeper;
beforeAll(async () => {
  stack = await startSeededStack();
  doctor = keeper(stack, ajla);
});
afterEach(() => setFault(stack.personServiceUrl, 'none'));
afterAll(() => stack.stop());

const hasSchemas = haveSchemas('what CreateDraftCertificate and GetCertificate answer');
const draftFault = hasSchemas ? messageValidator('CreateDraftCertificate', '3.3') : () => undefined;
const certificateFault = hasSchemas ? messageValidator('GetCertificate', '2.1') : () => undefined;

/** Asks for a draft; request and answer are as the published schema says. */
async function asksFor(wish: AskedDraft) {
  const request = createDraftXml(wish);
  expect(draftFault(request)).toBeUndefined();
  const { status, xml } = await post(stack.gatewayUrl, 'CreateDraftCertificate/3', request);
  expect([status, draftFault(xml)]).toEqual([200, undefined]);
  const told = (name: string) => at(xml, `${RESULT}/c:${name}`);
  return {
    id: at(xml, '//d:intygs-id/t:extension'),
    unit: at(xml, '//d:intygs-id/t:root'),
    code: told('resultCode'),
    error: told('errorId'),
    text: told('resultText'),
    xml,
  };
}

const REPORT = `query ($id: ID!) { draft(id: $id) { status journalReference type { id } createdBy { hsaId }
  answers { subAnswerId answer { ... on TextAnswer { text } ... on DiagnosesAnswer { diagnoses { code description } } } }
  prefillReport { unreadable message { sv } notes { questionId subAnswerId at rule outcome text { sv en } } } } }`;
const reportOf = async (id: string | undefined) =>
  (await doctor.asks(REPORT, { id: `Draft_${id}` })).data as unknown as { draft: Record<string, unknown> };

describe('A journal system that asks for a draft (CreateDraftCertificate)', () => {
  it('gets one for its user on their unit, in the newest version, under the reference that it gave', async () => {
    const made = await asksFor({ personId: SIMON, by: ajlaOnAllergi, reference: 'journal 17' });
    expect(made).toMatchObject({ unit: units.alfaAllergi, code: 'OK' });
    const { draft } = await reportOf(made.id);
    expect(draft).toMatchObject({
      status: 'EMPTY_DRAFT',
      journalReference: 'journal 17',
      type: { id: 'CertificateType_fk7804-2.0' },
      createdBy: { hsaId: ajlaOnAllergi.sub },
      prefillReport: null,
    });
  });

  it('finds the certificate that it becomes under the same reference', async () => {
    const { id } = await asksFor({ personId: SIMON, by: ajla, code: 'DB', reference: 'journal 19' });
    const { draft } = await doctor.save(`Draft_${id}`, ...DB.answers);
    const { certificate } = await doctor.sign({ id: `Draft_${id}`, revision: draft?.revision ?? 0 });
    expect(certificate?.journalReference).toBe('journal 19');
  });

  it('gets the same one for the same reference, and another for another', async () => {
    const wish = { personId: SIMON, by: ajla, reference: 'journal 18' };
    const all = await Promise.all([1, 2, 3].map(() => asksFor(wish)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect((await asksFor({ ...wish, reference: 'journal 19' })).id).not.toBe(all[0]?.id);
    const unnamed = { personId: SIMON, by: ajla };
    expect((await asksFor(unnamed)).id).not.toBe((await asksFor(unnamed)).id);
  });

  it('has it filled in, is told what could not be taken, and so is whoever opens it', async () => {
    const given = [
      svar('25', { '25.1': 'Svårt att gå' }),
      svar('6', { '6.2': cv('Z223', '1.2.752.116.1.1.1.1.8') }),
      svar('39', { '39.1': cv('FEL', 'KV_FKMU_0006') }),
      svar('777', { '777.1': 'Ingen vet' }),
    ].join('');
    const made = await asksFor({ personId: SIMON, by: ajla, given });
    expect(made).toMatchObject({ code: 'INFO', text: expect.stringContaining('777') });
    expect(made.text).not.toContain('Ingen vet');
    const { draft } = await reportOf(made.id);
    expect(draft).toMatchObject({ status: 'DRAFT_INCOMPLETE' });
    expect(draft['answers']).toContainEqual({ subAnswerId: '25.1', answer: { text: 'Svårt att gå' } });
    expect(JSON.stringify(draft['prefillReport'])).not.toContain('Ingen vet');
    expect(draft['prefillReport']).toMatchObject({
      unreadable: 0,
      message: { sv: expect.any(String) },
      notes: expect.arrayContaining([
        expect.objectContaining({ questionId: '777', rule: 'UNKNOWN_FIELD', outcome: 'LEFT_OUT' }),
        expect.objectContaining({ subAnswerId: '39.1', outcome: 'LEFT_OUT' }),
        expect.objectContaining({ subAnswerId: '6.1', rule: 'DIAGNOSIS_DESCRIPTION', outcome: 'FILLED_IN' }),
      ]),
    });
  });

  it('leaves its rows as its user would: the event and the access log', async () => {
    const { id } = await asksFor({ personId: SIMON, by: alva });
    const events = await rowsOf(
      stack.database,
      'select kind, actor from certificates.event where certificate_id = $1',
      [id],
    );
    expect(events).toEqual([{ kind: 'DRAFT_CREATED', actor: alva.sub }]);
    const log = `select actor, actor_unit from certificates.access_log where resource_id = $1 and activity = 'WRITE'`;
    expect(await rowsOf(stack.database, log, [id])).toEqual([{ actor: alva.sub, actor_unit: alva.unit }]);
  });

  it.each<[string, AskedDraft, string]>([
    [
      'on a unit without an assignment',
      { personId: SIMON, by: { ...beata, unit: ajla.unit } },
      'VALIDATION_ERROR FORBIDDEN',
    ],
    ['by what is no HSA-id', { personId: SIMON, by: { ...ajla, sub: 'x y' } }, 'VALIDATION_ERROR HSA_ID'],
    ['of no type', { personId: SIMON, by: ajla, code: 'NONE' }, 'VALIDATION_ERROR CERTIFICATE_TYPE_UNKNOWN'],
    [
      'of a type that is only read',
      { personId: SIMON, by: ajla, code: 'FK7263' },
      'VALIDATION_ERROR CERTIFICATE_TYPE_UNKNOWN',
    ],
    ['for no person number', { personId: '199001182395', by: ajla }, 'VALIDATION_ERROR PERSON_ID'],
    ['by somebody without authority', { personId: SIMON, by: petra }, 'APPLICATION_ERROR ROLE_MAY_NOT_DRAFT'],
    [
      'for a protected patient by an administrator',
      { personId: OF_PROTECTED, by: alva },
      'APPLICATION_ERROR PATIENT_PROTECTED',
    ],
    ['for somebody who has died', { personId: DECEASED, by: ajla }, 'APPLICATION_ERROR PATIENT_DECEASED'],
  ])('is told why there is none: %s', async (_, wish, expected) => {
    const before = await digest(stack.database);
    const { id, code, error, text } = await asksFor(wish);
    expect([id, code, `${error} ${text?.split(':')[0]}`]).toEqual([undefined, 'ERROR', expected]);
    expect(text).not.toContain(wish.personId);
    expect(await digest(stack.database)).toEqual(before);
  });

  it('is told why there is none: a second dödsbevis, and while the person service is silent', async () => {
    expect(await asksFor({ personId: DECEASED, by: ajla, code: 'DB' })).toMatchObject({ code: 'OK' });
    const second = await asksFor({ personId: DECEASED, by: alf, code: 'DB' });
    expect(second).toMatchObject({ error: 'APPLICATION_ERROR', text: expect.stringMatching(/^UNIQUE_DRAFT: /) });
    await setFault(stack.personServiceUrl, 'down');
    expect(await asksFor({ personId: SIMON, by: ajla })).toMatchObject({
      error: 'APPLICATION_ERROR',
      text: expect.stringMatching(/^PU_PROBLEM: /),
    });
  });
});

describe('A certificate that is asked for (GetCertificate)', () => {
  const asked = async (certificateId: string, part: string, address: string) =>
    post(stack.gatewayUrl, 'GetCertificate/2', getCertificateXml(certificateId, part, address));
  const isRefused = async (certificateId: string, part: string, address: string): Promise<string> => {
    const { status, xml } = await asked(certificateId, part, address);
    expect([status, at(xml, '//s:Fault/faultcode')]).toEqual([400, 'soap:Client']);
    expect(xml).not.toContain(certificateId);
    return xml;
  };
  const NEVER = '00000000-0000-4000-8000-000000000000';

  it('is had by care under the unit’s address and its care unit’s, as it was signed, and by nobody else', async () => {
    const own = await keeper(stack, ajlaOnAllergi).signed(SIMON);
    const { certificateId } = own;
    for (const address of [units.alfaAllergi, units.alfaMedicincentrum]) {
      const { status, xml } = await asked(certificateId, 'HSVARD', address);
      expect([status, certificateFault(xml)]).toEqual([200, undefined]);
      expect(at(xml, '//g:intyg/c:intygs-id/t:extension')).toBe(certificateId);
      expect(at(xml, '//g:intyg/c:patient/c:person-id/t:extension')).toBe(SIMON);
    }
    const unknown = await isRefused(NEVER, 'HSVARD', units.alfaAllergi);
    for (const address of [units.alfaHud, units.alfaVardcentral, units.betaVardcentral, ''])
      expect(await isRefused(certificateId, 'HSVARD', address)).toBe(unknown);
    for (const part of ['FKASSA', 'INVANA', 'TRANSP', ''])
      expect(await isRefused(certificateId, part, units.alfaAllergi)).toBe(unknown);
    const log = `select actor, note from certificates.access_log where resource_id = $1 and note is not null`;
    expect(await rowsOf(stack.database, log, [certificateId])).toEqual(
      [1, 2].map(() => ({ actor: 'gateway', note: 'GetCertificate, HSVARD' })),
    );
  });

  it('is had by its recipient once it was sent there, until it is revoked; its signature holds', async () => {
    const { id, certificateId, signedDocument } = await doctor.signed(SIMON);
    await isRefused(certificateId, 'FKASSA', '2021005521');
    await doctor.send(id);
    const { status, xml } = await asked(certificateId, 'FKASSA', '2021005521');
    expect([status, certificateFault(xml)]).toEqual([200, undefined]);
    expect(at(xml, '//g:intyg')).toBe(at(signedDocument ?? '', '/*'));
    await doctor.revoke(id);
    for (const part of ['FKASSA', 'HSVARD']) await isRefused(certificateId, part, ajla.unit);
  });

  it('of a protected patient is had under the very unit’s address alone; of nobody while no one can tell', async () => {
    const { certificateId } = await keeper(stack, ajlaOnAllergi).signed(SIMON);
    await changePerson(stack.personServiceUrl, { personId: SIMON, protectedPerson: true });
    const answers = [
      await asked(certificateId, 'HSVARD', units.alfaAllergi),
      await asked(certificateId, 'HSVARD', units.alfaMedicincentrum),
    ];
    await changePerson(stack.personServiceUrl, { personId: SIMON, protectedPerson: false });
    expect(answers.map(({ status }) => status)).toEqual([200, 400]);
    await setFault(stack.personServiceUrl, 'down');
    const { status, xml } = await asked(certificateId, 'HSVARD', units.alfaAllergi);
    expect([status, at(xml, '//s:Fault/faultcode')]).toEqual([500, 'soap:Server']);
  });
});

describe.each(['CreateDraftCertificate/3', 'GetCertificate/2'])('What is no message, at %s,', (path) => {
  const fine = path.startsWith('Get')
    ? getCertificateXml('x', 'HSVARD', 'y')
    : createDraftXml({ personId: SIMON, by: ajla, given: svar('35', { '35.1': 'x' }) });
  const deep = `${'<a>'.repeat(70)}${'</a>'.repeat(70)}`;

  it.each<[string, string | Uint8Array, number]>([
    ['with a document type', fine.replace('<s:Envelope', '<!DOCTYPE x [<!ENTITY e "x">]><s:Envelope'), 400],
    ['nested too deep', fine.replace('<s:Body>', `<s:Body>${deep}`), 400],
    ['that is cut', fine.slice(0, -40), 400],
    ['of another contract', fine.replaceAll(/CreateDraftCertificate(?=[ >])|GetCertificate(?=[ >])/g, 'Other'), 400],
    ['in UTF-16', Buffer.from(fine, 'utf16le'), 400],
    ['of nothing', '', 400],
    ['with an element too many', fine.replace('</s:Body>', '<x/></s:Body>'), 400],
    ['larger than 1 MB', fine.replace('<s:Body>', `<!--${'x'.repeat(1_048_576)}--><s:Body>`), 413],
  ])('%s, is refused and stores nothing', async (_, bytes, expected) => {
    const before = await digest(stack.database);
    const { status, xml } = await post(stack.gatewayUrl, path, bytes);
    expect(status).toBe(expected);
    if (expected === 400) expect(at(xml, '//s:Fault/faultcode')).toBe('soap:Client');
    expect(await digest(stack.database)).toEqual(before);
  });

  it('comes by the gateway alone', async () => {
    const { status } = await post(stack.certificatesUrl, path, fine);
    expect(status).toBe(401);
  });
});
