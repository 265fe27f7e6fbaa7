import type { EntityManager } from '@mikro-orm/postgresql';
import { DiagnosisEntity } from '../database/entities.ts';
import {
  type Diagnosis,
  type DiagnosisCodeSystem,
  type DiagnosisKey,
  type DiagnosisRecord,
  nameOf,
  normalCode,
  parentOf,
} from '../domain/diagnosis.ts';

/**
 * Brings a register in, or a new edition of it: what is new is added, what is known gets its new title. A code that has
 * left the register stays, as certificates have it. Returns how many came. Needs the system scope.
 */
export async function importDiagnoses(
  em: EntityManager,
  codeSystem: DiagnosisCodeSystem,
  records: readonly DiagnosisRecord[],
): Promise<number> {
  const titles = new Map(records.map(({ code, title }) => [normalCode(code), title]));
  const known = new Set(titles.keys());
  const rows = [...titles].map(([code, title]) => ({ codeSystem, code, title, parent: parentOf(code, known) }));
  await em.upsertMany(DiagnosisEntity, rows, { onConflictFields: ['codeSystem', 'code'], batchSize: 1_000 });
  return rows.length;
}

/** Diagnoses by code, null where the register has none; the codes may be written in any usual way. */
export async function findDiagnoses(em: EntityManager, keys: readonly DiagnosisKey[]): Promise<(Diagnosis | null)[]> {
  const wanted = keys.map(({ codeSystem, code }) => ({ codeSystem, code: normalCode(code) }));
  const rows = await em.find(DiagnosisEntity, { $or: wanted });
  const found = new Map(rows.map((row) => [nameOf(row), row]));
  return wanted.map((key) => found.get(nameOf(key)) ?? null);
}
