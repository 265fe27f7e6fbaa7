import type { Answer } from './graph-client.ts';
import { ask } from './graph-client.ts';

/** What somebody is after: a case, its certificate, a draft for the same patient, and their unit. */
export interface Target {
  /** Graph id. */
  readonly case: string;
  /** Graph id. */
  readonly certificate: string;
  /** Graph id. */
  readonly draft: string;
  /** Graph id of a message about the certificate. */
  readonly delivery: string;
  /** Graph id. */
  readonly patient: string;
  /** HSA-id. */
  readonly unit: string;
}

/** One question to the graph, asked for a target by somebody who is signed in on a unit of their own. */
export interface Way {
  readonly name: string;
  readonly document: string;
}

const NUMBERS = 'total complement answer read waiting certificates overdue';
const COUNT = `hsaId state ${NUMBERS} withoutSubUnits { ${NUMBERS} } epoch version`;
const UNIT = `id hsaId name workplaceCode postalAddress postalCode city phone careProvider { id hsaId name }
  careUnit { hsaId unhandled { total } } subUnits { hsaId unhandled { total } } unhandled { ${COUNT} }`;
const CODE = 'code codeSystem label';
const ANSWER = `questionId subAnswerId label
    ... on BooleanAnswer { boolean }
    ... on TextAnswer { text }
    ... on CodeAnswer { code { ${CODE} } }
    ... on CodesAnswer { codes { ${CODE} } }
    ... on DatedCodesAnswer { datedCodes { ${CODE} date } }
    ... on DiagnosesAnswer { diagnoses { code codeSystem description diagnosis { title } } }
    ... on CodedPeriodsAnswer { codedPeriods { ${CODE} from to } }
    ... on DateAnswer { date }
    ... on IntegerAnswer { integer }
    ... on PeriodAnswer { period { from to } }
    ... on IcfTextAnswer { icfText { text categories { code title } } }
    ... on EvidenceAnswer { evidence { ${CODE} date source } }
    ... on PartialDateAnswer { partialDate }
    ... on YearAnswer { year }
    ... on NumberAnswer { number }
    ... on MunicipalityAnswer { municipality }
    ... on PercentPeriodsAnswer { percentPeriods { percent from to } }
    ... on YearlyDiagnosesAnswer { yearlyDiagnoses { code description year } }
    ... on CausesAnswer { causes { description date specification { code } } }`;
const DELIVERY = 'id recipient interaction state attempts createdAt nextTryAt settledAt fault';
const RELATED = 'kind state createdAt certificateId certificate { id status } draft { id status }';
const LIFE = `revokedAt revokedBy { id surname } revocationReason revocationText parent { ${RELATED} } children { ${RELATED} }`;
const LENGTH = 'code resolvedCode guidanceId caseId source revision sentence recommendedDays totalDays exceeds';
const CHAIN = 'from to days certificates gaps { from to days }';
const RISK = `risk { id madeAt situation diagnosis source modelCode modelVersion revision isDemo risk level isIndicative
  contributions { factor value comparedWith difference } curve { day probability } opinion opinionAt
  madeBy { hsaId } opinionBy { hsaId } }`;
const SICK_LEAVE = `sickLeave(usualHours: 40) { periods { code from to days remainingHours } totalDays message { sv en }
  nationwide { ${LENGTH} } nationwideChain { ${CHAIN} } byDiagnosis { ${LENGTH} } chain { ${CHAIN} } }`;
const CERTIFICATE = `id certificateId status signedAt sentAt testCertificate signedDocument journalReference ${LIFE}
  actions { action refusals } templateFor { type { id } refusals } printNotice { sv en } deliveries { ${DELIVERY} }
  type { id typeId version code name description recipient owner automaticSending patientSees rules { id subAnswerId kind text { sv } } } unit { hsaId unhandled { total } }
  careProvider { id hsaId name } signedBy { id hsaId givenName surname role }
  patient { id personId givenName surname protectedPerson deceased testIndicated }
  answers { ${ANSWER} } recommendedLengths { ${LENGTH} } ${RISK} caseActions { action refusals }`;
