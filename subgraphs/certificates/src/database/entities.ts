import { Protection, Role } from '@intygsgraf/kernel/domain';
import { AccessLogEntity, defineDelivery, policy } from '@intygsgraf/kernel/server';
import { defineEntity, p } from '@mikro-orm/core';
import type { Answers } from '../domain/answers.ts';
import { StoredStatus } from '../domain/certificate.ts';
import { DraftStatus, open, type Raised, type SavedAnswer } from '../domain/draft.ts';
import type { PrefillReport } from '../domain/prefill.ts';
import { RevocationReason } from '../domain/revocation.ts';
import { EventEntity, RelationEntity } from './life-entities.ts';
import type { KeptLength } from '../domain/sick-leave.ts';

const visible = (unit: string, protection: string): string =>
  `${policy.unitInScope(unit)} and ${policy.protectionVisible(protection)}`;

/** Whether an update changes more of a row than these columns; columns that come later are counted in. */
const changesBeside = (...columns: string[]): string =>
  `to_jsonb(new) - '{${columns.join(',')}}'::text[] <> to_jsonb(old) - '{${columns.join(',')}}'::text[]`;

/** A statement of a trigger: while the condition holds, nothing is stored, whoever writes. */
const refuse = (condition: string, why: string): string => `if ${condition} then raise exception '${why}'; end if;`;

/** How protected a person is, the person service says; no user's session may say otherwise. */
const toldProtection = refuse(
  `old.protection <> new.protection and current_setting('app.scope', true) is distinct from 'system'`,
  'only the system tells a protection',
);

/** Makulering; of a certificate and of a locked draft. All are null while there is none. */
const revocation = {
  revokedAt: p.datetime().nullable(),
  /** HSA-id. */
  revokedBy: p.text().nullable(),
  revocationReason: p.enum(() => RevocationReason).nullable(),
  revocationText: p.text().nullable(),
};
const REVOCATION = ['revoked_at', 'revoked_by', 'revocation_reason', 'revocation_text'];
/** Somebody, at some time, for a reason: all of them, or none. */
const WHOLE_REVOCATION = `(revoked_at is null) = (revoked_by is null) and (revoked_at is null) = (revocation_reason is null)
        and (revocation_text is null or revoked_at is not null)`;

/** Certificate (intyg). A user's session reads those of its units, as far as the patient's protection lets it. */
export const CertificateEntity = defineEntity({
  name: 'Certificate',
  properties: {
    /** The national intygs-id. */
    id: p.uuid().primary(),
    typeId: p.text(),
    typeVersion: p.text(),
    status: p.enum(() => StoredStatus),
    /** HSA-id. */
    unit: p.text(),
    /** HSA-id. */
    careUnit: p.text(),
    /** HSA-id. */
    careProvider: p.text(),
    /** HSA-id. */
    signedBy: p.text(),
    signedByRole: p.enum(() => Role),
    signedAt: p.datetime(),
    personId: p.text().index(),
    patientId: p.uuid(),
    protection: p.enum(() => Protection),
    testCertificate: p.boolean(),
    answers: p.json<Answers>(),
    /** When it was handed over for its recipient; null while it is not. */
    sentAt: p.datetime().nullable(),
    reference: p.text().nullable(),
    ...revocation,
  },
  indexes: [{ properties: ['unit', 'signedAt', 'id'] }, { properties: ['patientId', 'signedAt', 'id'] }],
  checks: [
    {
      name: 'certificate_sent',
      expression: 'sent_at is null or not test_certificate',
    },
    {
      name: 'certificate_revoked',
      expression: `(status = 'REVOKED') = (revoked_at is not null) and ${WHOLE_REVOCATION}`,
    },
  ],
  triggers: [
    {
      name: 'certificate_stays',
      timing: 'before',
      events: ['update'],
      body: [
        refuse(changesBeside('protection', 'sent_at', 'status', ...REVOCATION), 'a signed certificate stays as it is'),
        refuse(`old.status = 'REVOKED' and ${changesBeside('protection')}`, 'a revoked certificate stays revoked'),
        refuse('old.sent_at is distinct from new.sent_at and old.sent_at is not null', 'what is sent stays sent'),
        toldProtection,
        'return new',
      ].join(' '),
    },
  ],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'certificate_system', using: policy.system, check: policy.system },
    {
      name: 'certificate_of_unit',
      command: 'select',
      using: ({ unit, protection }) => visible(unit, protection),
    },
    {
      name: 'certificate_sign',
      command: 'insert',
      check: ({ unit, protection }) => visible(unit, protection),
    },
    {
      name: 'certificate_send',
      command: 'update',
      using: ({ unit, protection }) => visible(unit, protection),
      check: ({ unit, protection }) => visible(unit, protection),
    },
  ],
});

