/** A difference that is meant, why, and the verdicts that it is about: ours are refused for nothing else. */
export interface Explained {
  readonly why: string;
  readonly types?: RegExp;
  readonly ours: RegExp;
  /** Meant only where we say this, too. */
  readonly beside?: RegExp;
}

/** The published rules of AF00251 look at hardly any sub-answer. */
const ARBETSFORMEDLINGEN: readonly Explained[] = [
  { why: 'a text says something (V-BLANK)', types: /^af00251/, ours: / BLANK$/ },
  { why: 'a basis says which it is', types: /^af00251/, ours: /^1\.1 (?:MANDATORY|UNKNOWN_CODE)$/ },
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
export const EXPLAINED: readonly Explained[] = [
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
  { why: 'a day is a day of the calendar without a zone (V-DATE)', ours: / DATE(?:_MISSING)?$/ },
  { why: 'the rules misspell the element of the identity', types: /^tstrk/, ours: /^2\.1 UNKNOWN_CODE$/ },
  { why: 'the type of diabetes is one of two (§3.9, 18.1)', types: /^tstrk1007/, ours: /^18\.1 UNKNOWN_CODE$/ },
  { why: 'acuity is 0.0 to 2.0 (§3.9, rows 9 and 10)', types: /^tstrk/, ours: /^8\.\d OUT_OF_RANGE$/ },
  {
    why: 'a sub-answer that nobody knows answers nothing (§3.9, 33.1)',
    types: /^tstrk1007/,
    ours: /^33\.1 MANDATORY$/,
    beside: /^33\.\d+ UNKNOWN_FIELD$/,
  },
  { why: 'what goes with a yes is not blank (§3.9)', types: /^tstrk1007/, ours: /^(?:12|16|21)\.2 BLANK$/ },
  { why: 'a treatment of type 2 is one of three (§3.9, R11)', types: /^tstrk1007/, ours: /^19\.1 NONE_CHOSEN$/ },
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
  { why: 'diagnoses are of one register (V-DIAG)', types: /^ag114/, ours: /^4\.1 DIAGNOSIS_CODE_SYSTEM$/ },
  ...ARBETSFORMEDLINGEN,
  ...SICK_LEAVE_2,
];