const MADE = `raised { fromVersion at left { questionId subAnswerId label lines } }
  prefillReport { message { sv } unreadable notes { questionId subAnswerId at rule outcome text { sv } } }`;
const DRAFT = `id certificateId status revision createdAt lockedFrom savedAt testCertificate type { id typeId } ${LIFE}
  previousPeriod { code label lastDay } journalReference notice { sv en } ${MADE}
  unit { hsaId } careProvider { hsaId name } createdBy { id surname } savedBy { id surname }
  patient { id personId givenName surname }
  answers { questionId subAnswerId revision savedAt savedBy { surname } answer { ${ANSWER} } }
  violations { questionId subAnswerId rule kind at text { sv en } } actions { action refusals } printNotice { sv en }
  ${SICK_LEAVE} ${RISK}`;
const DRAFTS = `edges { cursor node { ${DRAFT} } } pageInfo { hasNextPage endCursor }`;
const DRAFT_CHANGE = `draft { ${DRAFT} } errors { code path message { sv en } subAnswerId rule at
  conflict { revision savedAt savedBy { surname } answer { ${ANSWER} } } }`;
const MESSAGE = 'id kind sender heading text sentAt delivery { state attempts nextTryAt fault }';
const CASE = `id subject askedBy status sentAt receivedAt answerBy handledAt answeredAt requiredAction isOverdue heading
  text contactLines complements { questionId instance text } hasReminder messages { ${MESSAGE} }
  actions { action refusals } unit { hsaId unhandled { total } }`;
const CASES = `edges { cursor node { ${CASE} certificate { ${CERTIFICATE} cases { id text } } } }
  pageInfo { hasNextPage endCursor }`;
const CERTIFICATES = `edges { cursor node { ${CERTIFICATE} cases { ${CASE} } } } pageInfo { hasNextPage endCursor }`;
const CHANGE = `case { ${CASE} certificate { ${CERTIFICATE} } } errors { code path message { sv en } }`;

const REFUSALS = 'errors { code path message { sv en } }';
const PRINT = `file { fileName mediaType base64 verificationCode } ${REFUSALS}`;

