import { globalId } from '@intygsgraf/kernel/domain';
import { eventually } from './eventually.ts';
import { ask } from './graph-client.ts';
import type { SignedIn } from './people.ts';
import type { SeededStack } from './seeded-stack.ts';

export interface ShownMessage {
  readonly id: string;
  readonly kind: 'QUESTION' | 'ANSWER' | 'REMINDER';
  readonly sender: 'AGENCY' | 'CARE';
  readonly text: string;
  readonly delivery: { readonly state: string; readonly attempts: number; readonly fault: string | null } | null;
}

export interface ShownCase {
  readonly id: string;
  readonly subject: string;
  readonly askedBy: 'AGENCY' | 'CARE';
  readonly status: string;
  readonly requiredAction: string;
  readonly answerBy: string | null;
  readonly hasReminder: boolean;
  readonly answeredAt: string | null;
  readonly messages: readonly ShownMessage[];
  readonly actions: readonly { readonly action: string; readonly refusals: string[] }[];
}

export interface Changed {
  readonly case: ShownCase | null;
  readonly errors: readonly { readonly code: string; readonly path: string | null }[];
}

const CASE = `id subject askedBy status requiredAction answerBy hasReminder answeredAt
  messages { id kind sender text delivery { state attempts fault } } actions { action refusals }`;
const CHANGED = `{ case { ${CASE} } errors { code path } }`;
const ASK = `mutation ($input: AskAgencyInput!) { askAgency(input: $input) ${CHANGED} }`;
const ANSWER = `mutation ($input: AnswerCaseInput!) { answerCase(input: $input) ${CHANGED} }`;
const MARK = (name: string) => `mutation ($input: CaseChangeInput!) { ${name}(input: $input) ${CHANGED} }`;
const LIST = `query ($units: [ID!], $filter: CaseFilter!, $certificate: ID, $askedBy: CaseParty) {
  cases(units: $units, filter: $filter, certificate: $certificate, askedBy: $askedBy, first: 100) {
    edges { node { ${CASE} } } } }`;
const NUMBERS = 'total complement answer read waiting certificates overdue';
export const COUNTS = `subscription ($units: [ID!]!) { unhandled(units: $units) { hsaId ${NUMBERS} version } }`;

/** The numbers of a unit as a client hears them. */
export type Count = Readonly<
  Record<'total' | 'complement' | 'answer' | 'read' | 'waiting' | 'certificates', number>
> & {
  readonly version: number;
};

let writes = 0;
/** A key that no other write of this run has. */
export const newKey = (): string => `write-${(writes += 1)}`;

/** What staff may do with cases, through the gateway, as any client would. */
export function correspondent(stack: SeededStack, user: SignedIn) {
  const run = async (document: string, variables: object) => {
    const { data, errors } = await ask(stack.gatewayUrl, await stack.token(user), document, { ...variables });
    if (errors || !data) throw new Error(JSON.stringify(errors));
    return Object.values(data)[0] as unknown;
  };
  const change = async (document: string, input: object) => (await run(document, { input })) as Changed;
  /** On a busy machine a part may not answer in time: under its key a write is done once, however often it is tried. */
  const write = (document: string, input: object): Promise<Changed> =>
    eventually(
      async () => {
        const changed = await change(document, input);
        if (changed.errors.some(({ code }) => code === 'UNAVAILABLE')) throw new Error('not now');
        return changed;
      },
      { timeout: 25_000 },
    );
  return {
    asks: (certificateId: string, question: object = {}) =>
      write(ASK, {
        certificateId: globalId('Certificate', certificateId),
        subject: 'CONTACT',
        text: 'När är beslutet klart?',
        idempotencyKey: newKey(),
        ...question,
      }),
    answers: (caseId: string, answer: object = {}) =>
      write(ANSWER, { caseId, text: 'Vi ringer på fredag.', idempotencyKey: newKey(), ...answer }),
    handles: (caseId: string) => change(MARK('markCaseHandled'), { caseId }),
    unhandles: (caseId: string) => change(MARK('markCaseUnhandled'), { caseId }),
    sendsAgain: (caseId: string) => change(MARK('sendCaseMessageAgain'), { caseId }),
    async lists(filter: string, wanted: object = {}): Promise<ShownCase[]> {
      const { edges } = (await run(LIST, { filter, ...wanted })) as { edges: { node: ShownCase }[] };
      return edges.map(({ node }) => node);
    },
    shows: async (caseId: string) =>
      (await run(`query ($id: ID!) { case(id: $id) { ${CASE} } }`, { id: caseId })) as ShownCase,
  };
}
