import { Protection } from '@intygsgraf/kernel/domain';
import { AccessLogEntity, defineDelivery, policy } from '@intygsgraf/kernel/server';
import { defineEntity, p } from '@mikro-orm/core';
import { CaseStatus, CaseSubject, Party, unhandled } from '../domain/case.ts';
import type { ComplementItem } from '../domain/incoming-message.ts';
import { CARE_CODE, MessageKind } from '../domain/message.ts';

/** What this subgraph keeps of a certificate that cases are about; `certificates` owns the rest. */
export const CertificateProjectionEntity = defineEntity({
  name: 'CertificateProjection',
  tableName: 'certificate',
  properties: {
    /** The national intygs-id. */
    id: p.uuid().primary(),
    typeId: p.text(),
    unit: p.text(),
    careUnit: p.text(),
    careProvider: p.text(),
    personId: p.text().index(),
    testCertificate: p.boolean(),
    /** Its recipient has it; once true it stays so. */
    sent: p.boolean(),
    /** Makulerat; once true it stays so. */
    revoked: p.boolean(),
    /** In kv_part. */
    recipient: p.text().nullable(),
    questionIds: p.array(),
    protection: p.enum(() => Protection),
  },
  indexes: [{ name: 'certificate_unknown', properties: ['id'], where: `protection = 'UNKNOWN'` }],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'certificate_system', using: policy.system, check: policy.system },
    {
      name: 'certificate_of_unit',
      command: 'select',
      using: ({ unit, protection }) => `${policy.unitInScope(unit)} and ${policy.protectionVisible(protection)}`,
    },
  ],
});

const UNHANDLED = `status in (${unhandled.status.$in.map((status) => `'${status}'`).join(', ')})`;

/** A case that care begins is about a certificate of that very unit, which the session may see. */
const caseOfVisibleCertificate =
  `asked_by = 'CARE' and exists (select from cases.certificate as about where about.id = certificate_id` +
  ` and about.unit = "case".unit and about.care_unit = "case".care_unit and about.type_id = "case".type_id)`;

const visibleCase = (unit: string): string =>
  `${policy.unitInScope(unit)} and exists (select from cases.certificate where id = certificate_id)`;

export const CaseEntity = defineEntity({
  name: 'Case',
  properties: {
    id: p.uuid().primary(),
    certificateId: p.uuid().index(),
    typeId: p.text(),
    unit: p.text(),
    careUnit: p.text(),
    subject: p.enum(() => CaseSubject),
    askedBy: p.enum(() => Party),
    status: p.enum(() => CaseStatus),
    answerBy: p.date().nullable(),
    sentAt: p.datetime(),
    receivedAt: p.datetime(),
    answeredAt: p.datetime().nullable(),
    handledAt: p.datetime().nullable(),
    handledBy: p.text().nullable(),
    handledWith: p.uuid().nullable(),
  },
  indexes: [
    { name: 'case_unit_unhandled', properties: ['unit', 'sentAt'], where: UNHANDLED },
    { name: 'case_care_unit_unhandled', properties: ['careUnit', 'sentAt'], where: UNHANDLED },
    { name: 'case_answer_by', properties: ['answerBy'], where: `status = 'WAITING_FOR_CARE'` },
  ],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'case_system', using: policy.system, check: policy.system },
    { name: 'case_of_unit_read', command: 'select', using: ({ unit }) => visibleCase(unit) },
    {
      name: 'case_of_unit_update',
      command: 'update',
      using: ({ unit }) => visibleCase(unit),
      check: ({ unit }) => visibleCase(unit),
    },
    {
      name: 'case_of_unit_insert',
      command: 'insert',
      check: ({ unit }) => `${policy.unitInScope(unit)} and ${caseOfVisibleCertificate}`,
    },
  ],
});

const OF_VISIBLE_CASE = `exists (select from cases."case" where id = case_id)`;

/** A message of a case, stored once for each message id. */
export const MessageEntity = defineEntity({
  name: 'Message',
  properties: {
    /** The sender's own meddelande-id. */
    id: p.text().primary(),
    caseId: p.uuid().index(),
    kind: p.enum(() => MessageKind),
    /** By its code in kv_part. */
    sender: p.text(),
    /** HSA-id of the member of staff who wrote it; null for a message from an agency. */
    author: p.text().nullable(),
    /** What the author's client calls this write, so that it is done once. */
    idempotencyKey: p.text().nullable(),
    /** Of everything that it says: another message under the same id or key is told apart by it. */
    digest: p.text().nullable(),
    reference: p.text().nullable(),
    heading: p.text().nullable(),
    text: p.text(),
    contactLines: p.array(),
    complements: p.json<readonly ComplementItem[]>(),
    sentAt: p.datetime(),
    receivedAt: p.datetime(),
  },
  uniques: [{ properties: ['author', 'idempotencyKey'] }],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'message_system', using: policy.system, check: policy.system },
    { name: 'message_of_case', command: 'select', using: OF_VISIBLE_CASE },
    { name: 'message_from_care', command: 'insert', check: `sender = '${CARE_CODE}' and ${OF_VISIBLE_CASE}` },
  ],
});

/** A message of care's on its way to the agency: whoever's session sees the certificate sees what became of it. */
export const DeliveryEntity = defineDelivery('exists (select from cases.certificate where id = certificate_id)');

/** The version of a unit's count. No patient data: any session may read and raise it. */
const UnitVersionEntity = defineEntity({
  name: 'UnitVersion',
  properties: { unit: p.text().primary(), version: p.integer() },
  rowLevelSecurity: 'force',
  policies: [{ name: 'unit_version_session', using: policy.anySession, check: policy.anySession }],
});

/** One row: which database this is. A restored or new one must get a new epoch, as its versions start anew. */
const EpochEntity = defineEntity({
  name: 'Epoch',
  properties: { id: p.uuid().primary() },
  rowLevelSecurity: 'force',
  policies: [
    { name: 'epoch_read', command: 'select', using: policy.anySession },
    { name: 'epoch_new', command: 'insert', check: policy.system },
  ],
});

/** The events of certificates that were heard: each has its effect once. */
export const InboxEntity = defineEntity({
  name: 'Inbox',
  properties: { eventId: p.uuid().primary(), at: p.datetime() },
  rowLevelSecurity: 'force',
  policies: [{ name: 'inbox_system', using: policy.system, check: policy.system }],
});

export const entities = [
  CertificateProjectionEntity,
  CaseEntity,
  MessageEntity,
  DeliveryEntity,
  UnitVersionEntity,
  EpochEntity,
  InboxEntity,
  AccessLogEntity,
];
