import { policy } from '@intygsgraf/kernel/server';
import { defineEntity, p } from '@mikro-orm/core';
import { CertificateEventKind } from '../domain/event.ts';
import { ChildState, type PreviousPeriod, RelationKind } from '../domain/relation.ts';

/** Whether a session sees a certificate or draft by a column, or by one of two. */
const sees = (...columns: string[]): string => {
  const named = columns.length === 1 ? `= ${columns.join()}` : `in (${columns.join(', ')})`;
  return ['certificate', 'draft']
    .map((table) => `exists (select from certificates.${table} as one where one.id ${named})`)
    .join(' or ');
};

/**
 * What was made of what. Whoever's session sees one of the two sees that they belong together, and no more: a unit must
 * learn that its certificate is replaced, wherever that was done.
 */
export const RelationEntity = defineEntity({
  name: 'Relation',
  properties: {
    /** National intygs-ids. */
    childId: p.uuid().primary(),
    parentId: p.uuid().index(),
    kind: p.enum(() => RelationKind),
    state: p.enum(() => ChildState),
    lockedFrom: p.date(),
    createdAt: p.datetime(),
    /** Meddelande-id of the complement request. */
    messageId: p.text().nullable(),
    previousPeriod: p.json<PreviousPeriod>().nullable(),
  },
  rowLevelSecurity: 'force',
  policies: [
    { name: 'relation_system', using: policy.system, check: policy.system },
    { name: 'relation_read', command: 'select', using: sees('parent_id', 'child_id') },
    { name: 'relation_add', command: 'insert', check: `(${sees('child_id')}) and (${sees('parent_id')})` },
    { name: 'relation_move', command: 'update', using: sees('child_id'), check: sees('child_id') },
    { name: 'relation_end', command: 'delete', using: `state = 'DRAFT' and (${sees('child_id')})` },
  ],
});

/** What happened to certificates, for those to the right of us, in the order of each certificate. No patient data. */
export const EventEntity = defineEntity({
  name: 'CertificateEvent',
  tableName: 'event',
  properties: {
    id: p.uuid().primary(),
    certificateId: p.uuid(),
    /** From 1 for each certificate. */
    number: p.integer(),
    kind: p.enum(() => CertificateEventKind),
    at: p.datetime(),
    /** HSA-id of who did it; null for what time does. */
    actor: p.text().nullable(),
    unit: p.text(),
    careUnit: p.text(),
    parentId: p.uuid().nullable(),
    relation: p.enum(() => RelationKind).nullable(),
    /** When `cases` had done what it does about it; null until then. */
    heardAt: p.datetime().nullable(),
  },
  uniques: [{ properties: ['certificateId', 'number'] }],
  indexes: [{ name: 'event_unheard', properties: ['at', 'number'], where: 'heard_at is null' }],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'event_system', using: policy.system, check: policy.system },
    { name: 'event_read', command: 'select', using: ({ unit }) => policy.unitInScope(unit) },
    { name: 'event_append', command: 'insert', check: ({ unit }) => policy.unitInScope(unit) },
  ],
});
