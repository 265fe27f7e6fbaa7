import { policy } from '@intygsgraf/kernel/server';
import { defineEntity, p } from '@mikro-orm/core';
import { DiagnosisCodeSystem, DiagnosisMarker } from '../domain/diagnosis.ts';

/** Asked once for a statement and not once for each row: a search reads a whole register. */
const once = (condition: string): string => `(select ${condition})`;

/** Reference data: any session reads it, only an import writes it. */
const registerPolicies = (table: string) => [
  { name: `${table}_read`, command: 'select' as const, using: once(policy.anySession) },
  { name: `${table}_import`, using: once(policy.system), check: once(policy.system) },
];

/** Diagnosis (diagnos). */
export const DiagnosisEntity = defineEntity({
  name: 'Diagnosis',
  properties: {
    codeSystem: p.enum(() => DiagnosisCodeSystem).primary(),
    code: p.text().primary(),
    title: p.text(),
    /** Code of the wider diagnosis, in the same register. */
    parent: p.text().nullable(),
    marker: p.enum(() => DiagnosisMarker).nullable(),
    validFrom: p.date().nullable(),
    /** When an edition came that lacks it. */
    retiredOn: p.date().nullable(),
    /** What it is found by: `searchTextOf`. */
    searchText: p.text().default(''),
  },
  rowLevelSecurity: 'force',
  policies: registerPolicies('diagnosis'),
});

/** An edition of a register as it came in: a dated row for each import that changed something, never deleted. */
export const RegisterEditionEntity = defineEntity({
  name: 'RegisterEdition',
  properties: {
    id: p.uuid().primary(),
    codeSystem: p.enum(() => DiagnosisCodeSystem),
    importedAt: p.datetime(),
    /** Equal for equal content. */
    fingerprint: p.text(),
    codes: p.integer(),
    added: p.integer(),
    changed: p.integer(),
    retired: p.integer(),
  },
  indexes: [{ properties: ['codeSystem', 'importedAt'] }],
  rowLevelSecurity: 'force',
  policies: registerPolicies('register_edition'),
});

export const entities = [DiagnosisEntity, RegisterEditionEntity];
