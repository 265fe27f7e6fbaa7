import type { RequestContext, SubgraphClient } from '@intygsgraf/kernel/server';
import { UnavailableError } from '@intygsgraf/kernel/server';
import { CertificateEntity } from '../database/entities.ts';
import type { Certificate } from '../domain/certificate.ts';
import { answersOf, type Draft } from '../domain/draft.ts';
import { isSickLeave, type SickLeave, sickLeaveOf } from '../domain/sick-leave.ts';
import { typeOf } from './show.ts';

/** What is needed to ask how long a sick leave may be. */
export interface Assessing extends Pick<RequestContext, 'caller' | 'system' | 'accessLog'> {
  readonly decisionSupport: SubgraphClient;
}

/** A recommended length beside the sick leave, as `decision-support` tells it. */
export interface Comparison {
  readonly code: string;
  readonly resolvedCode: string;
  readonly guidanceId: string;
  readonly caseId: string;
  readonly revision: number;
  readonly maximum: { readonly value: number; readonly unit: 'DAY' | 'WEEK' | 'MONTH'; readonly days: number };
  readonly sentence: string;
  readonly recommendedDays: number;
  readonly totalDays: number;
  readonly exceeds: boolean;
}

/** Coherent certificates; days are `YYYY-MM-DD`. */
export interface Chain {
  readonly from: string;
  readonly to: string;
  readonly days: number;
  /** National ids, in the order of their first days. */
  readonly certificateIds: readonly string[];
  readonly gaps: readonly { readonly from: string; readonly to: string; readonly days: number }[];
}

export interface Assessment {
  readonly proposedDays: number;
  readonly nationwide: Comparison | null;
  readonly nationwideChain: Chain | null;
  readonly byDiagnosis: readonly Comparison[];
  readonly chain: Chain | null;
}

const CHAIN = 'from to days certificateIds gaps { from to days }';
const COMPARISON = `code resolvedCode guidanceId caseId revision maximum { value unit days } sentence recommendedDays
  totalDays exceeds`;
const ASSESSMENT = `query ($input: SickLeaveInput!) { sickLeaveAssessment(input: $input) {
  proposedDays nationwide { ${COMPARISON} } nationwideChain { ${CHAIN} } byDiagnosis { ${COMPARISON} } chain { ${CHAIN} } } }`;

/** Other certificates of a patient on a care unit that speak of sick leave. */
interface Earlier {
  readonly certificate: Certificate;
  readonly sickLeave: SickLeave;
}

/**
 * The patient's signed certificates on the care unit and all its sub-units, whichever of them the user is signed in on: a
 * sick leave does not end at a corridor. Test persons' count for test persons alone. Source: domain.md §7.3, 5.
 */
async function earlierOf({ system }: Assessing, draft: Draft): Promise<Earlier[]> {
  const { id, personId, careUnit, protection, testCertificate } = draft;
  const rows = await system((em) =>
    em.find(
      CertificateEntity,
      { personId, careUnit, testCertificate, protection, status: { $in: ['SIGNED'] }, id: { $ne: id } },
      { disableIdentityMap: true },
    ),
  );
  return rows.flatMap((certificate) => {
    const type = typeOf(certificate);
    const counts = type.recipient === 'FKASSA' && isSickLeave(type, certificate.answers);
    const sickLeave = counts ? sickLeaveOf(type, certificate.answers) : undefined;
    return sickLeave && sickLeave.periods.length > 0 ? [{ certificate, sickLeave }] : [];
  });
}

const bare = ({ periods }: SickLeave) => periods.map(({ from, to }) => ({ from, to }));

/**
 * How the sick leave of a draft stands beside what is recommended, with the chain of certificates; each that the answer
 * counted is logged. Null while there is nothing to compare, UNAVAILABLE as the answer when nobody could tell.
 * Source: domain.md §7.3.
 */
export async function assessDraft(assessing: Assessing, draft: Draft): Promise<Assessment | UnavailableError | null> {
  const { decisionSupport, caller, accessLog } = assessing;
  const sickLeave = sickLeaveOf(typeOf(draft), answersOf(draft));
  if (!sickLeave || sickLeave.periods.length === 0 || sickLeave.codes.length === 0) return null;
  const earlier = await earlierOf(assessing, draft);
  const input = {
    codes: sickLeave.codes,
    proposed: bare(sickLeave),
    earlier: earlier.map((one) => ({ certificateId: one.certificate.id, periods: bare(one.sickLeave) })),
  };
  try {
    const { sickLeaveAssessment: told } = await decisionSupport.ask<{ sickLeaveAssessment: Assessment }>(
      ASSESSMENT,
      { input },
      caller.user,
    );
    const counted = [told.chain, told.nationwideChain].flatMap((chain) => chain?.certificateIds ?? []);
    for (const { certificate } of earlier)
      if (counted.includes(certificate.id)) {
        const { id: resourceId, personId, unit } = certificate;
        accessLog.record({ activity: 'READ', resource: 'Certificate', resourceId, personId, unit });
      }
    return told;
  } catch (error) {
    if (error instanceof UnavailableError) return error;
    throw error;
  }
}
