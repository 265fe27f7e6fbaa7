import { expect } from 'vitest';
import { writer } from '../support/drafts.ts';
import { keeper } from '../support/life.ts';
import { ajla } from '../support/people.ts';
import { changePerson } from '../support/person-service.ts';
import { digest } from '../support/rows.ts';
import { signer } from '../support/signing.ts';
import type { Row } from './row.ts';

/** What is wanted for somebody who has died. */
export const DECEASED: readonly Row[] = [
  {
    id: 'E18',
    sent: 'a draft, a renewal, a replacement for a patient who has died',
    answered: 'PATIENT_DECEASED',
    attempts: [
      {
        what: 'a new one',
        async trial({ stack, token }) {
          const { draft, errors } = await writer({ ...stack, token }, ajla).create('194101157545');
          expect(draft).toBeNull();
          expect(errors).toMatchObject([{ code: 'PATIENT_DECEASED' }]);
        },
      },
      {
        what: 'a new one, for somebody who has just died; what was written while they lived may be signed',
        stores: true,
        async trial({ stack, token, database }) {
          const personId = '199001182394';
          const doctor = signer({ ...stack, token }, ajla);
          const older = await doctor.ready(personId);
          await changePerson(stack.personServiceUrl, { personId, deceased: true });
          const before = await digest(database);
          const { draft, errors } = await doctor.create(personId);
          expect([draft, errors]).toMatchObject([null, [{ code: 'PATIENT_DECEASED' }]]);
          expect(await digest(database)).toEqual(before);
          const signed = await doctor.sign(older);
          await changePerson(stack.personServiceUrl, { personId, deceased: false });
          expect(signed).toMatchObject({ certificate: { certificateId: older.certificateId }, errors: [] });
        },
      },
      {
        what: 'renewed or replaced, for somebody who has just died',
        stores: true,
        async trial({ stack, token, database }) {
          const personId = '199001182394';
          const doctor = keeper({ ...stack, token }, ajla);
          const certificate = await doctor.signed(personId);
          await changePerson(stack.personServiceUrl, { personId, deceased: true });
          const before = await digest(database);
          const answers = [await doctor.renew(certificate.id), await doctor.replace(certificate.id)];
          const after = await digest(database);
          await changePerson(stack.personServiceUrl, { personId, deceased: false });
          for (const { draft, errors } of answers)
            expect([draft, errors]).toMatchObject([null, [{ code: 'PATIENT_DECEASED' }]]);
          expect(after).toEqual(before);
        },
      },
    ],
  },
];
