import { composeSupergraph, type SubgraphSdl } from '@intygsgraf/gateway';
import { readFile } from 'node:fs/promises';
import { type DefinitionNode, type FieldDefinitionNode, Kind, parse, type TypeDefinitionNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { ask, codesOf } from '../support/graph-client.ts';
import { type InProcessStack, startInProcessStack } from '../support/in-process-stack.ts';
import { ajla } from '../support/people.ts';
import { subgraphSchemas } from './subgraph-schemas.ts';

const file = new URL('../../../gateway/supergraph.graphql', import.meta.url);

let checkedIn: string;
let subgraphs: SubgraphSdl[];
beforeAll(async () => {
  checkedIn = await readFile(file, 'utf8');
  subgraphs = await subgraphSchemas();
});

type Type = Extract<DefinitionNode, TypeDefinitionNode>;
const ROOTS = ['Query', 'Mutation', 'Subscription'];

/** The types of a schema that are ours, not the federation's. */
const typesOf = (sdl: string): Type[] =>
  parse(sdl).definitions.filter(
    (node): node is Type =>
      'name' in node && node.kind.endsWith('TypeDefinition') && !/^_|__/.test(node.name?.value ?? ''),
  );

const fieldsOf = (type: Type): readonly FieldDefinitionNode[] =>
  type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION ? (type.fields ?? []) : [];

/** Everything in a schema that a reader may look up, as `Type.field(argument)`, and whether it is described there. */
function described(sdl: string): [coordinate: string, isDescribed: boolean][] {
  return typesOf(sdl).flatMap((type) => {
    const name = type.name.value;
    const own: [string, boolean][] = ROOTS.includes(name) ? [] : [[name, !!type.description]];
    const parts = [
      ...fieldsOf(type),
      ...(type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION ? (type.fields ?? []) : []),
      ...(type.kind === Kind.ENUM_TYPE_DEFINITION ? (type.values ?? []) : []),
    ].map((part): [string, boolean] => [`${name}.${part.name.value}`, !!part.description]);
    const args = fieldsOf(type).flatMap((field) =>
      (field.arguments ?? []).map((arg): [string, boolean] => [
        `${name}.${field.name.value}(${arg.name.value})`,
        !!arg.description,
      ]),
    );
    return [...own, ...parts, ...args];
  });
}

describe('The supergraph', () => {
  it('that is checked in is the one of the subgraphs as they are; if not, run `npm run supergraph`', () => {
    expect(checkedIn === composeSupergraph(subgraphs), 'stale: run `npm run supergraph`').toBe(true);
  });

  it('is of the four subgraphs, and holds no address', () => {
    expect(subgraphs.map(({ name }) => name)).toEqual(['users', 'decision-support', 'certificates', 'cases']);
    const addresses = [...checkedIn.matchAll(/url: "([^"]+)"/g)].map(([, url]) => url ?? '');
    const elsewhere = addresses.filter(
      (url) => !/^http:\/\/[\w-]+\.invalid\/|^https:\/\/specs\.apollo\.dev\//.test(url),
    );
    expect(elsewhere).toEqual([]);
  });

  it('describes all that it has: each type, field, argument and value, where it is owned', () => {
    const all = subgraphs.flatMap(({ sdl }) => described(sdl));
    // a subgraph that points at another one's type names it and its key; the owner describes them
    const known = new Set(all.flatMap(([coordinate, isDescribed]) => (isDescribed ? [coordinate] : [])));
    expect(all.length).toBeGreaterThan(100);
    expect(all.map(([coordinate]) => coordinate).filter((coordinate) => !known.has(coordinate))).toEqual([]);
  });

  it.each(['users', 'decision-support', 'certificates', 'cases'])(
    'has nothing of %s without a description but what points at another subgraph',
    (name) => {
      const sdl = subgraphs.find((subgraph) => subgraph.name === name)?.sdl ?? '';
      const pointers = typesOf(sdl).filter(
        (type) => !type.description && type.directives?.some((directive) => directive.name.value === 'key'),
      );
      const undescribed = described(sdl).filter(([, isDescribed]) => !isDescribed);
      const elsewhere = undescribed.filter(([at]) => !pointers.some((type) => at.split('.')[0] === type.name.value));
      expect(elsewhere).toEqual([]);
    },
  );
});

describe('What is for our own services', () => {
  const FOR_SERVICES = [
    'beginComplement',
    'certificateEvents',
    'certificateEventsHeard',
    'certificateFacts',
    'directoryRevision',
    'forgetRiskPredictions',
    'keepRiskPrediction',
    'movedSessions',
    'personFacts',
    'personServiceAnswers',
    'redeemSocketTicket',
    'sickLeaveAssessment',
    'unhandledClasses',
    'unhandledOfClasses',
    'unhandledProbe',
    'viewersOf',
  ];
  const isHidden = ({ directives }: Pick<Type, 'directives'>): boolean =>
    !!directives?.some((directive) => directive.name.value === 'inaccessible');

  let stack: InProcessStack;
  let token: string;
  beforeAll(async () => {
    stack = await startInProcessStack({ url: (await freshDatabase()).url });
    token = await stack.token(ajla);
  });
  afterAll(() => stack.stop());

  it('are these fields and no others', () => {
    const roots = typesOf(checkedIn).filter((type) => ROOTS.includes(type.name.value));
    const hidden = roots.flatMap(fieldsOf).filter(isHidden);
    expect(hidden.map(({ name }) => name.value).toSorted()).toEqual(FOR_SERVICES);
  });

  it('is hidden wherever its description says so', () => {
    const types = typesOf(checkedIn).flatMap((type) => [type, ...fieldsOf(type)]);
    const said = types.filter(({ description }) => /services only|live hub only/i.test(description?.value ?? ''));
    expect(said.length).toBeGreaterThan(0);
    expect(said.filter((node) => !isHidden(node)).map(({ name }) => name.value)).toEqual([]);
  });

  it.each([...FOR_SERVICES, '_entities', '_service'])('cannot be asked by a user: %s', async (field) => {
    const answer = await ask(stack.gatewayUrl, token, `{ ${field} { __typename } }`);
    expect(codesOf(answer)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(answer.text).toContain(`Cannot query field \\"${field}\\"`);
  });

  it.each(FOR_SERVICES)('is not told to a user who misspells it: %s', async (field) => {
    const answer = await ask(stack.gatewayUrl, token, `{ ${field.slice(0, -1)} { __typename } }`);
    expect(answer.text).toContain('Cannot query field');
    expect(answer.text).not.toContain(field);
  });

  it('has types that a user cannot name', async () => {
    const hidden = typesOf(checkedIn).filter(isHidden);
    expect(hidden.length).toBeGreaterThan(0);
    for (const { name } of hidden) {
      const answer = await ask(stack.gatewayUrl, token, `{ viewer { ... on ${name.value} { __typename } } }`);
      expect(answer.text, name.value).toContain(`Unknown type \\"${name.value}\\"`);
    }
  });
});
