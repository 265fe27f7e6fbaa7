import { readFile } from 'node:fs/promises';
import {
  buildASTSchema,
  type GraphQLSchema,
  isObjectType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { WAYS } from '../support/ways-in.ts';

/** What says nothing of a patient: registers that everybody may read. */
const OPEN = [
  /^Diagnosis(?:Suggestions?)?\./,
  /^Query\.diagnos[ei]s$/,
  /^(?:Diagnosis)?Guidance|^(?:CodeTitle|RecommendedLength|Recommendation|RegisterSource|TextBlock|TypicalCase)\./,
  /^(?:DiagnosisGroup|ImportCount|Icf\w+|ImportRegister\w+|RegisterChanges?|RegisterEdition|RegisterImport)\./,
  /^Query\.(?:guidance|guidanceDocument|icf\w+|recommendations|register\w+)$/,
  /^Mutation\.importRegister$/,
  /^SickLeavePeriod\./,
  /^Risk(?:Support|Question|Choice|Advice|Statistics|LengthShare)\./,
  /^Query\.riskSupport$/,
  /^Query\.sickLeavePeriod$/,
  /^Form/,
  /^CertificateType\./,
  /^MinimalPrint\./,
  /^Query\.certificateTypes?$/,
  /^Query\.validateCertificate$/,
];
/** What no stranger can try but by listening, and what is another one each time: their own scenarios do. */
const ELSEWHERE = [/^Subscription\.unhandled$/, /^Mutation\.createSocketTicket$/, /^SocketTicket\./];

const isHidden = (node: { readonly directives?: readonly { readonly name: { readonly value: string } }[] }): boolean =>
  node.directives?.some(({ name }) => name.value === 'inaccessible') ?? false;

/** The graph as a client may see it: the supergraph without what is for services only. */
async function publicSchema(): Promise<GraphQLSchema> {
  const supergraph = await readFile(new URL('../../../gateway/supergraph.graphql', import.meta.url), 'utf8');
  const shown = visit(parse(supergraph), {
    enter(node) {
      const defines = node.kind.endsWith('Definition') && node.kind !== Kind.OPERATION_DEFINITION;
      return defines && isHidden(node as never) ? null : undefined;
    },
  });
  return buildASTSchema(shown, { assumeValidSDL: true });
}

const fieldsOf = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));

function fieldsTried(schema: GraphQLSchema): Set<string> {
  const tried = new Set<string>();
  for (const { document } of WAYS) {
    const types = new TypeInfo(schema);
    const enter = () => {
      const [parent, field] = [types.getParentType(), types.getFieldDef()];
      if (!parent || !field) return;
      const objects = isObjectType(parent) ? [parent] : schema.getPossibleTypes(parent as never);
      for (const { name } of objects) tried.add(`${name}.${field.name}`);
    };
    visit(parse(document), visitWithTypeInfo(types, { Field: { enter } }));
  }
  return tried;
}

describe('Every field of the graph', () => {
  it('is among those that strangers try', async () => {
    const schema = await publicSchema();
    const tried = fieldsTried(schema);
    const untried = fieldsOf(schema).filter(
      (field) => !tried.has(field) && ![...OPEN, ...ELSEWHERE].some((pattern) => pattern.test(field)),
    );
    expect(untried).toEqual([]);
  });
});
