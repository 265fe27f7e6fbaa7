import { expect } from 'vitest';
import { agencyAsks, certificateOf } from '../support/agency.ts';
import { writer } from '../support/drafts.ts';
import { ajla, units } from '../support/people.ts';
import { changePerson, forgetPerson } from '../support/person-service.ts';
import { openSocket } from '../support/raw-socket.ts';
import { rowsOf } from '../support/rows.ts';
import type { Attempt, Ground, Row } from './row.ts';
import { request } from './send.ts';

const doctor = ({ stack, token }: Ground) => writer({ ...stack, token }, ajla);

/** As the patient of a new draft, and of an agency's message. */
const asPatient = (personId: string, what = JSON.stringify(personId)): Attempt => ({
  what,
  async trial(ground) {
    const { draft, errors } = await doctor(ground).create(personId);
    expect(draft).toBeNull();
    expect(errors).toMatchObject([{ code: 'PERSON_ID', path: 'personId' }]);
    expect(JSON.stringify(errors)).not.toContain(personId.trim());

    const certificate = certificateOf(units.alfaMedicincentrum);
    const receipt = await agencyAsks(ground.stack.agencyUrl, certificate, { personId });
    expect(receipt.resultCode ?? 'FAULT').not.toMatch(/OK|INFO/);
  },
});

/** The person service tells of somebody by another number than was asked: neither is taken for the other. */
const changedNumber = (what: string, changedTo: string): Attempt => ({
  what,
  async trial(ground) {
    const { database, stack } = ground;
    const personId = '200101172385';
    const known = () =>
      rowsOf(
        database,
        'select p.person_id, r.unit from users.patient p left join users.care_relation r on r.patient = p.id order by 1, 2',
      );
    const before = await known();
    await changePerson(stack.personServiceUrl, { personId, changedTo });
    const { draft, errors } = await doctor(ground).create(personId);
    await changePerson(stack.personServiceUrl, { personId, changedTo: personId });
    expect([draft, errors]).toMatchObject([null, [{ code: 'PERSON_NOT_FOUND' }]]);
    // and nobody is made a patient of the unit by it
    expect(await known()).toEqual(before);
  },
});

const inAnAddress = (path: string, status: number): Attempt => ({
  what: path.replaceAll(/\d{12}/g, '…'),
  async trial({ stack, token }) {
    const answered = await request(stack.gatewayUrl, await token(ajla), { path, body: '{"query":"{ __typename }"}' });
    expect(answered.status).toBe(status);
    expect(answered.text).not.toContain('191212121212');
  },
});

/** Person numbers. */
export const GROUP_F: readonly Row[] = [
  {
    id: 'F1',
    sent: 'numbers of a wrong check digit, of a day that there is not, and of zeros',
    answered: 'PERSON_ID; an agency’s message is refused',
    attempts: ['191212121213', '199002310017', '000000000000'].map((personId) => asPatient(personId)),
  },
  {
    id: 'F2',
    sent: 'numbers without a century',
    answered: 'the same',
    attempts: ['1212121212', '121212-1212', '121212+1212', '19121212-1212'].map((personId) => asPatient(personId)),
  },
  {
    id: 'F3',
    sent: 'the number of somebody who is born in the future',
    answered: 'the same',
    attempts: [asPatient('209912121212')],
  },
  {
    id: 'F6',
    sent: 'reserve numbers with letters that are mistaken, in small letters, of a wrong check digit',
    answered: 'the same',
    attempts: ['22850321IO84', '22850321QV84', '22850321WP84', '22850321tp84', '22850321TP85'].map((personId) =>
      asPatient(personId),
    ),
  },
  {
    id: 'F7',
    sent: 'figures of other scripts, and what cannot be seen among them',
    answered: 'the same: nothing inside is taken away in silence',
    attempts: [
      asPatient('１９９００１１８２３９４', 'full width'),
      asPatient('١٩٩٠٠١١٨٢٣٩٤', 'Arabic figures'),
      asPatient('19900118\u200b2394', 'a space without width'),
      asPatient('19900118\u00a02394', 'a space that does not break'),
      asPatient('19900118–2394', 'a dash'),
      asPatient('199001182394\n', 'a new line at the end'),
    ],
  },
  {
    id: 'F9',
    sent: 'a number that the person service does not know, or has another one for',
    answered: 'PERSON_NOT_FOUND, and no draft',
    attempts: [
      {
        what: 'of nobody',
        async trial(ground) {
          await forgetPerson(ground.stack.personServiceUrl, '199801242398');
          const { draft, errors } = await doctor(ground).create('199801242398');
          expect(draft).toBeNull();
          expect(errors).toMatchObject([{ code: 'PERSON_NOT_FOUND' }]);
        },
      },
      changedNumber('the number of somebody who is nobody’s patient', '194706112234'),
      changedNumber('the number of somebody whom the unit has', '199001182394'),
    ],
  },
  {
    id: 'F11',
    sent: 'a person number in an address',
    answered: 'not found, and not in the log',
    attempts: [
      inAnAddress('/patients/191212121212', 404),
      inAnAddress('/graphql/191212121212', 404),
      inAnAddress('/graphql?patient=191212121212', 404),
      inAnAddress('/soap/SendMessageToCare/191212121212', 404),
      inAnAddress('/elements/191212121212/intyg.js', 404),
      {
        what: 'of a socket',
        trial: ({ stack }) =>
          expect(openSocket(stack.gatewayUrl, undefined, '?patient=191212121212')).rejects.toThrow('HTTP 404'),
      },
    ],
  },
];
