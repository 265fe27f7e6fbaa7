import { typeOfRow } from '@intygsgraf/certificates';
import { questionsOf } from '@intygsgraf/certificates/rules';
import { beforeAll, describe, expect, it } from 'vitest';
import { type OfficialRules, openOfficialRules } from '../counterparts/agency/official-rules.ts';
import { messageValidator } from '../support/rivta-schemas.ts';
import { bytesOf, conformanceFolder, type FolderRow } from './conformance-folder.ts';
import { directedChanges, vocabularyOf } from './directed-changes.ts';
import { isExplained, nameOf, oursAgainst, PUBLISHED, theirsAgainst } from './official-verdicts.ts';

/** Changes of each type, spread over all that can be made; `DIRECTED=all` makes them all, which takes half an hour. */
const SOME = process.env['DIRECTED'] === 'all' ? Infinity : 8;
/** The published rules read the machine's clock. */
const today = new Date().toISOString().slice(0, 10);

const here = conformanceFolder('certificates with one change are not held against the nation’s rules');
const isSound = (row: FolderRow): boolean =>
  row.format === 'rivta-RegisterCertificate-v3-xml' && row.expect === 'pass' && typeof row.schematron === 'string';
const byType = [...Map.groupBy((here?.rows ?? []).filter(isSound), ({ type, version }) => `${type} ${version}`)];

/** Each change once, in the longest of the messages that it can be made in. */
function changesOf(messages: readonly string[], lengths: ReadonlyMap<string, number>) {
  const vocabulary = vocabularyOf(messages, { today, lengths });
  const changes = new Map<string, () => string>();
  for (const message of messages.toSorted((one, other) => other.length - one.length))
    for (const { name, xml } of directedChanges(message, vocabulary)) if (!changes.has(name)) changes.set(name, xml);
  return changes;
}

describe.skipIf(!here).each(byType)('A sound certificate of %s with one thing changed', (_, rows) => {
  let rules: OfficialRules;
  let faultOf: (xml: string) => string | undefined;
  beforeAll(async () => {
    rules = await openOfficialRules();
    faultOf = messageValidator('RegisterCertificate', '3.1');
  });

  it(
    'is judged as the nation’s rules judge it, or refused for a reason that is told',
    () => {
      const [first] = rows;
      const type = first && typeOfRow(first);
      const published = type && PUBLISHED[nameOf(type)];
      // nobody writes FK7263 any more: its rules look at nothing but the periods
      if (!type || !here || published === undefined) return expect(type?.id).toBe('fk7263');
      const lengths = new Map(
        questionsOf(type).flatMap((one) => ('maxLength' in one ? [[one.field, one.maxLength]] : [])),
      );
      const messages = rows.map((row) => new TextDecoder().decode(bytesOf(here.folder, row)));
      const all = [...changesOf(messages, lengths)];
      const step = Math.max(1, Math.floor(all.length / SOME));
      const differing = all.flatMap(([name, change], place) => {
        if (place % step !== 0) return [];
        const xml = change();
        const fault = faultOf(xml);
        const theirs = fault === undefined ? theirsAgainst(rules, xml, published) : [fault];
        const ours = oursAgainst(type, new TextEncoder().encode(xml), today);
        const isSame = (ours.length === 0) === (theirs.length === 0);
        return isSame || isExplained({ type: nameOf(type), ours, theirs }) ? [] : [{ name, ours, theirs }];
      });
      expect(differing).toEqual([]);
    },
    SOME === Infinity ? 3_600_000 : 60_000,
  );
});
