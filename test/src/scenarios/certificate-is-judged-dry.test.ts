import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../support/graph-client.ts';
import { ajla, alva } from '../support/people.ts';
import { digest, rowsOf } from '../support/rows.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';
import { certificates } from '../demo/data/certificates.ts';
import { signer } from '../support/signing.ts';

const FK7804 = 'CertificateType_fk7804-1.3';
const WHOLE = Object.entries(certificates[0]?.answers ?? {}).map(([subAnswerId, answer]) => ({ subAnswerId, answer }));

let stack: SeededStack;
beforeAll(async () => {
  stack = await startSeededStack();
});
afterAll(() => stack.stop());

const document = `query ($input: ValidateCertificateInput!) { validateCertificate(input: $input) {
  questionId subAnswerId rule kind at text { sv en } } }`;
const judged = async (answers: readonly object[], typeId = FK7804, user = ajla) =>
  ask(stack.gatewayUrl, await stack.token(user), document, { input: { typeId, answers } });
type Told = readonly { readonly subAnswerId: string; readonly rule: string; readonly kind: string }[];
const told = async (answers: readonly object[]): Promise<Told> =>
  ((await judged(answers)).data as unknown as { validateCertificate: Told }).validateCertificate;

describe('A dry run of a certificate', () => {
  it('finds nothing in the way of whole answers, and what is missing in others, for any role; nothing is stored', async () => {
    const before = await digest(stack.database);
    expect((await told(WHOLE)).filter(({ kind }) => kind !== 'WARN')).toEqual([]);
    const missing = await told(WHOLE.filter(({ subAnswerId }) => subAnswerId !== '6.1'));
    expect(missing).toContainEqual(expect.objectContaining({ questionId: '6', rule: 'MANDATORY', kind: 'EMPTY' }));
    expect((await judged([], FK7804, alva)).data).toMatchObject({ validateCertificate: expect.any(Array) });
    expect(await digest(stack.database)).toEqual(before);
  });

  it('names an answer of another kind, of two kinds, of none, and to a question that there is not', async () => {
    const found = await told([
      { subAnswerId: '35.1', answer: { boolean: true } },
      { subAnswerId: '17.1', answer: { text: 'a', boolean: true } },
      { subAnswerId: '25.1', answer: {} },
      { subAnswerId: '999.1', answer: { text: 'a' } },
    ]);
    for (const [subAnswerId, rule] of [
      ['35.1', 'WRONG_KIND'],
      ['17.1', 'WRONG_KIND'],
      ['25.1', 'WRONG_KIND'],
      ['999.1', 'UNKNOWN_FIELD'],
    ])
      expect(found).toContainEqual(expect.objectContaining({ subAnswerId, rule }));
  });

  it('is refused for a type that there is not, and for a question that is answered twice', async () => {
    expect((await judged([], 'CertificateType_fk7804-9')).text).toContain('CERTIFICATE_TYPE_UNKNOWN');
    const twice = { subAnswerId: '35.1', answer: { text: 'a' } };
    expect((await judged([twice, twice])).text).toContain('BAD_USER_INPUT');
  });
});

describe('The address of a unit', () => {
  const address = { phone: '', postal_code: '1234', city: '  ', postal_address: '' };

  it.each([
    ['phone', 'UNIT.phone MANDATORY EMPTY'],
    ['postal_code', 'UNIT.postalCode POSTAL_CODE INVALID_FORMAT'],
    ['city', 'UNIT.city MANDATORY EMPTY'],
    ['postal_address', 'UNIT.postalAddress MANDATORY EMPTY'],
  ] as const)(
    'without its %s keeps its drafts from being signed, and is told in a dry run',
    async (line, violation) => {
      const doctor = signer(stack, ajla);
      const draft = await doctor.ready('199001182394');
      const [before] = await rowsOf(stack.database, `select ${line} from users.care_unit where hsa_id = $1`, [
        ajla.unit,
      ]);
      const change = `update users.care_unit set ${line} = $2 where hsa_id = $1`;
      const sentence = ({ subAnswerId, rule, kind }: Told[number]) => `${subAnswerId} ${rule} ${kind}`;
      await rowsOf(stack.database, change, [ajla.unit, address[line]]);
      const [shown, dry, signed] = [await doctor.read(draft.id), await told(WHOLE), await doctor.sign(draft)];
      await rowsOf(stack.database, change, [ajla.unit, before?.[line]]);
      expect(shown?.violations.filter(({ kind }) => kind !== 'WARN').map(sentence)).toEqual([violation]);
      expect(shown?.actions.find(({ action }) => action === 'SIGN')?.refusals).toEqual(['UNIT_CONTACT_MISSING']);
      expect(dry.map(sentence)).toContain(violation);
      expect(signed).toMatchObject({ certificate: null, errors: [{ code: 'UNIT_CONTACT_MISSING' }] });
      expect((await doctor.sign(draft)).errors).toEqual([]);
    },
  );
});
