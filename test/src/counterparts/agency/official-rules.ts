import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { publishedSchemas } from './published-schemas.ts';

/** What a type's published rules (schematron) say against a message, one text a broken rule; `type` as lisjp.v1. */
export type OfficialRules = (xml: string, type: string) => readonly string[];

/**
 * Opens the published rules; each type's are compiled once. A type without rules has one fault: that there are none.
 * Throws when the published schemas are not at hand. The library is loaded here, as it takes a while.
 */
export async function openOfficialRules(): Promise<OfficialRules> {
  const folder = path.join(publishedSchemas, 'schematron-flat');
  const files = new Set(readdirSync(folder));
  const { Schema } = await import('node-schematron');
  const compiled = new Map<string, InstanceType<typeof Schema>>();
  const compile = (file: string) => {
    const schema = Schema.fromString(readFileSync(path.join(folder, file), 'utf8'));
    // The library looks for a rule's context from each node; one that looks from the root again takes it many times as
    // long, and finds the same.
    for (const pattern of schema.patterns)
      for (const rule of pattern.rules) {
        rule.context = rule.context.replace(/^\/\//, '');
        inline(pattern, rule);
      }
    for (const pattern of schema.patterns) pattern.variables = pattern.variables.filter(isText);
    compiled.set(file, schema);
    return schema;
  };
  return (xml, type) => {
    const file = `${type}.sch`;
    if (!files.has(file)) return [`no rules for ${type}`];
    const rules = compiled.get(file) ?? compile(file);
    return rules.validateString(xml, {}).map(({ message }) => String(message ?? '').trim());
  };
}

interface Variables {
  variables: { readonly name: string; readonly value: string }[];
}

interface RuleText extends Variables {
  context: string;
  readonly asserts: { test: string; readonly message: (string | object)[] }[];
}

/**
 * Says what a variable is where it is named: the library hands on values as JavaScript's, and cannot hand on a date. Texts
 * that stand there as they are stay, as messages name them, too.
 */
function inline(pattern: Variables, rule: RuleText): void {
  const computed = [...pattern.variables, ...rule.variables].filter((variable) => !isText(variable));
  const say = (expression: string): string =>
    computed.reduceRight(
      // what follows a name in XPath may not be part of it
      (text, { name, value }) => text.replaceAll(new RegExp(`\\$${name}(?![\\w.-])`, 'g'), () => `(${value})`),
      expression,
    );
  rule.context = say(rule.context);
  for (const assert of rule.asserts) {
    // not by its text: within a predicate it would be about another node
    assert.test = computed.reduceRight(
      (test, { name, value }) => `let $${name} := (${value}) return (${test})`,
      assert.test,
    );
    for (const part of assert.message) if (isShownValue(part)) part.select = say(part.select);
  }
  rule.variables = rule.variables.filter(isText);
}

const isShownValue = (part: string | object): part is { select: string } =>
  typeof part === 'object' && 'select' in part && typeof part.select === 'string';

const isText = ({ value }: { readonly value: string }): boolean => /^'[^']*'$/.test(value.trim());
