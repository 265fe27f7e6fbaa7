import {
  type Answers,
  type CertificateType,
  contactFaults,
  type FormatReader,
  type FormatReaders,
  prefill,
  readPrefill,
  typeOfRow,
  type Violation,
  violations,
} from '@intygsgraf/certificates';
import { birthDateOf } from '@intygsgraf/kernel/domain';
import { isDeepStrictEqual } from 'node:util';
import { ADAPTERS } from './adapters.ts';
import { type Json, textAt } from './parts.ts';
import { jsonOf, roundTrip } from './round-trip.ts';

/** A broken rule as today's systems tell it: the question, and the kind of error. */
export interface KnownError {
  readonly questionId: string;
  readonly kind: string;
}

/** What our rules say of a certificate in the old system's format; undefined when nobody reads its type. */
export function errorsOf(type: CertificateType, json: Json, today: string): readonly KnownError[] | undefined {
  const read = ADAPTERS[`${type.id} ${type.version}`];
  if (!read) return undefined;
  const isJudged = judgedIn(type, json);
  const personId = textAt(json, 'grundData.patient.personId').replace('-', '');
  const found = violations(type, read(json), { today, birthDate: birthDateOf(personId), ...REGISTERS });
  return [...found.filter(isJudged), ...contactErrors(type, json)];
}

/** Questions of sight in TSTRK1007, which are left out where the whole part is. Source: domain.md §3.9. */
const SIGHT = ['3', '4', '5', '6', '7', '8', '9'];

/** Whether today's systems judge it too: they ask nothing about a part on sight that is not there, nor for few decimals. */
function judgedIn({ id }: CertificateType, { syn }: Json): (fault: Violation) => boolean {
  const isBlind = id === 'tstrk1007' && (syn === null || syn === undefined);
  return ({ questionId, rule }) => rule !== 'DECIMALS' && !(isBlind && SIGHT.includes(questionId));
}

/** The registers of the expected verdicts know every code that is of its form, and every place. */
const REGISTERS = { isDiagnosis: () => true, isMunicipality: () => true };

const contact = (json: Json, path: string) => ({
  postalAddress: textAt(json, `${path}.postadress`),
  postalCode: textAt(json, `${path}.postnummer`),
  city: textAt(json, `${path}.postort`),
  phone: textAt(json, `${path}.telefonnummer`),
});

const contactErrors = (type: CertificateType, json: Json): KnownError[] =>
  contactFaults(type, {
    UNIT: contact(json, 'grundData.skapadAv.vardenhet'),
    PATIENT: contact(json, 'grundData.patient'),
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

/** The answers of a certificate in the old format, each with what the prefill may have put there. */
const prefilled: FormatReader = async (bytes, row, { today, sibling }) => {
  const type = typeOfRow(row);
  const read = type && ADAPTERS[`${type.id} ${type.version}`];
  const input = await sibling(row.file.replace('/expected/', '/input/').replace(/\.json$/, '.xml'));
  const json = jsonOf(bytes);
  if (!type || !read || !input || !json) return { notRead: 'the prefill it is of is not there' };
  const titleOf = () => LOOKED_UP_TITLE;
  const { answers } = prefill(type, readPrefill(input).answers, { today, titleOf });
  const wanted = readExpectation(read(json), today);
  const fields = [...new Set([...Object.keys(answers), ...Object.keys(wanted)])];
  const faults = fields.filter((field) => !isDeepStrictEqual(answers[field], wanted[field]));
  return { verdict: faults.length === 0 ? 'pass' : 'fail', faults: faults.map((field) => `${field} differs`) };
};

/** What the expectation says where the prefill looks a title up, or gives the day. */
const LOOKED_UP_TITLE = 'uppslagen-diagnoskodbeskrivning';
const TODAY = ['tbd', 'shouldgetdefaultvalue'];

/** Today where it has a word for it; a row that is there twice once, as no draft of ours can hold it twice. */
function readExpectation(answers: Answers, today: string): Answers {
  const dated = (_: string, value: unknown): unknown => (TODAY.includes(String(value)) ? today : value);
  const once = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.filter((row, place) => value.findIndex((other) => isDeepStrictEqual(other, row)) === place)
      : value;
  return JSON.parse(JSON.stringify(answers, dated), (_, value: unknown) => once(value)) as Answers;
}

/** The formats of today's systems, which are nobody's but theirs. */
export const INTERNAL_FORMATS: FormatReaders = {
  'internal-json': internal,
  'internal-json-after-roundtrip': roundTrip,
  'prefill-result-json': prefilled,
};
