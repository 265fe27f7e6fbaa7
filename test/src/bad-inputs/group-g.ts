import { expect } from 'vitest';
import { message } from '../conformance/message.ts';
import { agencyAsks, certificateOf } from '../support/agency.ts';
import { correspondent, newKey } from '../support/correspondence.ts';
import { begun, writer } from '../support/drafts.ts';
import { eventually } from '../support/eventually.ts';
import { createDraftXml, cv, svar } from '../support/journal-soap.ts';
import { keeper } from '../support/life.ts';
import { ajla, beata, type SignedIn, units } from '../support/people.ts';
import { rowsOf } from '../support/rows.ts';
import type { SeededStack } from '../support/seeded-stack.ts';
import type { Attempt, Ground, Row } from './row.ts';
import { sendSoap, validated } from './soap.ts';

const PATIENT = '199001182394';

const doctorOf = ({ stack, token }: Ground) => keeper({ ...stack, token }, ajla);
const codes = ({ errors }: { readonly errors: readonly { readonly code: string }[] }): string[] =>
  errors.map(({ code }) => code);
/** What is tried beside the bad input is right: the trial says what is refused. */
const storing = (what: string, trial: (ground: Ground) => Promise<void>): Attempt => ({ what, trial, stores: true });

/** A period that a draft cannot have: refused with its question, its rule and its part. */
const period = (what: string, from: string, to: string, rule: string, at?: string): Attempt =>
  storing(what, async (ground) => {
    const doctor = writer({ ...ground.stack, token: ground.token }, ajla);
    const { id } = await begun(doctor, PATIENT);
    const answer = { codedPeriods: [{ code: 'HALFTEN', from, to }] };
    const { draft, errors } = await doctor.save(id, { subAnswerId: '32.1', answer, expectedRevision: 0 });
    const told = errors.length > 0 ? errors : (draft?.violations ?? []);
    expect(told).toContainEqual(expect.objectContaining({ subAnswerId: '32.1', rule, ...(at && { at }) }));
    if (errors.length > 0) expect(errors).toMatchObject([{ code: 'ANSWER_NOT_ACCEPTED', path: 'answers.0' }]);
    else expect(draft?.status).toBe('DRAFT_INCOMPLETE');
    await doctor.remove(id, draft?.revision ?? 0);
  });

/** The same in a certificate file: told with the line, the question and the rule. */
const inFile = (what: string, from: string, to: string, rule: string): Attempt => ({
  what: `${what}, in a file`,
  async trial() {
    expect(await validated(message({ from, to }))).toMatch(
      new RegExp(`^FAIL /certificate.xml .*\\n {2}line \\d+: question 32, 32.1 .*: ${rule} `),
    );
  },
});

/** The same of a journal system: the draft is begun without the days, and both are told. Source: domain.md §3.14. */
const prefilled = (what: string, from: string, to: string): Attempt =>
  storing(`${what}, of a journal system`, async (ground) => {
    const degree = cv('HALFTEN', 'KV_FKMU_0003');
    const period = `<t:datePeriod><t:start>${from}</t:start><t:end>${to}</t:end></t:datePeriod>`;
    const given = svar('32', { '32.1': degree, '32.2': period });
    const { result, text } = await sendSoap(ground, createDraftXml({ personId: PATIENT, by: ajla, given }), {
      path: 'CreateDraftCertificate/3',
    });
    expect([result, text]).toEqual(['INFO', expect.stringContaining('32.1 DATE_MISSING FILLED_IN')]);
  });

/** A draft whose day to be locked has come. */
async function lockedDraft(ground: Ground): Promise<string> {
  const { id, certificateId } = await doctorOf(ground).ready(PATIENT);
  await rowsOf(ground.database, `update certificates.draft set status = 'LOCKED' where id = $1`, [certificateId]);
  return id;
}

const careOf = ({ stack, token }: Ground, user: SignedIn = ajla) =>
  correspondent({ ...stack, token } as SeededStack, user);

/** The case that a message is of, by its id in the graph. */
export async function caseWith({ database }: Ground, messageId: string): Promise<string> {
  const [row] = await rowsOf(database, 'select case_id from cases.message where id = $1', [messageId]);
  return `Case_${row?.['case_id']}`;
}