const OPEN = `status in (${open.status.$in.map((status) => `'${status}'`).join(', ')})`;

/** What changes with the version of its type. */
const RAISED = ['type_version', 'raised'];

/**
 * Draft (intygsutkast). A user's session works on those of its units while they are open; only the system locks one,
 * and nobody opens it again.
 */
export const DraftEntity = defineEntity({
  name: 'Draft',
  properties: {
    /** The national intygs-id, the certificate's once it is signed. */
    id: p.uuid().primary(),
    typeId: p.text(),
    typeVersion: p.text(),
    status: p.enum(() => DraftStatus),
    /** HSA-id. */
    unit: p.text(),
    /** HSA-id. */
    careUnit: p.text(),
    /** HSA-id. */
    careProvider: p.text(),
    personId: p.text().index(),
    patientId: p.uuid(),
    protection: p.enum(() => Protection),
    testCertificate: p.boolean(),
    /** HSA-id. */
    createdBy: p.text(),
    createdAt: p.datetime(),
    lockedFrom: p.date(),
    revision: p.integer(),
    /** HSA-id. */
    savedBy: p.text().nullable(),
    savedAt: p.datetime().nullable(),
    answers: p.json<Readonly<Record<string, SavedAnswer>>>(),
    reference: p.text().nullable(),
    prefill: p.json<PrefillReport>().nullable(),
    raised: p.json<Raised>().nullable(),
    ...revocation,
  },
  indexes: [{ properties: ['unit', 'createdAt', 'id'] }, { properties: ['patientId', 'createdAt', 'id'] }],
  checks: [
    {
      name: 'draft_lock_day',
      expression: `locked_from = (created_at at time zone 'Europe/Stockholm')::date + 15`,
    },
    {
      name: 'draft_saved',
      expression: `case when revision = 0
        then saved_by is null and saved_at is null and status in ('EMPTY_DRAFT', 'LOCKED')
        else revision > 0 and saved_by is not null and saved_at is not null and status <> 'EMPTY_DRAFT' end`,
    },
    {
      name: 'draft_revoked',
      expression: `(revoked_at is null or status = 'LOCKED') and ${WHOLE_REVOCATION}`,
    },
  ],
  triggers: [
    {
      name: 'draft_moves',
      timing: 'before',
      events: ['update'],
      body: [
        refuse(
          changesBeside(
            'protection',
            'status',
            'revision',
            'saved_by',
            'saved_at',
            'answers',
            ...RAISED,
            ...REVOCATION,
          ),
          'a draft stays where it was begun',
        ),
        refuse(
          `(${RAISED.map((column) => `old.${column} is distinct from new.${column}`).join(' or ')}) and current_setting('app.scope', true) is distinct from 'system'`,
          'only the system raises a draft',
        ),
        refuse(
          `old.status = 'LOCKED' and ${changesBeside('protection', ...REVOCATION)}`,
          'a locked draft stays as it is',
        ),
        refuse(`old.revoked_at is not null and ${changesBeside('protection')}`, 'what is revoked stays revoked'),
        refuse(`old.status <> 'LOCKED' and new.revoked_at is not null`, 'only a locked draft is revoked'),
        refuse(
          'new.revision < old.revision or (new.revision = old.revision and new.answers <> old.answers)',
          'a save raises the revision',
        ),
        toldProtection,
        'return new',
      ].join(' '),
    },
  ],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'draft_system', using: policy.system, check: policy.system },
    { name: 'draft_read', command: 'select', using: ({ unit, protection }) => visible(unit, protection) },
    {
      name: 'draft_create',
      command: 'insert',
      check: ({ unit, protection }) => `${visible(unit, protection)} and status = 'EMPTY_DRAFT'`,
    },
    {
      name: 'draft_save',
      command: 'update',
      using: ({ unit, protection }) => `${visible(unit, protection)} and ${OPEN}`,
      check: ({ unit, protection }) => `${visible(unit, protection)} and ${OPEN}`,
    },
    // together with draft_save: nobody locks a draft without the system
    {
      name: 'draft_revoke',
      command: 'update',
      using: ({ unit, protection }) => `${visible(unit, protection)} and status = 'LOCKED'`,
      check: ({ unit, protection }) => `${visible(unit, protection)} and status = 'LOCKED' and revoked_at is not null`,
    },
    {
      name: 'draft_delete',
      command: 'delete',
      using: ({ unit, protection }) => `${visible(unit, protection)} and ${OPEN}`,
    },
  ],
});

