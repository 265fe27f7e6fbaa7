import { expect } from 'vitest';
import { agencyAsks } from '../support/agency.ts';
import { correspondent } from '../support/correspondence.ts';
import { begun, writer } from '../support/drafts.ts';
import { eventually } from '../support/eventually.ts';
import { keeper } from '../support/life.ts';
import { ajla, units } from '../support/people.ts';
import { rowsOf } from '../support/rows.ts';
import type { SeededStack } from '../support/seeded-stack.ts';
import type { Attempt, Ground, Row } from './row.ts';

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

/** A draft whose day to be locked has come. */
async function lockedDraft(ground: Ground): Promise<string> {
  const { id, certificateId } = await doctorOf(ground).ready(PATIENT);
  await rowsOf(ground.database, `update certificates.draft set status = 'LOCKED' where id = $1`, [certificateId]);
  return id;
}

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
    id: 'G10',
    sent: 'a draft of a version that is out of use, or that there is not',
    answered: 'the state that is in the way, by its code',
    attempts: [
      {
        what: 'a version of the future, a type that is read only',
        async trial(ground) {
          const doctor = doctorOf(ground);
          for (const [typeId, expected] of [
            ['CertificateType_fk7804-99.0', ['CERTIFICATE_TYPE_UNKNOWN']],
            ['CertificateType_fk7263-1.0', ['ROLE_MAY_NOT_DRAFT']],
          ] as const)
            expect(codes(await doctor.create(PATIENT, { typeId }))).toEqual(expected);
        },
      },
    ],
  },
];
