import type { Coding } from '../domain/cds-hooks/coding.ts';
import type { DiagnosisCodeSystem } from '../domain/diagnosis.ts';
import type { Language } from './card.ts';
import type { UserText } from '@intygsgraf/kernel/domain';

/**
 * How FHIR resources name the registers of diagnoses: by OID, or by FHIR's own address for the Swedish ICD-10.
 * Source: domain.md §3.0 (the OIDs of both generations), FHIR R4, Using Codes in resources.
 */
export const DIAGNOSIS_SYSTEMS: ReadonlyMap<string, DiagnosisCodeSystem> = new Map([
  ['urn:oid:1.2.752.116.1.1.1.1.3', 'ICD_10_SE'],
  ['urn:oid:1.2.752.116.1.1.1.1.8', 'ICD_10_SE'],
  ['http://hl7.org/fhir/sid/icd-10-se', 'ICD_10_SE'],
  ['urn:oid:1.2.752.116.1.3.1.4.1', 'KSH_97_P'],
]);

/** Our own code systems: no publisher has one for these. */
const TOPICS = 'urn:intygsgraf:cds-hooks:topics';
export const OVERRIDE_REASONS = 'urn:intygsgraf:cds-hooks:override-reasons';

/** Why a user does not follow the guidance. */
const REASONS: Readonly<Record<string, UserText>> = {
  'not-on-sick-leave': { sv: 'Patienten är inte aktuell för sjukskrivning', en: 'No sick leave is considered' },
  'individual-assessment': { sv: 'Individuell bedömning avviker från typfallet', en: 'The individual case differs' },
  comorbidity: { sv: 'Samsjuklighet påverkar längden', en: 'Other illness changes the length' },
  'occupation-demands': { sv: 'Arbetets krav påverkar längden', en: 'The demands of the work change the length' },
  'other-diagnosis': { sv: 'En annan diagnos är skälet', en: 'Another diagnosis is the cause' },
  'already-known': { sv: 'Redan känt', en: 'Already known' },
};

export const isOwnReason = (code: string): boolean => Object.hasOwn(REASONS, code);

export const overrideReasons = (language: Language): Coding[] =>
  Object.entries(REASONS).map(([code, text]) => ({ code, system: OVERRIDE_REASONS, display: text[language] }));

export const guidanceTopic = (language: Language): Coding => ({
  code: 'sick-leave-guidance',
  system: TOPICS,
  display: { sv: 'Försäkringsmedicinskt beslutsstöd', en: 'Guidance on sick leave' }[language],
});
