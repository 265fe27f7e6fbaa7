import type { EntityManager } from '@mikro-orm/postgresql';
import { DiagnosisEntity } from '../database/entities.ts';
import { type Diagnosis, type DiagnosisKey, nameOf, normalCode } from '../domain/diagnosis.ts';

/** Diagnoses by code, null where the register has none; the codes may be written in any usual way. */
export async function findDiagnoses(em: EntityManager, keys: readonly DiagnosisKey[]): Promise<(Diagnosis | null)[]> {
  // PostgreSQL takes no NUL; what stands for it is in no code either
  const wanted = keys.map(({ codeSystem, code }) => ({
    codeSystem,
    code: normalCode(code).replaceAll('\0', '\uFFFD'),
  }));
  const rows = await em.find(DiagnosisEntity, { $or: wanted });
  const found = new Map(rows.map((row) => [nameOf(row), row]));
  return wanted.map((key) => found.get(nameOf(key)) ?? null);
}
