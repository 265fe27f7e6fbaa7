import { Kind, type ObjectTypeDefinitionNode, parse } from 'graphql';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { certificateOf } from '../support/agency.ts';
import { type Answer, codesOf } from '../support/graph-client.ts';
import { ajla } from '../support/people.ts';
import { setFault } from '../support/person-service.ts';
import { digest, targetOf } from '../support/rows.ts';
import { everySecret, leaks } from '../support/secrets.ts';
import { type SeededStack, startSeededStack } from '../support/seeded-stack.ts';
import { bySomeWays, type Target, tryWay, type Way, WAYS } from '../support/ways-in.ts';

/** Root fields that are about no certificate and no case. */
const ABOUT_NOBODY = [
  'createSocketTicket',
  'diagnosis',
  'certificateType',
  'certificateTypes',
  'guidance',
  'guidanceDocument',
  'icfAnswer',
  'icfCategories',
  'icfSelections',
  'importRegister',
  'recommendations',
  'registerChanges',
  'registerEditions',
  'registerImports',
  'riskSupport',
  'sickLeavePeriod',
  'validateCertificate',
];

let stack: SeededStack;
let target: Target;
beforeAll(async () => {
  stack = await startSeededStack();
  // the newest of the unit's cases: others come after it
  target = await targetOf(stack.database, certificateOf(ajla.unit, 3));
});
afterAll(() => stack.stop());

const tries = async (way: Way): Promise<Answer> =>
  tryWay(stack.gatewayUrl, await stack.token(ajla), way, ajla.unit, target);

/** They lead to no patient: one names a prediction that there is none of, the other the user's own session. */
const TO_NOBODY = ['giving a view of a risk', 'going to another unit'];

/** The ways that lead to a patient or change something; the others lead to numbers alone. */
const [toPatients, toNumbers] = [true, false].map((leads) =>
  WAYS.filter(({ name, document }) => !TO_NOBODY.includes(name) && /patient \{|^mutation/.test(document) === leads),
) as [Way[], Way[]];

/** Numbers that a way shows; they go within ten seconds, all else at once. */
const numbersBy = async (way: Way): Promise<string[]> => {
  const { text } = await tries(way);
  expect(text).toContain('"state":"PU_PROBLEM"');
  return text.match(/"(?:total|complement|answer|read|waiting|certificates|overdue)":\d+/g) ?? [];
};
const SOON = { timeout: 10_000, interval: 200 };

/** What the public schema offers to ask and to change. */
async function publicRootFields(): Promise<string[]> {
  const supergraph = parse(await readFile(new URL('../../../gateway/supergraph.graphql', import.meta.url), 'utf8'));
  const roots = supergraph.definitions.filter(
    (type): type is ObjectTypeDefinitionNode =>
      type.kind === Kind.OBJECT_TYPE_DEFINITION && ['Query', 'Mutation', 'Subscription'].includes(type.name.value),
  );
  return roots
    .flatMap(({ fields }) => fields ?? [])
    .filter(({ directives }) => !directives?.some(({ name }) => name.value === 'inaccessible'))
    .map(({ name }) => name.value);
}

describe('Patients', () => {
  it(
    'W65 nothing can be done with certificates or cases while the person service does not answer',
    { timeout: 90_000 },
    async () => {
      const offered = (await publicRootFields()).filter((field) => !ABOUT_NOBODY.includes(field));
      const asked = (field: string) => WAYS.some(({ document }) => new RegExp(`\\b${field}[ (]`).test(document));
      expect(offered).toContain('case');
      expect(offered.filter((field) => !asked(field))).toEqual([]);
      for (const way of WAYS) expect(codesOf(await tries(way)), way.name).toEqual([]);
      const before = await digest(stack.database);
      for (const mode of ['down', 'hang'] as const) {
        await setFault(stack.personServiceUrl, mode);
        const answers = await bySomeWays(toPatients, async (way) => ({ name: way.name, ...(await tries(way)) }));
        for (const { name, text } of answers) {
          expect(text, name).toContain('"code":"PU_PROBLEM"');
          expect(leaks(text, everySecret), name).toEqual([]);
        }
        for (const way of toNumbers) await eventually(async () => expect(await numbersBy(way)).toEqual([]), SOON);
      }
      expect(await digest(stack.database)).toEqual(before);
    },
  );
});
