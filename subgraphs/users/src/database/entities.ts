import { AccessLogEntity, policy, type UserClaims } from '@intygsgraf/kernel/server';
import { defineEntity, p, type TriggerDef } from '@mikro-orm/core';

/** The directory is no secret within care, but nobody outside a session reads it and only an import writes it. */
const directoryPolicies = (table: string) => [
  { name: `${table}_read`, command: 'select' as const, using: policy.anySession },
  { name: `${table}_import`, using: policy.system, check: policy.system },
];

/** What a right follows from: each statement that changes it makes another revision, by whatever way it came. */
const revises = (table: string): TriggerDef[] => [
  {
    name: `${table}_revises`,
    timing: 'after',
    events: ['insert', 'update', 'delete'],
    forEach: 'statement',
    body: 'update users.directory_revision set id = gen_random_uuid(); return null;',
  },
];

/** Care provider (vårdgivare). */
export const CareProviderEntity = defineEntity({
  name: 'CareProvider',
  properties: { id: p.uuid().primary(), hsaId: p.text().unique(), name: p.text() },
  rowLevelSecurity: 'force',
  policies: directoryPolicies('care_provider'),
});

/** Care unit (vårdenhet), or sub-unit (mottagning) of one. */
export const CareUnitEntity = defineEntity({
  name: 'CareUnit',
  properties: {
    id: p.uuid().primary(),
    hsaId: p.text().unique(),
    name: p.text(),
    /** HSA-id of the care provider. */
    careProvider: p.text().index(),
    /** HSA-id of the care unit that a sub-unit belongs to. */
    careUnit: p.text().nullable().index(),
    /** Arbetsplatskod. */
    workplaceCode: p.text(),
    postalAddress: p.text(),
    postalCode: p.text(),
    city: p.text(),
    phone: p.text(),
    email: p.text(),
  },
  rowLevelSecurity: 'force',
  policies: directoryPolicies('care_unit'),
  triggers: revises('care_unit'),
});

/** Member of staff (medarbetare). */
export const StaffEntity = defineEntity({
  name: 'Staff',
  properties: {
    id: p.uuid().primary(),
    hsaId: p.text().unique(),
    givenName: p.text(),
    surname: p.text(),
    licensedProfessions: p.array(),
    positionCodes: p.array(),
    prescriberCodes: p.array(),
    positions: p.array(),
    specialities: p.array(),
    privatePractitioner: p.json<{ registered: boolean }>().nullable(),
  },
  rowLevelSecurity: 'force',
  policies: directoryPolicies('staff'),
  triggers: revises('staff'),
});

/** Assignment (medarbetaruppdrag) of a member of staff on a care unit. */
export const AssignmentEntity = defineEntity({
  name: 'Assignment',
  properties: {
    id: p.uuid().primary(),
    /** HSA-id. */
    staff: p.text().index(),
    /** HSA-id. */
    unit: p.text(),
    purpose: p.text(),
  },
  uniques: [{ properties: ['staff', 'unit', 'purpose'] }],
  rowLevelSecurity: 'force',
  policies: directoryPolicies('assignment'),
  triggers: revises('assignment'),
});

/** An import of the directory: a dated row for each that brought something else than the one before, never deleted. */
export const DirectoryEditionEntity = defineEntity({
  name: 'DirectoryEdition',
  properties: {
    id: p.uuid().primary(),
    importedAt: p.datetime().index(),
    /** Equal for equal content. */
    fingerprint: p.text(),
    careProviders: p.integer(),
    units: p.integer(),
    staff: p.integer(),
    assignments: p.integer(),
    leftOut: p.integer(),
  },
  rowLevelSecurity: 'force',
  policies: [{ name: 'directory_edition_import', using: policy.system, check: policy.system }],
});

/**
 * Which content the directory has: another id after each change of what a right follows from. The database itself changes
 * it, so that no way to write can forget to. Says nothing of anybody: whoever changes the directory may change it.
 */
export const DirectoryRevisionEntity = defineEntity({
  name: 'DirectoryRevision',
  properties: { id: p.uuid().primary() },
  rowLevelSecurity: 'force',
  policies: [
    { name: 'directory_revision_read', command: 'select', using: policy.anySession },
    { name: 'directory_revision_change', command: 'update', using: 'true', check: 'true' },
  ],
});

/** A patient: an id for the graph, so that a person number is in none. Names stay with the person service. */
export const PatientEntity = defineEntity({
  name: 'Patient',
  properties: { id: p.uuid().primary(), personId: p.text().unique() },
  rowLevelSecurity: 'force',
  policies: [
    { name: 'patient_system', using: policy.system, check: policy.system },
    {
      name: 'patient_of_unit',
      command: 'select',
      using: `exists (select from users.care_relation where patient = patient.id)`,
    },
  ],
});

/** A unit has, or has had, a certificate of the patient: its staff may ask who the patient is. */
export const CareRelationEntity = defineEntity({
  name: 'CareRelation',
  properties: {
    patient: p.uuid().primary(),
    /** HSA-id. */
    unit: p.text().primary(),
  },
  rowLevelSecurity: 'force',
  policies: [
    { name: 'care_relation_system', using: policy.system, check: policy.system },
    { name: 'care_relation_of_unit', command: 'select', using: ({ unit }) => policy.unitInScope(unit) },
  ],
});

/**
 * The unit that a session (inloggad session) was moved to: from then on it has no other. A session that stays where it
 * began has no row. `changedAt` is the database's time.
 */
export const SessionEntity = defineEntity({
  name: 'Session',
  properties: {
    /** HSA-id. */
    staff: p.text().primary(),
    /** As the identity provider names it. */
    id: p.text().primary(),
    /** HSA-id. */
    unit: p.text(),
    changedAt: p.datetime().defaultRaw('now()').index(),
  },
  rowLevelSecurity: 'force',
  policies: [{ name: 'session_system', using: policy.system, check: policy.system }],
});

/** A ticket for one socket, and whom it is for. The ticket itself is nowhere. */
export const SocketTicketEntity = defineEntity({
  name: 'SocketTicket',
  properties: {
    /** SHA-256 of the ticket, base64url. */
    id: p.text().primary(),
    user: p.json<UserClaims>(),
    expiresAt: p.datetime().index(),
    usedAt: p.datetime().nullable(),
  },
  rowLevelSecurity: 'force',
  policies: [{ name: 'socket_ticket_system', using: policy.system, check: policy.system }],
});

export const entities = [
  CareProviderEntity,
  CareUnitEntity,
  StaffEntity,
  AssignmentEntity,
  DirectoryEditionEntity,
  DirectoryRevisionEntity,
  PatientEntity,
  CareRelationEntity,
  SessionEntity,
  SocketTicketEntity,
  AccessLogEntity,
];
