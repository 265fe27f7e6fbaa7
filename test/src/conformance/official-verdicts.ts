import { judgeMessage, readCertificateMessage } from '@intygsgraf/certificates';
import type { CertificateType } from '@intygsgraf/certificates/rules';
import { XmlFault } from '@intygsgraf/kernel/server';
import type { OfficialRules } from '../counterparts/agency/official-rules.ts';

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

/** A difference that is meant, why, and the verdicts that it is about: ours are refused for nothing else. */
interface Explained {
  readonly why: string;
  readonly types?: RegExp;
  readonly ours: RegExp;
  /** Meant only where we say this, too. */
  readonly beside?: RegExp;
}

/** The published rules of AF00251 look at hardly any sub-answer. */
const ARBETSFORMEDLINGEN: readonly Explained[] = [
  { why: 'a text says something (V-BLANK)', types: /^af00251/, ours: / BLANK$/ },
  {
    why: 'a basis says which it is, of the two that the form has',
    types: /^af00251/,
    ours: /^1\.1 (?:MANDATORY|UNKNOWN_CODE)$/,
  },
  {
    why: 'questions 3 to 5 are answered by the sub-answer that they have',
    types: /^af00251/,
    ours: /^[345]\.1 MANDATORY$/,
  },
  { why: 'what another basis is goes with that one alone', types: /^af00251/, ours: /^1\.3 NOT_APPLICABLE$/ },
  {
    why: 'blanks answer no question (V-BLANK)',
    types: /^af00251/,
    ours: /^(?:2\.2|7\.1|8\.1) MANDATORY$/,
    beside: / BLANK$/,
  },
  { why: 'per cents are whole, as in the form', types: /^af00251/, ours: /^6\.1 PERCENT$/ },
  { why: 'a period ends after it begins (§3.1.1, rule 1)', types: /^af00251/, ours: /^6\.1 PERIOD_ORDER$/ },
];

/**
 * The published rules of FK7804 2.0 ask for diagnosis and period, for what the others need only where infection is said
 * not to be the reason, and look at few values.
 */
const SICK_LEAVE_2: readonly Explained[] = (
  [
    [
      'what is asked unless infection is the reason is asked where nothing is said of it, too (§3.2)',
      /^(?:1|28|35|17|39)\.1 MANDATORY$/,
    ],
    ['work in part needs to be told how (§3.2, 33)', /^33\.[12] MANDATORY$/],
    ['a prognosis needs its months or its reason (§3.2, 39.4 and 39.2)', /^39\.[24] MANDATORY$/],
    [
      'what goes with another answer does not go without it (§3.2, 33, 39.4, 39.2)',
      /^(?:33\.[12]|39\.[24]) NOT_APPLICABLE$/,
    ],
    ['a reason goes with what it is the reason of (§3.2, 26.2 and 39.2)', /^(?:26|39)\.1 LEADING$/],
    ['degrees and prognoses are those of their tables (§3.0, KV_FKMU_0003 and 0006)', /^(?:32|39)\.1 UNKNOWN_CODE$/],
    ['each degree once (§3.2, 32)', /^32\.1 DUPLICATE_CODE$/],
    ['periods end after they begin and share no days (§3.2, 32)', /^32\.1 (?:PERIOD_ORDER|PERIOD_OVERLAP)$/],
    ['months are 1 to 99 (§3.2, 39.4)', /^39\.4 NUMBER_RANGE$/],
    ['diagnoses are from the top, precise, and of ICD-10-SE (§3.2, 6; V-ICD)', /^6\.1 (?:DIAGNOSIS|UNKNOWN_CODE)/],
    ['a text says something (V-BLANK)', / BLANK$/],
  ] as const
).map(([why, ours]) => ({ why, types: /^fk7804 2/, ours }));

/**
 * Where we refuse what the published rules let pass; there is nothing the other way. DECISIONS.md has the long version.
 */
const EXPLAINED: readonly Explained[] = [
  { why: 'nothing is dropped: what the type does not ask for is told', ours: /UNKNOWN_FIELD$/ },
  { why: 'nothing is dropped: an answer that is there twice is told, also where nobody counts', ours: /TOO_MANY$/ },
  {
    why: 'nothing is dropped: what is not of its kind is told, also where the rules misspell its name',
    ours: /WRONG_KIND$/,
  },
  {
    why: 'a degree whose period is no day of the calendar counts for nothing (§3.1.1, rule 4)',
    ours: /^33\.[12] NOT_APPLICABLE$/,
    beside: /^32\.1 DATE$/,
  },
  { why: 'what the standard does not know as a value', ours: /^unreadable: / },
  { why: 'a number (instans) is from 1 in most types, and misspelt in the others', ours: / INSTANCE$/ },
  { why: 'a day is a day of the calendar without a zone (V-DATE)', ours: / DATE(?:_MISSING)?$/ },
  { why: 'the rules misspell the element of the identity', types: /^tstrk/, ours: /^2\.1 UNKNOWN_CODE$/ },
  { why: 'the type of diabetes is one of two (§3.9, 18.1)', types: /^tstrk1007/, ours: /^18\.1 UNKNOWN_CODE$/ },
  { why: 'acuity is 0.0 to 2.0 (§3.9, rows 9 and 10)', types: /^tstrk/, ours: /^8\.\d OUT_OF_RANGE$/ },
  { why: 'nothing beside “cannot decide” (§3.9, 33.2)', types: /^tstrk1007/, ours: /^33\.1 NOT_ALONE$/ },
  { why: 'what goes with a yes is not blank (§3.9)', types: /^tstrk1007/, ours: /^(?:12|16|21)\.2 BLANK$/ },
  { why: 'a treatment of type 2 is one of three (§3.9, R11)', types: /^tstrk1007/, ours: /^19\.1 NONE_CHOSEN$/ },
  { why: 'a diagnosis code has capitals (V-ICD)', types: /^tstrk1062/, ours: /YEARLY_DIAGNOSIS_CODE$/ },
  {
    why: 'not before birth (§3.11, 2.3 and 6.3; §3.12, 11.2)',
    types: /^d(?:b|oi) /,
    ours: /^(?:2\.3|6\.3|11\.2) DATE_BEFORE_BIRTH$/,
  },
  {
    why: 'nobody dies before birth or in the future (§3.11, 2.2; §11.3, C13)',
    types: /^d(?:b|oi) /,
    ours: /^2\.2 DEATH_(?:IN_FUTURE|BEFORE_BIRTH)$/,
  },
  { why: 'an examination was before death (§3.11, row 10)', types: /^db/, ours: /^6\.3 DATE_TOO_LATE$/ },
  { why: 'the impairment is told as in FK7804 (§3.7)', types: /^ag7804/, ours: /^35\.1 MANDATORY$/ },
  { why: 'contributing illnesses began before death (§3.12, row 12)', types: /^doi/, ours: /^10\.1 DATE_TOO_LATE$/ },
  { why: 'an illness has a name (§3.12, rows 11 and 12)', types: /^doi/, ours: /CAUSE_DESCRIPTION$/ },
  { why: 'blanks around a code system', types: /^doi/, ours: /^(?:8\.3|9\.1|10\.1) UNKNOWN_CODE$/ },
  { why: 'diagnoses are of one register (V-DIAG)', types: /^ag114/, ours: /^4\.1 DIAGNOSIS_CODE_SYSTEM$/ },
  ...ARBETSFORMEDLINGEN,
  ...SICK_LEAVE_2,
];

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
