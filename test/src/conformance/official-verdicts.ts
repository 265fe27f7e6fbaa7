import { judgeMessage, readCertificateMessage } from '@intygsgraf/certificates';
import type { CertificateType } from '@intygsgraf/certificates/rules';
import { XmlFault } from '@intygsgraf/kernel/server';
import type { OfficialRules } from '../counterparts/agency/official-rules.ts';
import { EXPLAINED, type Explained } from './explained.ts';

/** The published rules of each type that has some, by type and version. None are published for the others. */
export const PUBLISHED: Readonly<Record<string, string>> = {
  'af00213 1.0': 'af00213.v1',
  'af00251 1.0': 'af00251.v1',
  'ag114 1.0': 'ag114.v1',
  'ag7804 1.2': 'ag7804.v1',
  'db 1.0': 'db.v1',
  'doi 1.0': 'doi.v1',
  'fk7800 1.3': 'luse.v1',
  'fk7801 1.2': 'luae_na.v1',
  'fk7802 1.1': 'luae_fs.v1',
  'fk7804 1.3': 'lisjp.v1',
  'fk7804 2.0': 'lisjp.v2',
  'tstrk1007 6.8': 'tstrk1007.v6',
  'tstrk1007 7.0': 'tstrk1007.v7',
  'tstrk1009 1.0': 'tstrk1009.v1',
  'tstrk1031 3.0': 'tstrk1031.v3',
  'tstrk1031 4.2': 'tstrk1031.v4',
  'tstrk1062 1.0': 'tstrk1062.v1',
};

export const nameOf = ({ id, version }: Pick<CertificateType, 'id' | 'version'>): string => `${id} ${version}`;

/** What our rules say against a message: `field RULE` each, or that it cannot be read. */
export function oursAgainst(type: CertificateType, bytes: Uint8Array, today: string): readonly string[] {
  try {
    const { violations } = judgeMessage(type, readCertificateMessage(bytes), today);
    return violations.map(({ field, rule }) => `${field} ${rule}`);
  } catch (error) {
    if (error instanceof XmlFault) return [`unreadable: ${error.message}`];
    throw error;
  }
}

/** The first thing that the published rules say against a message. Where they break on a value (a cast), they refuse it. */
export function theirsAgainst(rules: OfficialRules, xml: string, published: string): readonly string[] {
  try {
    return rules(xml, published, 1);
  } catch (error) {
    if (error instanceof Error && /\b(?:FO|XP)[A-Z]{2}\d{4}\b/.test(error.message)) return [error.message];
    throw error;
  }
}

/** What both say against a message of a type. */
export interface Verdicts {
  readonly type: string;
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

/**
 * Why a difference of the verdicts is meant, one reason for each that we refuse it for; undefined where one of them is not
 * explained, or where we let pass what the published rules refuse.
 */
export function explanationsOf({ type, ours, theirs }: Verdicts): readonly string[] | undefined {
  const own = EXPLAINED.filter(({ types }) => types?.test(type) ?? true);
  const isMeant = ({ beside }: Explained): boolean => beside === undefined || ours.some((told) => beside.test(told));
  const reasons = ours.map((told) => own.find((one) => one.ours.test(told) && isMeant(one))?.why);
  if (theirs.length > 0 || reasons.includes(undefined)) return undefined;
  return [...new Set(reasons.filter((reason) => reason !== undefined))];
}