/** The questions that hold a case, a certificate, a patient or a count; together they select every field there is. */
export const WAYS = [
  { name: 'a case', document: `query ($case: ID!) { case(id: $case) { ${CASE} certificate { ${CERTIFICATE} } } }` },
  {
    name: 'a certificate',
    document: `query ($certificate: ID!) { certificate(id: $certificate) { ${CERTIFICATE} cases { ${CASE} } } }`,
  },
  { name: 'all cases', document: `{ cases(first: 100, filter: ALL) { ${CASES} } }` },
  {
    name: 'cases of the unit',
    document: `query ($unit: ID!) { cases(units: [$unit], first: 100, filter: ALL) { ${CASES} } }`,
  },
  {
    name: 'cases of two units',
    document: `query ($own: ID!, $unit: ID!) { cases(units: [$own, $unit], first: 100, filter: ALL) { ${CASES} } }`,
  },
  {
    name: 'cases after one',
    document: `query ($case: String!) { cases(after: $case, first: 100, filter: ALL) { ${CASES} } }`,
  },
  {
    name: 'own certificates',
    document: `query ($own: ID!) { certificates(unit: $own, first: 100) { ${CERTIFICATES} } }`,
  },
  {
    name: 'certificates of the unit',
    document: `query ($unit: ID!) { certificates(unit: $unit, first: 100) { ${CERTIFICATES} } }`,
  },
  { name: 'a draft', document: `query ($draft: ID!) { draft(id: $draft) { ${DRAFT} } }` },
  { name: 'own drafts', document: `query ($own: ID!) { drafts(unit: $own, first: 100) { ${DRAFTS} } }` },
  { name: 'drafts of the unit', document: `query ($unit: ID!) { drafts(unit: $unit, first: 100) { ${DRAFTS} } }` },
  {
    name: 'drafts of the patient',
    document: `query ($patient: ID!) { drafts(patient: $patient, first: 100) { ${DRAFTS} } }`,
  },
  {
    name: 'certificates of the patient',
    document: `query ($patient: ID!) { certificates(patient: $patient, first: 100) { ${CERTIFICATES} } }`,
  },
  // of a number that nobody has: whoever asks, there is no draft
  {
    name: 'making a draft',
    document: `mutation { createDraft(input: { typeId: "CertificateType_fk7804-1.3", personId: "00342145BZ31",
      idempotencyKey: "a-way-in" }) { ${DRAFT_CHANGE} } }`,
  },
  // no revision is negative, so that nothing is changed: what stands there would be told
  {
    name: 'saving an answer',
    document: `mutation ($draft: ID!) { saveAnswers(input: { draftId: $draft, answers: [
      { subAnswerId: "35.1", answer: { text: "Av en främling." }, expectedRevision: -1 }] }) { ${DRAFT_CHANGE} } }`,
  },
  {
    name: 'deleting a draft',
    document: `mutation ($draft: ID!) { deleteDraft(input: { draftId: $draft, expectedRevision: -1 }) { ${DRAFT_CHANGE} } }`,
  },
  {
    name: 'signing a draft',
    document: `mutation ($draft: ID!) { signCertificate(input: { draftId: $draft, expectedRevision: -1,
      idempotencyKey: "a-way-in" }) { certificate { ${CERTIFICATE} } draft { ${DRAFT} } ${REFUSALS} } }`,
  },
  // it is sent already
  {
    name: 'sending a certificate',
    document: `mutation ($certificate: ID!) { sendCertificate(input: { certificateId: $certificate,
      patientConsents: true, idempotencyKey: "a-way-in" }) { certificate { ${CERTIFICATE} } ${REFUSALS} } }`,
  },
  {
    name: 'printing a certificate',
    document: `mutation ($certificate: ID!) { printCertificate(input: { certificateId: $certificate }) { ${PRINT} } }`,
  },
  {
    name: 'printing a draft',
    document: `mutation ($draft: ID!) { printDraft(input: { draftId: $draft }) { ${PRINT} } }`,
  },
  // it was delivered
  {
    name: 'sending a message again',
    document: `mutation ($delivery: ID!) {
      resendDelivery(input: { deliveryId: $delivery }) { delivery { ${DELIVERY} } ${REFUSALS} } }`,
  },
  // without a key, which whoever may do it is asked for
  ...['renewCertificate', 'replaceCertificate'].map((mutation) => ({
    name: `${mutation}` as const,
    document: `mutation ($certificate: ID!) { ${mutation}(input: { certificateId: $certificate, idempotencyKey: "" }) {
      draft { ${DRAFT} } ${REFUSALS} } }`,
  })),
  // of its own type, which no draft is begun of from it
  {
    name: 'beginning a draft of another type',
    document: `mutation ($certificate: ID!) { createFromTemplate(input: { certificateId: $certificate,
      typeId: "CertificateType_fk7804-1.3", idempotencyKey: "a-way-in" }) { draft { ${DRAFT} } ${REFUSALS} } }`,
  },
  {
    name: 'copying a draft',
    document: `mutation ($draft: ID!) { copyDraft(input: { draftId: $draft, idempotencyKey: "" }) {
      draft { ${DRAFT} } ${REFUSALS} } }`,
  },
  // for a reason that tells nothing
  {
    name: 'revoking a certificate',
    document: `mutation ($certificate: ID!) { revokeCertificate(input: { certificateId: $certificate,
      reason: OTHER_SERIOUS_ERROR, idempotencyKey: "k" }) { certificate { ${CERTIFICATE} } ${REFUSALS} } }`,
  },
  {
    name: 'revoking a draft',
    document: `mutation ($draft: ID!) { revokeDraft(input: { draftId: $draft, reason: OTHER_SERIOUS_ERROR,
      idempotencyKey: "k" }) { draft { ${DRAFT} } ${REFUSALS} } }`,
  },
  // without a key, should it be a complement request that may be answered
  {
    name: 'complementing',
    document: `mutation ($case: ID!) { complementCertificate(input: { caseId: $case, idempotencyKey: "" }) {
      draft { ${DRAFT} } ${REFUSALS} } }`,
  },
  { name: 'the count', document: `query ($unit: ID!) { unhandled(units: [$unit]) { ${COUNT} unit { ${UNIT} } } }` },
  {
    name: 'two counts',
    document: `query ($own: ID!, $unit: ID!) { unhandled(units: [$own, $unit]) { ${COUNT} unit { ${UNIT} } } }`,
  },
  {
    name: 'the viewer',
    document: `{ viewer { hsaId role selectedUnit unitsInScope countableUnits
      staff { id hsaId givenName surname role positions specialities } units { ${UNIT} } } }`,
  },
  // of a token that names no session: nobody goes anywhere
  {
    name: 'going to another unit',
    document: `mutation ($unit: ID!) { selectUnit(input: { unit: $unit }) { unit { ${UNIT} } ${REFUSALS} } }`,
  },
  { name: 'handling', document: `mutation ($case: ID!) { markCaseHandled(input: { caseId: $case }) { ${CHANGE} } }` },
  {
    name: 'taking it back',
    document: `mutation ($case: ID!) { markCaseUnhandled(input: { caseId: $case }) { ${CHANGE} } }`,
  },
  {
    name: 'cases of the certificate',
    document: `query ($certificate: ID!) { cases(certificate: $certificate, first: 100, filter: ALL) { ${CASES} } }`,
  },
  // without words: whoever may write is refused for that, and everything ends as it began
  {
    name: 'asking',
    document: `mutation ($certificate: ID!) {
      askAgency(input: { certificateId: $certificate, subject: OTHER, text: "", idempotencyKey: "k" }) { ${CHANGE} } }`,
  },
  {
    name: 'answering',
    document: `mutation ($case: ID!) {
      answerCase(input: { caseId: $case, text: "", idempotencyKey: "k" }) { ${CHANGE} } }`,
  },
  {
    name: 'computing a risk',
    document: `mutation ($draft: ID!) { predictRisk(input: { draftId: $draft, situation: LATE_EXTENSION, answers: [] }) {
      prediction { id } errors { code path message { sv en } } } }`,
  },
  // of a prediction that there is none of: nothing is changed
  {
    name: 'giving a view of a risk',
    document: `mutation { giveRiskOpinion(input: {
      predictionId: "RiskPrediction_00000000-0000-4000-8000-000000000000", opinion: CORRECT }) {
      prediction { id } errors { code path message { sv en } } } }`,
  },
  {
    name: 'sending again',
    document: `mutation ($case: ID!) { sendCaseMessageAgain(input: { caseId: $case }) { ${CHANGE} } }`,
  },
] as const satisfies readonly Way[];

export type WayName = Way['name'];

/** Tries one way; variables that it does not have are left out. */
export function tryWay(
  gatewayUrl: string,
  token: string,
  { document }: Way,
  own: string,
  target: Target,
): Promise<Answer> {
  const given = Object.entries({ ...target, own }).filter(([name]) => document.includes(`$${name}:`));
  return ask(gatewayUrl, token, document, Object.fromEntries(given));
}

/** Every way, one after another: handling the case and taking that back must end as it began. */
export async function byEveryWay<T>(attempt: (way: Way) => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  for (const way of WAYS) answers.push(await attempt(way));
  return answers;
}

/** Fewer than a subgraph has connections to the database: each request keeps one until it is answered. */
const AT_ONCE = 8;

/** Some ways, a few at once: those that wait for a service that hangs must not keep the others waiting. */
export async function bySomeWays<T>(ways: readonly Way[], attempt: (way: Way) => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  for (let place = 0; place < ways.length; place += AT_ONCE)
    answers.push(...(await Promise.all(ways.slice(place, place + AT_ONCE).map(attempt))));
  return answers;
}
