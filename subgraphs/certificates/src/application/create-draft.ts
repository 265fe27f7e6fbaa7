import { AccessError, type DomainError, IdempotencyError, parsePersonId } from '@intygsgraf/kernel/domain';
import { randomUUID } from 'node:crypto';
import { DraftEntity } from '../database/entities.ts';
import { type CertificateType, isInForce, mayWrite } from '../domain/certificate-type.ts';
import { creationRefusals, type Draft, DraftError, lockedFrom } from '../domain/draft.ts';
import { type AnswerChange, saveAnswers } from '../domain/save-answers.ts';
import type { TransportAnswer } from '../domain/transport.ts';
import { gone, type Writing } from './draft-for.ts';
import { happened } from './events.ts';
import { firstResult } from './idempotency.ts';
import { prefilled } from './prefill-draft.ts';
import { findDrafts } from './read-drafts.ts';
import { typeOf } from './show.ts';
import { mayBeMade } from './unique.ts';

export interface NewDraft {
  readonly type: CertificateType;
  /** As it was written; 12 characters. */
  readonly personId: string;
  /** The user's own name for this wish: the same again makes no second draft. */
  readonly idempotencyKey: string;
  /** What a journal system knows already (förifyllnad), with its own name for the draft. */
  readonly fromJournal?: FromJournal;
}

/** What comes with a draft that a journal system asks for. */
export interface FromJournal {
  readonly reference: string | null;
  readonly given: readonly TransportAnswer[] | null;
  /** Answers that could not even be read. */
  readonly unreadable: number;
}

/**
 * Makes an empty draft (skapa utkast) on the unit that the user is signed in on. Refusals: PERSON_ID, BAD_USER_INPUT,
 * IDEMPOTENCY_KEY_TAKEN, PERSON_NOT_FOUND, PU_PROBLEM, ROLE_MAY_NOT_DRAFT, TYPE_NOT_IN_FORCE, PATIENT_PROTECTED,
 * PATIENT_DECEASED, UNIQUE_DRAFT, UNIQUE_CERTIFICATE. Source: domain.md §4.2 T1.
 */
export async function createDraft(writing: Writing, wanted: NewDraft): Promise<Draft> {
  const { em, accessLog, viewer, now, today } = writing;
  // nobody is asked about a patient for a type that the role does not write
  if (!mayWrite(wanted.type, viewer().role)) throw new DraftError('ROLE_MAY_NOT_DRAFT');
  if (!isInForce(wanted.type, today)) throw new DraftError('TYPE_NOT_IN_FORCE');
  const personId = parsePersonId(wanted.personId, today).value;
  const id = randomUUID();
  const { result: first } = await firstResult(writing, 'createDraft', wanted.idempotencyKey, id);
  if (first !== id) return sameDraft(writing, first, { ...wanted, personId });

  const empty = await emptyDraft(writing, id, { ...wanted, personId });
  await mayBeMade(writing, empty);
  const { changes, ...journals } = wanted.fromJournal
    ? await prefilled(writing, wanted.type, wanted.fromJournal)
    : { changes: [] };
  const begun = { ...empty, ...journals };
  await em.insert(DraftEntity, begun);
  const draft = await firstAnswers(writing, begun, changes);
  await happened(em, 'DRAFT_CREATED', draft, { actor: viewer().hsaId, at: now });
  accessLog.record({ activity: 'WRITE', resource: 'Draft', resourceId: id, personId, unit: draft.unit });
  return draft;
}

/** Saves what a draft begins with. A draft is stored empty first: nobody stores another one. */
export async function firstAnswers(writing: Writing, empty: Draft, changes: readonly AnswerChange[]): Promise<Draft> {
  const { em, viewer, now, today } = writing;
  const additional = changes.map(({ field }) => field);
  const { draft } = saveAnswers(typeOf(empty), empty, changes, { by: viewer().hsaId, now, today, additional });
  if (draft === empty) return draft;
  const { id, status, revision, savedBy, savedAt, answers } = draft;
  await em.nativeUpdate(DraftEntity, { id }, { status, revision, savedBy, savedAt, answers });
  return draft;
}

/** Which draft to make, and whether it may be of somebody who has died whatever its type. */
interface EmptyDraft extends Pick<NewDraft, 'type' | 'personId'> {
  readonly evenDeceased?: boolean;
}

/**
 * An empty draft on the unit that the user is signed in on, its patient as the person service tells of them now; not
 * stored. Refusals: PERSON_NOT_FOUND, PU_PROBLEM, FORBIDDEN, PATIENT_PROTECTED, PATIENT_DECEASED.
 */
export async function emptyDraft(
  writing: Writing,
  id: string,
  { type, personId, evenDeceased = false }: EmptyDraft,
): Promise<Draft> {
  const { directory, viewer, caller, now, today } = writing;
  const { hsaId, role, selectedUnit } = viewer();
  if (!caller.user) throw new AccessError('FORBIDDEN');
  const [person] = await directory.personFacts([personId], selectedUnit);
  if (!person?.patientId || person.protection === 'UNKNOWN') throw await nobody(directory);
  const deceased = person.deceased && !evenDeceased;
  const [refusal] = creationRefusals({ type, role, person: { ...person, deceased } });
  if (refusal) throw new DraftError(refusal);
  return {
    id,
    typeId: type.id,
    typeVersion: type.version,
    status: 'EMPTY_DRAFT',
    ...(await directory.selectedUnit(caller.user)),
    personId,
    patientId: person.patientId,
    protection: person.protection,
    testCertificate: person.testIndicated,
    createdBy: hsaId,
    createdAt: now,
    lockedFrom: lockedFrom(today),
    revision: 0,
    savedBy: null,
    savedAt: null,
    answers: {},
  };
}

/** Why the person service tells of nobody: it does not answer, or it knows nobody by that number. */
const nobody = async (directory: Writing['directory']): Promise<DomainError> =>
  (await directory.personServiceAnswers()) ? new DraftError('PERSON_NOT_FOUND') : new AccessError('PU_PROBLEM');

/** The draft that the key led to before, when it was the same wish. */
async function sameDraft(writing: Writing, id: string, { type, personId }: NewDraft): Promise<Draft> {
  const [draft] = await findDrafts(writing, [id]);
  if (draft instanceof AccessError) throw draft;
  if (!draft) throw await gone(writing, id);
  const isSame = draft.personId === personId && draft.typeId === type.id && draft.typeVersion === type.version;
  if (!isSame) throw new IdempotencyError();
  return draft;
}
