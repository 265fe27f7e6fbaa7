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
    for (const { rules } of schema.patterns) for (const rule of rules) rule.context = rule.context.replace(/^\/\//, '');
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
