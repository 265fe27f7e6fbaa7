import {
  type CertificateType,
  contactFaults,
  type FormatReader,
  type FormatReaders,
  typeOfRow,
  violations,
} from '@intygsgraf/certificates';
import { birthDateOf } from '@intygsgraf/kernel/domain';
import { ADAPTERS } from './adapters.ts';
import { type Json, textAt } from './parts.ts';
import { jsonOf, roundTrip } from './round-trip.ts';

/** A broken rule as today's systems tell it: the question, and the kind of error. */
export interface KnownError {
  readonly questionId: string;
  readonly kind: string;
}

/** What our rules say of a certificate in the old system's format; undefined when nobody reads its type. */
function errorsOf(type: CertificateType, json: Json, today: string): readonly KnownError[] | undefined {
  const read = ADAPTERS[`${type.id} ${type.version}`];
  if (!read) return undefined;
  const personId = textAt(json, 'grundData.patient.personId').replace('-', '');
  const found = violations(type, read(json), { today, birthDate: birthDateOf(personId), ...REGISTERS });
  return [...found, ...contactErrors(type, json)];
}

/** The registers of the expected verdicts know every code that is of its form, and every place. */
const REGISTERS = { isDiagnosis: () => true, isMunicipality: () => true };

const address = (json: Json, path: string) => ({
  postalAddress: textAt(json, `${path}.postadress`),
  postalCode: textAt(json, `${path}.postnummer`),
  city: textAt(json, `${path}.postort`),
});

const contactErrors = (type: CertificateType, json: Json): KnownError[] =>
  contactFaults(type, {
    UNIT: {
      ...address(json, 'grundData.skapadAv.vardenhet'),
      phone: textAt(json, 'grundData.skapadAv.vardenhet.telefonnummer'),
    },
    PATIENT: address(json, 'grundData.patient'),
  }).map(({ of, line, kind }) => ({ questionId: `${of}.${line}`, kind }));

const internal: FormatReader = (bytes, row, { today }) => {
  const type = typeOfRow(row);
  if (!type) return { notRead: 'there is no such type' };
  const json = jsonOf(bytes);
  if (!json) return { verdict: 'fail', faults: ['The file is no JSON object'] };
  const errors = errorsOf(type, json, today);
  if (!errors) return { notRead: 'nobody reads the old format of this type' };
  return {
    verdict: errors.length === 0 ? 'pass' : 'fail',
    faults: errors.map(({ questionId, kind }) => `${questionId}: ${kind}`),
  };
};

/** The formats of today's systems, which are nobody's but theirs. */
export const INTERNAL_FORMATS: FormatReaders = {
  'internal-json': internal,
  'internal-json-after-roundtrip': roundTrip,
};