/** A question of the agency's about the demo's certificate of the unit, with its case. */
async function askedByAgency(ground: Ground, question: object = {}) {
  const certificateId = certificateOf(units.alfaMedicincentrum);
  const text = newKey();
  const receipt = await agencyAsks(ground.stack.agencyUrl, certificateId, { text, ...question });
  expect(receipt).toMatchObject({ resultCode: 'OK' });
  return { messageId: receipt.messageId, certificateId, caseId: await caseWith(ground, receipt.messageId) };
}

/** A date of death that the form does not let be signed, nor a draft without mention. */
const died = (typeId: string, what: string, partialDate: string, rule: string): Attempt =>
  storing(`${typeId}, ${what}`, async (ground) => {
    const doctor = writer({ ...ground.stack, token: ground.token }, ajla);
    const { draft } = await doctor.create(PATIENT, { typeId: `CertificateType_${typeId}` });
    const saved = await doctor.save(
      draft?.id ?? '',
      { subAnswerId: '2.1', answer: { boolean: true }, expectedRevision: 0 },
      { subAnswerId: '2.2', answer: { partialDate }, expectedRevision: 0 },
    );
    const told = [...saved.errors, ...(saved.draft?.violations ?? [])];
    expect(told).toContainEqual(expect.objectContaining({ subAnswerId: '2.2', rule }));
    expect(saved.draft?.status).toBe('DRAFT_INCOMPLETE');
    const revision = saved.draft?.revision ?? 0;
    const { errors } = await doctorOf(ground).sign({ id: draft?.id ?? '', revision });
    expect(codes({ errors })).not.toEqual([]);
    await doctor.remove(draft?.id ?? '', revision);
  });

