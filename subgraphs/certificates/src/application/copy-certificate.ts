import { AccessError, IdempotencyError } from '@intygsgraf/kernel/domain';
import { LockMode } from '@mikro-orm/postgresql';
import { randomUUID } from 'node:crypto';
import { DraftEntity } from '../database/entities.ts';
import { RelationEntity } from '../database/life-entities.ts';
import type { Answers } from '../domain/answers.ts';
import type { Certificate } from '../domain/certificate.ts';
import type { CertificateType } from '../domain/certificate-type.ts';
import { CopyError, type CopyFacts, copyRefusals, firstChanges, previousPeriodOf } from '../domain/copy.ts';
import { answersOf, type Draft, DraftError, isLocked } from '../domain/draft.ts';
import type { Relation, RelationKind } from '../domain/relation.ts';
import { newestVersion } from '../types/index.ts';
import { emptyDraft, firstAnswers } from './create-draft.ts';
import { gone, type Writing } from './draft-for.ts';
import { happened } from './events.ts';
import { firstResult } from './idempotency.ts';
import { findCertificates } from './read-certificates.ts';
import { findDrafts } from './read-drafts.ts';
import { childrenOf, parentsOf } from './relations.ts';
import { lockedCertificate } from './send-certificate.ts';
import { typeOf } from './show.ts';
import { mayBeMade } from './unique.ts';

export interface CopyWish {
  readonly kind: RelationKind;
  /** The national intygs-id of the certificate, or of the locked draft. */
  readonly sourceId: string;
  /** The user's own name for this wish: the same again makes no second draft. */
  readonly idempotencyKey: string;
  /** Of the complement request that it answers: its meddelande-id. */
  readonly messageId?: string;
  /** The type of the draft where that is another one (skapa från); without it, the newest version of the source's own. */
  readonly to?: CertificateType;
}

/** What a draft is made of. */
interface Source extends Pick<Certificate, 'id' | 'typeId' | 'typeVersion' | 'personId'> {
  readonly answers: Answers;
  readonly facts: CopyFacts['source'];
}

/**
 * Makes a draft of a certificate or of a locked draft (förnya, ersätta, komplettera, kopiera, skapa från), on the unit
 * that the user is signed in on, in the newest version of the type's generation or of another type, with the answers that
 * the type carries over and the patient as the person service tells of them now. Refusals: CERTIFICATE_NOT_FOUND,
 * CERTIFICATE_NOT_SIGNED, DRAFT_NOT_FOUND, DRAFT_SIGNED, UNIQUE_DRAFT, UNIQUE_CERTIFICATE, those of `copyRefusals` and of
 * an empty draft, IDEMPOTENCY_KEY_TAKEN. Source: domain.md §3.13, §4.2 T9, T13–T15, T18.
 */
export async function copyCertificate(writing: Writing, wish: CopyWish): Promise<Draft> {
  const { em, viewer, today } = writing;
  const { kind, sourceId, idempotencyKey } = wish;
  await visible(writing, wish);
  const id = randomUUID();
  const { result: first } = await firstResult(writing, kind, idempotencyKey, id);
  if (first !== id) return copiedBefore(writing, first, wish);

  const source = await locked(writing, wish);
  const type = typeOf(source);
  const to = wish.to ?? newestVersion(type, today);
  const [children = []] = await childrenOf(em, [sourceId]);
  const { role } = viewer();
  const [refusal] = copyRefusals(kind, {
    source: source.facts,
    children,
    type,
    to,
    role,
    today,
  });
  if (refusal) throw new CopyError(refusal);
  return store(writing, id, { ...wish, to }, source);
}

/** Throws for whoever may not see it, and where it is no certificate yet. */
async function visible(writing: Writing, { kind, sourceId }: CopyWish): Promise<void> {
  const find = kind === 'COPY_LOCKED' ? findDrafts : findCertificates;
  const [seen] = await find(writing, [sourceId]);
  if (seen instanceof AccessError) throw seen;
  if (seen) return;
  if (kind === 'COPY_LOCKED') throw await gone(writing, sourceId);
  const [draft] = await findDrafts(writing, [sourceId]);
  throw new CopyError(draft && !(draft instanceof Error) ? 'CERTIFICATE_NOT_SIGNED' : 'CERTIFICATE_NOT_FOUND');
}

/** The source, its row locked until the request is done: of two who replace it at once, one does. */
async function locked(writing: Writing, { kind, sourceId }: CopyWish): Promise<Source> {
  if (kind !== 'COPY_LOCKED') {
    const certificate = await lockedCertificate(writing, sourceId);
    return { ...certificate, facts: { ...certificate, isLocked: false } };
  }
  const options = { lockMode: LockMode.PESSIMISTIC_WRITE, disableIdentityMap: true } as const;
  const draft = await writing.em.findOne(DraftEntity, { id: sourceId }, options);
  if (!draft) throw new DraftError('DRAFT_NOT_FOUND');
  const facts = { revokedAt: draft.revokedAt ?? null, isLocked: isLocked(draft, writing.today) };
  return { ...draft, answers: answersOf(draft), facts };
}

type Destined = CopyWish & Required<Pick<CopyWish, 'to'>>;

async function store(writing: Writing, id: string, { kind, messageId, to }: Destined, source: Source): Promise<Draft> {
  const { em, accessLog, viewer, now } = writing;
  const from = typeOf(source);
  const { personId } = source;
  // care may answer what it was asked, whoever has died since (domain.md §11.3 C19)
  const empty = await emptyDraft(writing, id, { type: to, personId, evenDeceased: kind === 'COMPLEMENT' });
  // what is made of its own type stands in for it; of another type it is one more
  if (kind === 'TEMPLATE') await mayBeMade(writing, empty);
  await em.insert(DraftEntity, empty);
  const relation: Relation = {
    childId: id,
    parentId: source.id,
    kind,
    state: 'DRAFT',
    lockedFrom: empty.lockedFrom,
    createdAt: now,
    messageId: messageId ?? null,
    previousPeriod: previousPeriodOf(from, source.answers) ?? null,
  };
  await em.insert(RelationEntity, relation);
  const draft = await firstAnswers(writing, empty, firstChanges(kind, { from, to }, source.answers));
  await happened(em, 'DRAFT_CREATED', draft, { actor: viewer().hsaId, at: now, relation });
  accessLog.record({ activity: 'WRITE', resource: 'Draft', resourceId: id, personId, unit: draft.unit });
  return draft;
}

/** The draft that the key led to before, when it was the same wish. */
async function copiedBefore(writing: Writing, id: string, { kind, sourceId, to }: CopyWish): Promise<Draft> {
  const [draft] = await findDrafts(writing, [id]);
  if (draft instanceof AccessError) throw draft;
  if (!draft) throw await gone(writing, id);
  const [relation] = await parentsOf(writing.em, [id]);
  const isSame = relation?.kind === kind && relation.parentId === sourceId && (to?.id ?? draft.typeId) === draft.typeId;
  if (!isSame) throw new IdempotencyError();
  return draft;
}
