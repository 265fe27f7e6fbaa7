import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { publishedSchemas } from './published-schemas.ts';
import { type ReadRules, runnerOf } from './rules-runner.ts';

/**
 * What a type's published rules (schematron) say against a message, one text a broken rule; `type` as lisjp.v1. With
 * `enough`, they are not asked for more than so many.
 */
export type OfficialRules = (xml: string, type: string, enough?: number) => readonly string[];

let opened: Promise<OfficialRules> | undefined;

/**
 * Opens the published rules; each type's are read once for a process. A type without rules has one fault: that there are
 * none. Throws when the published schemas are not at hand. The libraries are loaded here, as it takes a while.
 */
export const openOfficialRules = (): Promise<OfficialRules> => (opened ??= openRules());

async function openRules(): Promise<OfficialRules> {
  const files = rulesFiles();
  const [{ Schema }, { parseXmlDocument }] = await Promise.all([import('node-schematron'), import('slimdom')]);
  const run = runnerOf();
  const byType = new Map<string, (document: unknown) => Generator<string>>();
  const open = (type: string, file: string) => {
    const rules = run(Schema.fromString(readFileSync(file, 'utf8')) as ReadRules);
    byType.set(type, rules);
    return rules;
  };
  return (xml, type, enough = Infinity) => {
    const file = files.get(type);
    if (file === undefined) return [`no rules for ${type}`];
    const rules = byType.get(type) ?? open(type, file);
    const broken: string[] = [];
    for (const told of rules(parseXmlDocument(xml))) {
      broken.push(told);
      if (broken.length >= enough) break;
    }
    return broken;
  };
}

/** The files of the nation's rules, and of the newer ones that are published with certificate-service, by type. */
function rulesFiles(): ReadonlyMap<string, string> {
  const folders = ['schematron-flat', 'schematron-certificate-service-flat'].map((name) =>
    path.join(publishedSchemas, name),
  );
  return new Map(
    folders.flatMap((folder) =>
      readdirSync(folder).map((file) => [path.basename(file, '.sch'), path.join(folder, file)] as const),
    ),
  );
}