export const GROUP_G: readonly Row[] = [
  {
    id: 'G1',
    sent: 'periods that end before they begin, days that there are not, days with a time',
    answered: 'what is no date is refused, what is out of order is told, with question, rule and part',
    attempts: [
      period('an end before its beginning', '2026-11-20', '2026-11-19', 'PERIOD_ORDER'),
      period('a beginning in 1800', '1800-01-01', '2026-11-20', 'DATE_RANGE', 'HALFTEN.from'),
      period('an end in 9999', '2026-11-20', '9999-12-31', 'DATE_RANGE', 'HALFTEN.to'),
      period('29 February of 2027', '2027-02-29', '2027-03-01', 'DATE', 'HALFTEN.from'),
      period('a thirteenth month', '2026-11-20', '2026-13-01', 'DATE', 'HALFTEN.to'),
      period('a time and a zone', '2026-11-20T00:00:00+01:00', '2026-11-30', 'DATE', 'HALFTEN.from'),
      inFile('an end before its beginning', '2026-11-20', '2026-11-19', 'PERIOD_ORDER'),
      inFile('29 February of 2027', '2027-02-29', '2027-03-01', 'DATE'),
      inFile('a thirteenth month', '2026-11-20', '2026-13-01', 'DATE'),
      inFile('a time and a zone', '2026-11-20T00:00:00+01:00', '2026-11-30', 'DATE'),
      prefilled('an end before its beginning', '2026-11-20', '2026-11-19'),
      prefilled('29 February of 2027', '2027-02-29', '2027-03-01'),
      prefilled('a time and a zone', '2026-11-20T00:00:00+01:00', '2026-11-30'),
    ],
  },
  {
    id: 'G5',
    sent: 'a locked draft edited and deleted, an unsigned one renewed, twice replaced, twice complemented',
    answered: 'the state that is in the way, by its code',
    attempts: [
      storing('a locked draft, edited and deleted', async (ground) => {
        const doctor = doctorOf(ground);
        const id = await lockedDraft(ground);
        const answer = { subAnswerId: '25.1', answer: { text: 'Mer.' }, expectedRevision: 0 };
        expect(codes(await doctor.save(id, answer))).toEqual(['DRAFT_LOCKED']);
        expect(codes(await doctor.remove(id, 1))).toEqual(['DRAFT_LOCKED']);
      }),
      storing('a draft, renewed and replaced', async (ground) => {
        const doctor = doctorOf(ground);
        const { certificateId } = await doctor.ready(PATIENT);
        for (const wish of [doctor.renew, doctor.replace])
          expect(codes(await wish(`Certificate_${certificateId}`))).toEqual(['CERTIFICATE_NOT_SIGNED']);
      }),
      storing('a certificate, replaced twice, before and after the signature', async (ground) => {
        const doctor = doctorOf(ground);
        const certificate = await doctor.signed(PATIENT);
        const { draft } = await doctor.replace(certificate.id);
        expect(codes(await doctor.replace(certificate.id))).toEqual(['REPLACEMENT_BEGUN']);
        await doctor.sign(draft ?? { id: '', revision: 0 });
        expect(codes(await doctor.replace(certificate.id))).toEqual(['CERTIFICATE_REPLACED']);
      }),
      storing('a certificate, complemented twice', async (ground) => {
        const doctor = doctorOf(ground);
        const certificate = await doctor.signed(PATIENT);
        await doctor.send(certificate.id);
        const question = { subject: 'COMPLEMENT', complements: [{ questionId: '35', text: 'Beskriv.' }] };
        const about = { unitHsaId: units.alfaMedicincentrum, personId: PATIENT, ...question };
        await eventually(async () =>
          expect(await agencyAsks(ground.stack.agencyUrl, certificate.certificateId, about)).toMatchObject({
            resultCode: 'OK',
          }),
        );
        const care = correspondent({ ...ground.stack, token: ground.token } as SeededStack, ajla);
        const [request] = await care.lists('ALL', { certificate: certificate.id });
        expect(codes(await doctor.complement(request?.id ?? ''))).toEqual([]);
        expect(codes(await doctor.complement(request?.id ?? ''))).toEqual(['COMPLEMENT_BEGUN']);
      }),
    ],
  },
  {
    id: 'G6',
    sent: 'unsigned and revoked certificates, and those that are printed only, sent; one sent without consent',
    answered: 'the state that is in the way, by its code; CONSENT_MISSING with the field',
    attempts: [
      storing('one that is not signed, one that is revoked, one without consent', async (ground) => {
        const doctor = doctorOf(ground);
        const draft = await doctor.ready(PATIENT);
        expect(codes(await doctor.send(`Certificate_${draft.certificateId}`))).toEqual(['CERTIFICATE_NOT_FOUND']);
        const certificate = await doctor.signed(PATIENT);
        const { errors } = await doctor.send(certificate.id, { patientConsents: false });
        expect(errors).toMatchObject([{ code: 'CONSENT_MISSING', path: 'patientConsents' }]);
        await doctor.revoke(certificate.id);
        expect(codes(await doctor.send(certificate.id))).toEqual(['CERTIFICATE_REVOKED']);
      }),
      storing('one that is printed only', async (ground) => {
        const doctor = doctorOf(ground);
        const { certificateId } = await doctor.signed(PATIENT);
        const [row] = await rowsOf(
          ground.database,
          `insert into certificates.certificate (select (jsonb_populate_record(one, jsonb_build_object(
            'id', gen_random_uuid(), 'type_id', 'ag7804', 'type_version', '1.2'))).* from certificates.certificate one
            where id = $1) returning id`,
          [certificateId],
        );
        expect(codes(await doctor.send(`Certificate_${row?.['id']}`))).toEqual(['NO_RECIPIENT']);
      }),
    ],
  },
  {
    id: 'G7',
    sent: 'answers to a reminder, to what is answered, to what another asked; a case handled twice',
    answered: 'the state that is in the way, by its code, and the case as it was',
    attempts: [
      storing('a reminder, answered as if it were a question', async (ground) => {
        const { messageId, certificateId, caseId } = await askedByAgency(ground);
        const reminder = { subject: 'REMINDER', remindsOf: messageId, text: 'Vi väntar på svar.' };
        expect(await agencyAsks(ground.stack.agencyUrl, certificateId, reminder)).toMatchObject({ resultCode: 'OK' });
        const care = careOf(ground);
        const shown = (await care.shows(caseId)).messages;
        const reminded = shown.find(({ kind }) => kind === 'REMINDER');
        expect(reminded).toBeDefined();
        // a message is no case: nothing is found by its id
        expect(codes(await care.answers(reminded?.id ?? ''))).toEqual(['ID']);
        expect((await care.shows(caseId)).messages).toEqual(shown);
        expect(codes(await care.answers(caseId))).toEqual([]);
      }),
      storing('an answer, by the agency, to its own reminder', async (ground) => {
        const { messageId, certificateId, caseId } = await askedByAgency(ground);
        const before = await careOf(ground).shows(caseId);
        const answer = { answers: messageId, text: 'Vi svarar själva.' };
        expect(await agencyAsks(ground.stack.agencyUrl, certificateId, answer)).toMatchObject({
          resultCode: 'ERROR',
          errorId: 'VALIDATION_ERROR',
        });
        expect(await careOf(ground).shows(caseId)).toEqual(before);
      }),
      storing('answered twice', async (ground) => {
        const { caseId } = await askedByAgency(ground);
        const care = careOf(ground);
        expect(codes(await care.answers(caseId))).toEqual([]);
        const before = await care.shows(caseId);
        expect(codes(await care.answers(caseId, { text: 'Nej, på tisdag.' }))).toEqual(['CASE_ALREADY_ANSWERED']);
        expect((await care.shows(caseId)).messages.map(({ text }) => text)).toEqual(
          before.messages.map(({ text }) => text),
        );
      }),
      storing('a question of care’s own, answered by care; an agency’s, by another unit', async (ground) => {
        const care = careOf(ground);
        const { case: own } = await care.asks(certificateOf(units.alfaMedicincentrum));
        expect(codes(await care.answers(own?.id ?? ''))).toEqual(['ASKED_BY_CARE']);
        const { caseId } = await askedByAgency(ground);
        expect(codes(await careOf(ground, beata).answers(caseId))).toEqual(['CASE_NOT_FOUND']);
        expect((await care.shows(caseId)).answeredAt).toBeNull();
      }),
      storing('handled twice', async (ground) => {
        const { caseId } = await askedByAgency(ground);
        const care = careOf(ground);
        expect(codes(await care.handles(caseId))).toEqual([]);
        const before = await care.shows(caseId);
        const again = [await care.handles(caseId), await care.handles(caseId)];
        expect(again.map(codes)).toEqual([['CASE_NOT_UNHANDLED'], ['CASE_NOT_UNHANDLED']]);
        expect(await care.shows(caseId)).toEqual(before);
        expect(before.status).toBe('HANDLED');
      }),
    ],
  },
  {
    id: 'G9',
    sent: 'deaths of tomorrow, and of before the birth',
    answered: 'told with question and rule; not signed',
    attempts: ['db-1.0', 'doi-1.0'].flatMap((typeId) => [
      died(typeId, 'next year', '2099-01-01', 'DEATH_IN_FUTURE'),
      died(typeId, 'the year before the birth', '1989-12-31', 'DEATH_BEFORE_BIRTH'),
      died(typeId, 'the day before the birth', '1990-01-17', 'DEATH_BEFORE_BIRTH'),
      died(typeId, 'a day that there is not', '2025-02-29', 'DATE'),
    ]),
  },
  {
    id: 'G10',
    sent: 'a draft of a version that is out of use, or that there is not',
    answered: 'the state that is in the way, by its code',
    attempts: [
      {
        what: 'a version of the future, one of the past, a type that is read only',
        async trial(ground) {
          const doctor = doctorOf(ground);
          for (const [typeId, expected] of [
            ['CertificateType_fk7804-99.0', ['CERTIFICATE_TYPE_UNKNOWN']],
            ['CertificateType_fk7263-1.0', ['ROLE_MAY_NOT_DRAFT']],
            ['CertificateType_tstrk1031-3.0', ['TYPE_NOT_IN_FORCE']],
          ] as const)
            expect(codes(await doctor.create(PATIENT, { typeId }))).toEqual(expected);
        },
      },
    ],
  },
];
