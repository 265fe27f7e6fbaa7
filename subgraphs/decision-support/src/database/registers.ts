import { policy } from '@intygsgraf/kernel/server';
import { defineEntity, p } from '@mikro-orm/core';
import { EditionOrigin, EntryChange, Register } from '../domain/registers/register.ts';

/** Asked once for a statement and not once for each row: a search reads a whole register. */
const once = (condition: string): string => `(select ${condition})`;

/** Reference data: any session reads it, only an import writes it. */
export const registerPolicies = (table: string) => [
  { name: `${table}_read`, command: 'select' as const, using: once(policy.anySession) },
  { name: `${table}_import`, using: once(policy.system), check: once(policy.system) },
];

/** An edition of a register as it came in: a dated row for each import that changed something, never deleted. */
export const RegisterEditionEntity = defineEntity({
  name: 'RegisterEdition',
  properties: {
    id: p.uuid().primary(),
    register: p.enum(() => Register),
    /** From 1 within the register. */
    number: p.integer(),
    origin: p.enum(() => EditionOrigin).default('IMPORTED'),
    importedAt: p.datetime(),
    /** Equal for equal content. */
    fingerprint: p.text(),
    entries: p.integer(),
    added: p.integer(),
    changed: p.integer(),
    removed: p.integer(),
  },
  uniques: [{ properties: ['register', 'number'] }],
  rowLevelSecurity: 'force',
  policies: registerPolicies('register_edition'),
});

/** What a register says today, in parts that are read together; diagnoses have a table of their own. */
export const RegisterEntryEntity = defineEntity({
  name: 'RegisterEntry',
  properties: {
    register: p.enum(() => Register).primary(),
    code: p.text().primary(),
    content: p.json<unknown>(),
    /** Number of the edition that last changed it. */
    revision: p.integer(),
  },
  rowLevelSecurity: 'force',
  policies: registerPolicies('register_entry'),
});

/** What an edition changed, never deleted: what was said on the day a certificate was signed can be shown again. */
export const RegisterChangeEntity = defineEntity({
  name: 'RegisterChange',
  properties: {
    register: p.enum(() => Register).primary(),
    revision: p.integer().primary(),
    code: p.text().primary(),
    change: p.enum(() => EntryChange),
    /** What it says since; null when it was removed. */
    content: p.json<unknown>().nullable(),
  },
  indexes: [{ properties: ['register', 'code', 'revision'] }],
  rowLevelSecurity: 'force',
  policies: registerPolicies('register_change'),
});
