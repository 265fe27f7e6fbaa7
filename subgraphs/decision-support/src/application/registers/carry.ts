import type { EntityManager } from '@mikro-orm/postgresql';
import { ICD_10_SE } from '../../domain/diagnoses/icd-10-se.ts';
import { KSH_97_P } from '../../domain/diagnoses/ksh97p.ts';
import { OWN_FMB } from '../../domain/fmb/own.ts';
import { OWN_ICF } from '../../domain/icf/own.ts';
import { nameOfGroup } from '../../domain/registers/diagnosis-groups.ts';
import { OWN_GROUPS } from '../../domain/registers/own-groups.ts';
import { DEMO_EDITION } from '../../domain/srs/demo-edition.ts';
import { srsEntries } from '../../domain/srs/register.ts';
import { importRegister } from '../import-register.ts';
import { importEntries } from './import-entries.ts';

/**
 * Brings in what the project carries itself, register by register, for as long as no edition of it was imported; then
 * that one holds. The second time changes nothing. Needs the system scope.
 *
 * @param today `now` as a day in Sweden
 */
export async function carryRegisters(em: EntityManager, now: Date, today: string): Promise<void> {
  const carried = { now, origin: 'CARRIED' } as const;
  const groups = OWN_GROUPS.map((content) => ({ code: nameOfGroup(content), content }));
  const categories = OWN_ICF.map((content) => ({ code: content.code, content }));
  await importRegister(em, 'ICD_10_SE', ICD_10_SE, { ...carried, today });
  await importRegister(em, 'KSH_97_P', KSH_97_P, { ...carried, today });
  await importEntries(em, 'DIAGNOSIS_GROUPS', groups, carried);
  await importEntries(em, 'ICF', categories, carried);
  await importEntries(em, 'FMB', OWN_FMB, carried);
  await importEntries(em, 'SRS', srsEntries(DEMO_EDITION), carried);
}
