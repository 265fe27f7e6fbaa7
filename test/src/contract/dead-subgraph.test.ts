import { globalId, TEXTS } from '@intygsgraf/kernel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { certificateOf } from '../support/agency.ts';
import { type Answer, ask, subscribe } from '../support/graph-client.ts';
import type { PartName } from '../support/in-process-stack.ts';
import { ajla, units } from '../support/people.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';

const certificate = globalId('Certificate', certificateOf(units.alfaMedicincentrum));

let stack: SeededStack;
let token: string;
const asks = (query: string, variables: Record<string, unknown> = {}): Promise<Answer> =>
  ask(stack.gatewayUrl, token, query, variables);

/** A system of its own in which one part is dead. */
function without(name: PartName): void {
  beforeAll(async () => {
    stack = await startSeededStack();
    token = await stack.token(ajla);
    await stack.stopOne(name);
  });
  afterAll(() => stack.stop());
}

/**
 * The errors say that something does not answer and where in the answer it lacks, and not a word more. The planner
 * names the thing that another subgraph would have added to, without its place in a list.
 */
function expectUnavailable({ errors = [] }: Answer, ...paths: string[]): void {
  const shown = errors.map(({ message, extensions, ...place }) => ({ message, ...extensions, ...place }));
  expect(shown.length).toBeGreaterThan(0);
  for (const error of shown) {
    const { path, facts, ...rest } = error as Record<string, unknown>;
    expect(rest).toEqual({ message: TEXTS.UNAVAILABLE.en, code: 'UNAVAILABLE', userMessage: TEXTS.UNAVAILABLE });
    expect(paths).toContain((path as unknown[]).filter((part) => typeof part === 'string').join('.'));
    // which of our services it is may be told; where it is, may not
    if (facts !== undefined) expect(facts).toEqual({ service: expect.stringMatching(/^[a-z-]+$/) });
  }
  const told = JSON.stringify(errors);
  expect(told).not.toMatch(/127\.0\.0\.1|localhost|http|ECONN|fetch|variables|query|stack|TSTNMT|Certificate_|\d{4,}/);
}

const data = (answer: Answer) => answer.data as unknown as Record<string, never>;

describe('Without the cases', () => {
  without('cases');

  it('the units are there, without their counts', async () => {
    const answer = await asks('{ viewer { hsaId units { name unhandled { total } } } }');
    const { viewer } = data(answer) as unknown as { viewer: { hsaId: string; units: object[] } };
    expect(viewer.hsaId).toBe(ajla.sub);
    expect(viewer.units.length).toBeGreaterThan(1);
    for (const unit of viewer.units) expect(unit).toEqual({ name: expect.any(String), unhandled: null });
    expectUnavailable(answer, 'viewer.units');
  });

  it('a certificate is there, without its cases', async () => {
    const answer = await asks(
      'query ($id: ID!) { certificate(id: $id) { certificateId cases { text } unit { name } } }',
      {
        id: certificate,
      },
    );
    expect(data(answer)).toEqual({
      certificate: {
        certificateId: certificateOf(units.alfaMedicincentrum),
        cases: null,
        unit: { name: 'Alfa Medicincentrum' },
      },
    });
    expectUnavailable(answer, 'certificate');
  });

  it('what is theirs alone is refused, and the rest of the question answered', async () => {
    const answer = await asks('query ($of: [ID!]!) { viewer { hsaId } unhandled(units: $of) { total } }', {
      of: [units.alfaMedicincentrum],
    });
    expect(data(answer)).toEqual({ viewer: { hsaId: ajla.sub }, unhandled: null });
    expectUnavailable(answer, 'unhandled');
  });

  it.each([
    ['of the hub', 'total'],
    ['of the graph', 'total unit { hsaId }'],
  ])('a subscription %s is refused with the reason', async (_, selection) => {
    const document = `subscription ($units: [ID!]!) { unhandled(units: $units) { ${selection} } }`;
    const watching = subscribe(stack.gatewayUrl, token, document, { units: [units.alfaMedicincentrum] });
    await eventually(() => expect(watching.events.length).toBeGreaterThan(0), { timeout: 10_000 });
    const told = JSON.stringify(watching.events);
    expect(told).toContain('UNAVAILABLE');
    expect(told).not.toMatch(/127\.0\.0\.1|ECONN|TSTNMT/);
    await watching.close();
  });

  it('a message of an agency is not lost: the agency is told to send it again', async () => {
    const headers = { 'content-type': 'text/xml' };
    const url = `${stack.gatewayUrl}/soap/SendMessageToCare/2`;
    const { status } = await fetch(url, { method: 'POST', headers, body: '<message/>' });
    expect(status).toBe(503);
  });
});

describe('Without the certificates', () => {
  without('certificates');

  it('the cases are there, without their certificates', async () => {
    const answer = await asks(
      '{ cases(first: 3) { edges { node { text certificate { certificateId } unit { name } } } } }',
    );
    const { cases } = data(answer) as unknown as { cases: { edges: { node: object }[] } };
    expect(cases.edges).toHaveLength(3);
    for (const { node } of cases.edges)
      expect(node).toEqual({ text: expect.any(String), certificate: null, unit: { name: expect.any(String) } });
    expectUnavailable(answer, 'cases.edges.node.certificate');
  });
});

describe('Without the decision support', () => {
  without('decision-support');

  it('a certificate is there, without what is known of its diagnoses', async () => {
    const answer = await asks(
      `query ($id: ID!) { certificate(id: $id) { certificateId answers {
        ... on DiagnosesAnswer { diagnoses { code diagnosis { title } } } } } }`,
      { id: certificate },
    );
    const { certificate: found } = data(answer) as unknown as {
      certificate: { certificateId: string; answers: { diagnoses?: object[] }[] };
    };
    expect(found.certificateId).toBe(certificateOf(units.alfaMedicincentrum));
    const diagnoses = found.answers.flatMap((each) => each.diagnoses ?? []);
    expect(diagnoses.length).toBeGreaterThan(0);
    for (const diagnosis of diagnoses) expect(diagnosis).toEqual({ code: expect.any(String), diagnosis: null });
    expectUnavailable(answer, 'certificate.answers.diagnoses.diagnosis');
  });
});

describe('Without the users', () => {
  without('users');

  it('nobody is known, so nothing is shown, and the reason is told', async () => {
    const answer = await asks('{ viewer { hsaId } cases(first: 3) { edges { cursor } } }');
    expect(answer.data ?? {}).not.toHaveProperty('viewer.hsaId');
    expect(answer.data ?? {}).not.toHaveProperty('cases.edges');
    expectUnavailable(answer, 'viewer', 'cases');
  });
});
