import { AccessError, PRIVILEGES, type PersonFacts, type Viewer } from '@intygsgraf/kernel/domain';
import type { AccessLog, RequestContext } from '@intygsgraf/kernel/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { randomUUID } from 'node:crypto';
import { CareRelationEntity, PatientEntity } from '../database/entities.ts';
import type { Person, PersonService } from './person-service.ts';

/** A short transaction: none is open while the person service is waited for, as a hundred may wait at once. */
type Step = RequestContext['step'];

/** The facts with the id that the graph knows the patient by; null while the person service has not told of them. */
export type PatientFacts = PersonFacts & { readonly patientId: string | null };

/**
 * The facts of persons whose record a unit is about to create or open; from now on the unit's staff may ask who they
 * are. Whom the person service does not tell of is UNKNOWN, whatever the reason (TRUE/FALSE/UNDEFINED, domain.md §2.7).
 * `read` is where it is looked up who is known already, as nearly everybody is: there nothing is written.
 */
export async function personFacts(
  step: Step,
  service: PersonService,
  personIds: readonly string[],
  unit: string,
  read: Step = step,
): Promise<PatientFacts[]> {
  const persons = await service.find(personIds).catch(() => new Map<string, Person>());
  const told = [...persons.keys()];
  const known = told.length > 0 ? await read((em) => patientsKnown(em, told, unit)) : new Map<string, string>();
  const patients = known.size < told.length ? await step((em) => patientsOf(em, told, unit)) : known;
  return personIds.map((personId) => {
    const person = persons.get(personId);
    if (!person) return { personId, patientId: null, protection: 'UNKNOWN', deceased: false, testIndicated: false };
    const { protectedPerson, deceased, testIndicated } = person;
    const protection = protectedPerson ? 'PROTECTED' : 'OPEN';
    return { personId, patientId: patients.get(personId) ?? null, protection, deceased, testIndicated };
  });
}

/** The ids of those whose record the unit has already. */
async function patientsKnown(em: EntityManager, personIds: string[], unit: string): Promise<Map<string, string>> {
  const rows = await em.execute<{ id: string; personId: string }[]>(
    `select id, person_id as "personId" from users.patient
     where person_id in (?) and exists (select from users.care_relation where patient = patient.id and unit = ?)`,
    [personIds, unit],
  );
  return new Map(rows.map(({ id, personId }) => [personId, id]));
}

/** The patients' ids, made where there is none yet, and their relation to the unit. */
async function patientsOf(em: EntityManager, personIds: string[], unit: string): Promise<Map<string, string>> {
  await em
    .createQueryBuilder(PatientEntity)
    .insert(personIds.map((personId) => ({ id: randomUUID(), personId })))
    .onConflict('personId')
    .ignore()
    .execute();
  const patients = await em.find(PatientEntity, { personId: { $in: personIds } }, { refresh: true });
  await em
    .createQueryBuilder(CareRelationEntity)
    .insert(patients.map(({ id }) => ({ patient: id, unit })))
    .onConflict(['patient', 'unit'])
    .ignore()
    .execute();
  return new Map(patients.map(({ id, personId }) => [personId, id]));
}

/** Patients by id, and which of the viewer's units have a record of theirs. */
async function recordsOf(em: EntityManager, { unitsInScope }: Viewer, ids: readonly string[]) {
  const rows = await em.find(PatientEntity, { id: { $in: [...ids] } });
  const relations = await em.find(CareRelationEntity, {
    patient: { $in: rows.map(({ id }) => id) },
    unit: { $in: [...unitsInScope] },
  });
  return { rows, relations };
}

/** A patient as a member of staff may see them now. */
export interface ShownPatient extends Omit<Person, 'status'> {
  readonly id: string;
}

/**
 * Patients by id, as far as the viewer's unit has their record and the viewer's role may see them; null for the others.
 * Throws PU_PROBLEM when the person service does not answer: a name that might be protected is not shown.
 */
export async function findPatients(
  step: Step,
  service: PersonService,
  viewer: Viewer,
  ids: readonly string[],
  accessLog: AccessLog,
): Promise<(ShownPatient | null)[]> {
  const { rows, relations } = await step((em) => recordsOf(em, viewer, ids));
  const unitsOf = Map.groupBy(relations, ({ patient }) => patient);
  const own = rows.filter(({ id }) => unitsOf.has(id));
  if (own.length === 0) return ids.map(() => null);
  const persons = await service.find(own.map(({ personId }) => personId)).catch(() => {
    throw new AccessError('PU_PROBLEM');
  });
  const shown = new Map<string, ShownPatient>();
  for (const { id, personId } of own) {
    const person = persons.get(personId);
    if (!person || (person.protectedPerson && !PRIVILEGES[viewer.role].protectedPatients)) continue;
    shown.set(id, { id, ...person });
    // the unit that has the record: the viewer's own, or a sub-unit of it
    const units = (unitsOf.get(id) ?? []).map(({ unit }) => unit).sort();
    const unit = units.find((one) => one === viewer.selectedUnit) ?? units[0] ?? viewer.selectedUnit;
    accessLog.record({ activity: 'READ', resource: 'Patient', resourceId: id, personId, unit });
  }
  return ids.map((id) => shown.get(id) ?? null);
}
