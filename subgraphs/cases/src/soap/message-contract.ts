import type { CaseSubject } from '../domain/case.ts';

/** Kv_ämne and kv_part, the code systems that SendMessageToCare and SendMessageToRecipient prescribe. */
export const SUBJECT_SYSTEM = 'ffa59d8f-8d7e-46ae-ac9e-31804e8e8499';
export const PART_SYSTEM = '769bb12b-bd9f-4203-a5cd-fd14f2eb3b80';

/** Kv_ämne: the code of a subject, and its name, which is the heading (rubrik) of what care writes. */
export const SUBJECT_CODE: Readonly<Record<CaseSubject, { readonly code: string; readonly displayName: string }>> = {
  COMPLEMENT: { code: 'KOMPLT', displayName: 'Komplettering' },
  COORDINATION_MEETING: { code: 'AVSTMN', displayName: 'Avstämningsmöte' },
  CONTACT: { code: 'KONTKT', displayName: 'Kontakt' },
  OTHER: { code: 'OVRIGT', displayName: 'Övrigt' },
};
