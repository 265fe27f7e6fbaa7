import type { UserText } from '@intygsgraf/kernel/domain';
import type { Language } from './card.ts';

/** The hooks that are answered. Source: patient-view 1.0, problem-list-item-create 1.0. */
export type Hook = 'patient-view' | 'problem-list-item-create';

/** The one prefetch key. */
export const CONDITIONS = 'conditions';

interface Service {
  readonly id: string;
  readonly hook: Hook;
  readonly title: UserText;
  readonly description: UserText;
  readonly usageRequirements: UserText;
  readonly prefetch?: Readonly<Record<string, string>>;
}

const REQUIREMENTS: UserText = {
  sv: 'Diagnoser läses ur Condition.code med kodverket ICD-10-SE eller KSH97-P. Tjänsten hämtar ingenting från en FHIR-server. Anropet ska ha en signerad JWT från ett känt journalsystem.',
  en: 'Diagnoses are read from Condition.code with a code of ICD-10-SE or KSH97-P. The service asks no FHIR server. Calls need a signed JWT of a known journal system.',
};

/** What is offered. Its ids are part of addresses and stay. */
const SERVICES: readonly Service[] = [
  {
    id: 'fmb-patient-view',
    hook: 'patient-view',
    title: { sv: 'Försäkringsmedicinskt beslutsstöd (FMB)', en: 'Insurance-medicine guidance (FMB)' },
    description: {
      sv: 'Rekommenderade längder för sjukskrivning och ICF-kategorier för patientens aktuella diagnoser, med källa och utgåva.',
      en: 'Recommended lengths of sick leave and ICF categories for the patient’s current diagnoses, with source and edition.',
    },
    usageRequirements: REQUIREMENTS,
    // the newest: all within what queries may use. Source: CDS Hooks 2.0, Prefetch query restrictions
    prefetch: {
      [CONDITIONS]: 'Condition?patient={{context.patientId}}&clinical-status=active&_sort=-recorded-date&_count=50',
    },
  },
  {
    id: 'fmb-problem-list-item-create',
    hook: 'problem-list-item-create',
    title: { sv: 'FMB för en ny diagnos', en: 'FMB for a new diagnosis' },
    description: {
      sv: 'Rekommenderade längder för sjukskrivning och ICF-kategorier för diagnoser som just har lagts till, med källa och utgåva.',
      en: 'Recommended lengths of sick leave and ICF categories for diagnoses that were just added, with source and edition.',
    },
    usageRequirements: REQUIREMENTS,
  },
];

export const serviceOf = (id: string): Service | undefined => SERVICES.find((service) => service.id === id);

/** The answer of discovery. Source: CDS Hooks 2.0, Discovery. */
export const discovery = (language: Language) => ({
  services: SERVICES.map(({ title, description, usageRequirements, ...rest }) => ({
    ...rest,
    title: title[language],
    description: description[language],
    usageRequirements: usageRequirements[language],
  })),
});
