import type { EntityManager } from '@mikro-orm/postgresql';
import { ICD_10_SE } from '../../domain/diagnoses/icd-10-se.ts';
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
  await importRegister(em, 'ICD_10_SE', ICD_10_SE, { now, today, origin: 'CARRIED' });
  await importEntries(em, 'SRS', srsEntries(DEMO_EDITION), { now, origin: 'CARRIED' });
}
