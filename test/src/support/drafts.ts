import { randomUUID } from 'node:crypto';
import { type Answer, ask } from './graph-client.ts';
import type { InProcessStack } from './in-process-stack.ts';
import type { SignedIn } from './people.ts';

/** The only type that can be drafted so far. */
const FK7804 = 'CertificateType_fk7804-1.3';

const ANSWER = `__typename ... on BooleanAnswer { boolean } ... on TextAnswer { text } ... on CodeAnswer { code { code } }
  ... on CodesAnswer { codes { code } } ... on DatedCodesAnswer { datedCodes { code date } }
  ... on DiagnosesAnswer { diagnoses { code codeSystem description } } ... on CodedPeriodsAnswer { codedPeriods { code from to } }`;
const DRAFT = `id certificateId status revision createdAt lockedFrom savedAt testCertificate
  createdBy { hsaId } savedBy { hsaId } patient { id personId surname } unit { hsaId } careProvider { hsaId }
  answers { subAnswerId revision savedBy { hsaId } savedAt answer { ${ANSWER} } }
  violations { questionId subAnswerId rule kind at text { sv en } } actions { action refusals }`;
const ERRORS = `errors { code message { sv en } path subAnswerId rule at
  conflict { revision savedAt savedBy { hsaId } answer { ${ANSWER} } } }`;

/** A draft as a client that is not ours reads it. */
export interface ShownDraft {
  readonly id: string;
  readonly certificateId: string;
  readonly status: string;
  readonly revision: number;
  readonly createdAt: string;
  readonly lockedFrom: string;
  readonly savedBy: { readonly hsaId: string } | null;
  readonly createdBy: { readonly hsaId: string };
  readonly patient: { readonly id: string; readonly personId: string; readonly surname: string } | null;
  readonly unit: { readonly hsaId: string };
  readonly answers: readonly {
    readonly subAnswerId: string;
    readonly revision: number;
    readonly savedBy: { readonly hsaId: string } | null;
    readonly answer: Record<string, unknown> | null;
  }[];
  readonly violations: readonly {
    readonly subAnswerId: string;
    readonly rule: string;
    readonly kind: string;
    readonly at: string | null;
    readonly text: { readonly sv: string; readonly en: string };
  }[];
  readonly actions: readonly { readonly action: string; readonly refusals: readonly string[] }[];
}

export interface DraftErrorShown {
  readonly code: string;
  readonly path: string | null;
  readonly subAnswerId: string | null;
  readonly rule: string | null;
  readonly at: string | null;
  readonly message: { readonly sv: string; readonly en: string };
  readonly conflict: {
    readonly revision: number;
    readonly savedBy: { readonly hsaId: string } | null;
    readonly answer: Record<string, unknown> | null;
  } | null;
}

export interface DraftResult {
  readonly draft: ShownDraft | null;
  readonly errors: readonly DraftErrorShown[];
}

/** What an editor sends of one question. */
export interface AnswerSent {
  readonly subAnswerId: string;
  readonly answer?: object | null;
  readonly expectedRevision: number;
}

/** Somebody at a screen of their own, who writes drafts by the graph. */
export function writer(stack: Pick<InProcessStack, 'gatewayUrl' | 'token'>, user: SignedIn) {
  const asks = async (document: string, variables: Record<string, unknown>): Promise<Answer> =>
    ask(stack.gatewayUrl, await stack.token(user), document, variables);
  async function asked<T>(document: string, variables: Record<string, unknown>, field: string): Promise<T> {
    const answer = await asks(document, variables);
    if (answer.errors) throw new Error(answer.text);
    return (answer.data as unknown as Record<string, T>)[field] as T;
  }
  return {
    asks,
    create: (personId: string, { typeId = FK7804, idempotencyKey = randomUUID() as string } = {}) =>
      asked<DraftResult>(
        `mutation ($input: CreateDraftInput!) { createDraft(input: $input) { draft { ${DRAFT} } ${ERRORS} } }`,
        { input: { typeId, personId, idempotencyKey } },
        'createDraft',
      ),
    save: (draftId: string, ...answers: AnswerSent[]) =>
      asked<DraftResult>(
        `mutation ($input: SaveAnswersInput!) { saveAnswers(input: $input) { draft { ${DRAFT} } ${ERRORS} } }`,
        { input: { draftId, answers } },
        'saveAnswers',
      ),
    remove: (draftId: string, expectedRevision: number) =>
      asked<DraftResult>(
        `mutation ($input: DeleteDraftInput!) { deleteDraft(input: $input) { draft { ${DRAFT} } ${ERRORS} } }`,
        { input: { draftId, expectedRevision } },
        'deleteDraft',
      ),
    read: (id: string) => asked<ShownDraft | null>(`query ($id: ID!) { draft(id: $id) { ${DRAFT} } }`, { id }, 'draft'),
    list: async (where: {
      unit?: string;
      patient?: string;
      statuses?: string[];
      first?: number;
      after?: string | null;
    }) =>
      asked<{
        edges: { node: ShownDraft; cursor: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string | null };
      }>(
        `query ($unit: ID, $patient: ID, $statuses: [DraftStatus!], $first: Int!, $after: String) {
          drafts(unit: $unit, patient: $patient, statuses: $statuses, first: $first, after: $after) {
            edges { cursor node { ${DRAFT} } } pageInfo { hasNextPage endCursor } } }`,
        { first: 100, ...where },
        'drafts',
      ),
  };
}

export type Writer = ReturnType<typeof writer>;

/** What a draft says of one question, with its revision. */
export const answerIn = (draft: ShownDraft | null, subAnswerId: string) =>
  draft?.answers.find((answer) => answer.subAnswerId === subAnswerId);

/** A draft that is there, or the test is over. */
export async function begun(doctor: Writer, personId: string): Promise<ShownDraft> {
  const { draft, errors } = await doctor.create(personId);
  if (!draft) throw new Error(JSON.stringify(errors));
  return draft;
}

/** Answers to which nothing has to be added: the patient is quarantined. Of nobody's words. */
export const COMPLETE: readonly AnswerSent[] = [
  { subAnswerId: '27.1', answer: { boolean: true }, expectedRevision: 0 },
  {
    subAnswerId: '6.1',
    answer: { diagnoses: [{ code: 'Z223', codeSystem: 'ICD_10_SE', description: 'Bärare av smittämne' }] },
    expectedRevision: 0,
  },
  {
    subAnswerId: '32.1',
    answer: { codedPeriods: [{ code: 'HELT_NEDSATT', from: '2026-11-20', to: '2026-11-30' }] },
    expectedRevision: 0,
  },
];