/** What a request with an idempotency key led to, so that the same request again leads to no second one. */
export const IdempotencyEntity = defineEntity({
  name: 'Idempotency',
  properties: {
    /** HSA-id. */
    actor: p.text().primary(),
    /** The mutation's name. */
    operation: p.text().primary(),
    key: p.text().primary(),
    /** HSA-id of the unit that the actor was signed in on. */
    unit: p.text(),
    /** UUID of what came of it. */
    result: p.uuid(),
    at: p.datetime(),
  },
  rowLevelSecurity: 'force',
  policies: [
    {
      name: 'idempotency_of_unit',
      using: ({ unit }) => policy.unitInScope(unit),
      check: ({ unit }) => policy.unitInScope(unit),
    },
  ],
});

/** Whoever's session sees the certificate. */
const ofCertificate = 'exists (select from certificates.certificate where id = certificate_id)';

/** Signature (underskrift) of a certificate: the bytes that were signed, kept as they are for as long as it is. */
export const SignatureEntity = defineEntity({
  name: 'Signature',
  properties: {
    /** The national intygs-id. */
    certificateId: p.uuid().primary(),
    /** The signed certificate (XMLDSig, enveloped), UTF-8. */
    document: p.blob(),
    /** HSA-id. */
    signedBy: p.text(),
    signedAt: p.datetime(),
    /** The draft's revision that its signer had before them. */
    revision: p.integer(),
  },
  rowLevelSecurity: 'force',
  policies: [
    { name: 'signature_system', using: policy.system, check: policy.system },
    { name: 'signature_read', command: 'select', using: ofCertificate },
    { name: 'signature_append', command: 'insert', check: ofCertificate },
  ],
});

/**
 * Guidance (beslutsstöd) that stood beside a certificate when it was signed, by id and revision. Kept beside it, never in
 * it: no message and no print has it.
 */
export const GuidanceEntity = defineEntity({
  name: 'Guidance',
  properties: {
    /** The national intygs-id. */
    certificateId: p.uuid().primary(),
    at: p.datetime(),
    lengths: p.json<readonly KeptLength[]>(),
  },
  rowLevelSecurity: 'force',
  policies: [
    { name: 'guidance_system', using: policy.system, check: policy.system },
    { name: 'guidance_read', command: 'select', using: ofCertificate },
    { name: 'guidance_append', command: 'insert', check: ofCertificate },
  ],
});

/** A message about a certificate: whoever's session sees the certificate sees what became of it. */
export const DeliveryEntity = defineDelivery(ofCertificate);

export const entities = [
  CertificateEntity,
  DraftEntity,
  IdempotencyEntity,
  SignatureEntity,
  GuidanceEntity,
  DeliveryEntity,
  RelationEntity,
  EventEntity,
  AccessLogEntity,
];
