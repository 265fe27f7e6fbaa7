import { policy } from '@intygsgraf/kernel/server';
import { defineEntity, p } from '@mikro-orm/core';
import { DiagnosisCodeSystem } from '../domain/diagnosis.ts';

/** Diagnosis (diagnos). Reference data: any session reads it, only an import writes it. */
export const DiagnosisEntity = defineEntity({
  name: 'Diagnosis',
  properties: {
    codeSystem: p.enum(() => DiagnosisCodeSystem).primary(),
    code: p.text().primary(),
    title: p.text(),
    /** Code of the wider diagnosis, in the same register. */
    parent: p.text().nullable(),
  },
  rowLevelSecurity: 'force',
  policies: [
    { name: 'diagnosis_read', command: 'select', using: policy.anySession },
    { name: 'diagnosis_import', using: policy.system, check: policy.system },
  ],
});

export const entities = [DiagnosisEntity];
