import { policy } from '@intygsgraf/kernel/server';
import { defineEntity, p } from '@mikro-orm/core';
import { ImportState } from '../domain/registers/import-run.ts';
import { Register } from '../domain/registers/register.ts';

/** An import that somebody asked for through the graph: how far it has come, and what became of it. Kept for good. */
export const RegisterImportEntity = defineEntity({
  name: 'RegisterImport',
  properties: {
    id: p.uuid().primary(),
    register: p.enum(() => Register),
    /** HSA-id. */
    startedBy: p.text(),
    startedAt: p.datetime().index(),
    /** When it last gave a sign of life. */
    seenAt: p.datetime(),
    state: p.enum(() => ImportState),
    /** Entries that its files hold; null until they are read. */
    size: p.integer().nullable(),
    /** Entries that are stored, in a transaction that is not over yet. */
    stored: p.integer(),
    counts: p.json<Readonly<Record<string, number>>>(),
    leftOut: p.array(),
    refusals: p.array(),
    /** The edition that it brought in, or that was the same. */
    edition: p.uuid().nullable(),
    /** It changed something. */
    isNew: p.boolean(),
  },
  rowLevelSecurity: 'force',
  policies: [{ name: 'register_import_system', using: policy.system, check: policy.system }],
});
