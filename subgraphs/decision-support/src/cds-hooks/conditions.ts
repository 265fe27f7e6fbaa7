import { z } from 'zod';
import type { DiagnosisKey } from '../domain/diagnosis.ts';
import { DIAGNOSIS_SYSTEMS } from './codes.ts';

const coding = z.looseObject({ system: z.string().optional(), code: z.string().max(64).optional() });
const concept = z.looseObject({ coding: z.array(coding).max(100).optional() });
/** A code alone in FHIR DSTU2 and STU3, a concept in R4. */
const status = z.union([z.string(), concept], 'must be a code or a CodeableConcept').optional();

const reference = z.looseObject({ reference: z.string().optional() }).optional();

/** What is read of a Condition; the rest may be as it is in any version of FHIR. */
const condition = z.looseObject({
  resourceType: z.literal('Condition'),
  code: concept.optional(),
  clinicalStatus: status,
  verificationStatus: status,
  subject: reference,
  /** What FHIR DSTU2 has for `subject`. */
  patient: reference,
});
/** A search may add what it has to say of itself: warnings, or that something failed. */
const other = z.looseObject({
  resourceType: z.literal('OperationOutcome'),
  issue: z.array(z.looseObject({ severity: z.string().optional() })).optional(),
});

/** More conditions than a problem list has. */
const MOST = 500;

/** Conditions as a hook or a search gives them. */
export const bundleSchema = z.looseObject({
  resourceType: z.literal('Bundle'),
  entry: z
    .array(
      z.looseObject({
        resource: z.discriminatedUnion('resourceType', [condition, other], 'must be a Condition'),
      }),
    )
    .max(MOST)
    .optional(),
});
export type ConditionBundle = z.infer<typeof bundleSchema>;
type Condition = z.infer<typeof condition>;

/** Source: FHIR R4, condition-clinical and condition-ver-status. */
const OVER = ['inactive', 'remission', 'resolved'];
const NOT_SO = ['refuted', 'entered-in-error'];

const says = (told: Condition['clinicalStatus'], codes: readonly string[]): boolean =>
  typeof told === 'string'
    ? codes.includes(told)
    : (told?.coding ?? []).some(({ code }) => code !== undefined && codes.includes(code));

const conditionsIn = ({ entry = [] }: ConditionBundle): Condition[] =>
  entry.flatMap(({ resource }) => (resource.resourceType === 'Condition' ? [resource] : []));

/** Source: FHIR R4, issue-severity. */
const FAILED = ['fatal', 'error'];

/**
 * A search says of itself that it failed, so that conditions may be missing. A further page is no failure: the newest
 * stand on the first. Source: CDS Hooks 2.0, Prefetch Template.
 */
export const hasFailed = ({ entry = [] }: ConditionBundle): boolean =>
  entry.some(
    ({ resource }) =>
      resource.resourceType === 'OperationOutcome' &&
      (resource.issue ?? []).some(({ severity = '' }) => FAILED.includes(severity)),
  );

/** `Patient/<id>` at the end of a reference, perhaps of one version. */
const PATIENT = /(?:^|\/)Patient\/(?<id>[A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/;

/** Where a condition says that it is another patient's than this one; undefined when none does. */
export function strangersPlace({ entry = [] }: ConditionBundle, patientId: string): string | undefined {
  for (const [place, { resource }] of entry.entries()) {
    if (resource.resourceType !== 'Condition') continue;
    for (const element of ['subject', 'patient'] as const) {
      const id = PATIENT.exec(resource[element]?.reference ?? '')?.groups?.['id'];
      if (id !== undefined && id !== patientId) return `entry[${place}].resource.${element}`;
    }
  }
  return undefined;
}

/** The diagnosis of a condition: a code of ICD-10-SE before one of KSH97-P, as guidance is for the former alone. */
function diagnosisOf({ code }: Condition): DiagnosisKey | undefined {
  const named = (code?.coding ?? []).flatMap(({ system = '', code: written }) => {
    const codeSystem = DIAGNOSIS_SYSTEMS.get(system);
    return codeSystem && written ? [{ code: written, codeSystem }] : [];
  });
  return named.find(({ codeSystem }) => codeSystem === 'ICD_10_SE') ?? named[0];
}

/** The diagnoses that the patient has now, in their order; conditions without a code of ours are left out. */
export const diagnosesIn = (bundle: ConditionBundle): DiagnosisKey[] =>
  conditionsIn(bundle)
    .filter(
      ({ clinicalStatus, verificationStatus }) => !says(clinicalStatus, OVER) && !says(verificationStatus, NOT_SO),
    )
    .flatMap((one) => diagnosisOf(one) ?? []);
