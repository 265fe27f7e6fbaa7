import type { CertificateType, Reach } from './certificate-type.ts';

/** A draft or a certificate of the same type and patient that counts: an open draft, a signed one that is not revoked. */
interface Existing {
  /** HSA-id. */
  readonly careProvider: string;
}

/** What decides whether a patient may have one more of a type. */
interface UniqueFacts {
  readonly type: Pick<CertificateType, 'unique'>;
  /** HSA-id of the care provider that makes it. */
  readonly careProvider: string;
  readonly drafts: readonly Existing[];
  readonly certificates: readonly Existing[];
}

const isThere = (reach: Reach | undefined, { careProvider }: UniqueFacts, all: readonly Existing[]): boolean =>
  reach !== undefined && all.some((one) => reach === 'EVERYWHERE' || one.careProvider === careProvider);

/**
 * One of a type for each patient (unikt utkast, unikt intyg), the first refusal first. A locked draft is in nobody's way:
 * it can only be copied or revoked. Source: domain.md §2.6.1 uniqueness, §2.5 UNIKT_*, §11.3 C21.
 */
const unique = {
  UNIQUE_DRAFT: (facts) => !isThere(facts.type.unique?.draft, facts, facts.drafts),
  UNIQUE_CERTIFICATE: (facts) => !isThere(facts.type.unique?.signed, facts, facts.certificates),
} as const satisfies Record<string, (facts: UniqueFacts) => boolean>;
export type UniqueRefusal = keyof typeof unique;

/** Why a patient may not have one more; none means they may. */
export const uniqueRefusals = (facts: UniqueFacts): UniqueRefusal[] =>
  (Object.keys(unique) as UniqueRefusal[]).filter((refusal) => !unique[refusal](facts));
