import { birthDateOf, dayInSweden, parsePersonId, PERSON_ID_ROOT } from '@intygsgraf/kernel/domain';
import { contractTime, type Issuer } from '@intygsgraf/kernel/server';
import type { Answers } from '../domain/answers.ts';
import type { CertificateType } from '../domain/certificate-type.ts';
import { type Relation, RELATION_CODE } from '../domain/relation.ts';
import { transportAnswers } from '../domain/transport.ts';
import type { MessageRelation } from '../exchange/certificate-message.ts';
import { intygDocument } from './intyg-document.ts';

/** Kv_intygstyp. Source: domain.md §3.0, OIDs. */
const TYPE_SYSTEM = 'b64ea353-e8f6-4832-b563-fc7d46f29548';
/** Kv_relation. */
const RELATION_SYSTEM = 'c2362fcd-eda0-4f9a-bd13-b3bbaf7f2146';

/** What a certificate says, for the one who is about to sign it. */
export interface CertificateContent {
  /** The national intygs-id. */
  readonly id: string;
  readonly type: CertificateType;
  /** 12 characters. */
  readonly personId: string;
  readonly issuer: Issuer;
  readonly signedAt: Date;
  readonly answers: Answers;
  /** What it was made of; signed with it. */
  readonly relation?: Pick<Relation, 'kind' | 'parentId'>;
}

function relationsOf({ relation, issuer }: CertificateContent): MessageRelation[] {
  if (!relation) return [];
  const code = RELATION_CODE[relation.kind];
  if (code === undefined) return [];
  const certificateId = { root: issuer.unit.hsaId, extension: relation.parentId };
  return [{ type: { code, codeSystem: RELATION_SYSTEM }, certificateId }];
}

/**
 * The certificate (intyg) as it is signed: an element of RegisterCertificate 3 as a document of its own, with the place
 * for the signature, still empty. The same content is the same text. When it was sent and what became of it are not in
 * it: they change. Neither is the patient's name or address: the recipient has them by the person number.
 * Source: domain.md §1.8 P2.
 */
export function certificateDocument(content: CertificateContent): string {
  const { id, type, personId, issuer, signedAt, answers } = content;
  const today = dayInSweden(signedAt);
  const nothing = { firstName: '', lastName: '', postalAddress: '', postalCode: '', city: '' };
  return intygDocument({
    id: { root: issuer.unit.hsaId, extension: id },
    type: { code: type.code, codeSystem: TYPE_SYSTEM, displayName: type.name },
    version: type.version,
    signedAt: contractTime(signedAt),
    sentAt: null,
    patient: {
      personId: { root: PERSON_ID_ROOT[parsePersonId(personId, today).kind], extension: personId },
      ...nothing,
    },
    issuer,
    relations: relationsOf(content),
    statuses: [],
    answers: transportAnswers(type, answers, { today, birthDate: birthDateOf(personId) }),
  });
}
