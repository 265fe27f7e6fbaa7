/** ICD-10-SE as FHIR resources name it. */
const ICD_10_SE = 'urn:oid:1.2.752.116.1.1.1.1.3';
export const KSH_97_P = 'urn:oid:1.2.752.116.1.3.1.4.1';

/** The patient's id in the journal's FHIR server: no person number. */
const PATIENT = 'patient-1';

interface ConditionOptions {
  readonly system?: string;
  readonly clinicalStatus?: string;
  readonly verificationStatus?: string;
  readonly patient?: string;
}

const concept = (system: string, code: string) => ({ coding: [{ system, code }] });

/** A Condition of FHIR R4. */
export const conditionOf = (
  code: string,
  {
    system = ICD_10_SE,
    clinicalStatus = 'active',
    verificationStatus = 'confirmed',
    patient = PATIENT,
  }: ConditionOptions = {},
) => ({
  resourceType: 'Condition',
  id: `condition-${code.replaceAll(/[^A-Za-z0-9]/g, '')}`,
  clinicalStatus: concept('http://terminology.hl7.org/CodeSystem/condition-clinical', clinicalStatus),
  verificationStatus: concept('http://terminology.hl7.org/CodeSystem/condition-ver-status', verificationStatus),
  category: [concept('http://terminology.hl7.org/CodeSystem/condition-category', 'problem-list-item')],
  code: concept(system, code),
  subject: { reference: `Patient/${patient}` },
});

const bundleOf = (resources: readonly object[], type?: string) => ({
  resourceType: 'Bundle',
  ...(type && { type }),
  entry: resources.map((resource) => ({ resource })),
});

const context = { userId: 'Practitioner/doctor-1', patientId: PATIENT, encounterId: 'encounter-1' };

/** The record of a patient with these conditions was opened. Source: the hook's definition, patient-view. */
export const patientViewed = (conditions: readonly object[]) => ({
  hook: 'patient-view',
  hookInstance: crypto.randomUUID(),
  context,
  prefetch: { conditions: bundleOf(conditions, 'searchset') },
});

/** Problems were added to the patient's list. Source: the hook's definition, problem-list-item-create. */
export const problemsCreated = (conditions: readonly object[]) => ({
  hook: 'problem-list-item-create',
  hookInstance: crypto.randomUUID(),
  context: { ...context, conditions: bundleOf(conditions) },
});

export const problemCreated = (codes: readonly string[]) => problemsCreated(codes.map((code) => conditionOf(code)));
