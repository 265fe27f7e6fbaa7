import { findCertificateType, typeOfRow } from '@intygsgraf/certificates';
import { type CertificateType, questionsOf } from '@intygsgraf/certificates/rules';
import { beforeAll, describe, expect, it } from 'vitest';
import { type OfficialRules, openOfficialRules } from '../counterparts/agency/official-rules.ts';
import { messageValidator } from '../support/rivta-schemas.ts';
import { bytesOf, conformanceFolder, type FolderRow } from './conformance-folder.ts';
import { soundMessages } from './drafted.ts';
import { directedChanges, vocabularyOf } from './directed-changes.ts';
import { oursAgainst, PUBLISHED, theirsAgainst } from './official-verdicts.ts';
import { type Tally, tallyOf } from './tally.ts';

/** Changes of each type, spread over all that can be made; `DIRECTED=all` makes them all, which takes some minutes. */
const SOME = process.env['DIRECTED'] === 'all' ? Infinity : 6;
/** The published rules read the machine's clock. */
const today = new Date().toISOString().slice(0, 10);

const here = conformanceFolder('certificates with one change are not held against the nation’s rules');
const isSound = (row: FolderRow): boolean =>
  row.format === 'rivta-RegisterCertificate-v3-xml' && row.expect === 'pass' && typeof row.schematron === 'string';
const rows = (here?.rows ?? []).filter(isSound);

/** Sound certificates of a type that lie beside the project; where there are none, drafts of our own. */
function messagesOf(type: CertificateType): readonly string[] {
  const own = rows.filter((row) => typeOfRow(row) === type);
  if (own.length === 0) return soundMessages(type, today, 10);
  return own.map((row) => new TextDecoder().decode(bytesOf(here?.folder ?? '', row)));
}

/** Each change once, in the longest of the messages that it can be made in. */
function changesOf(messages: readonly string[], lengths: ReadonlyMap<string, number>) {
  const vocabulary = vocabularyOf(messages, { today, lengths });
  const changes = new Map<string, () => string>();
  for (const message of messages.toSorted((one, other) => other.length - one.length))
    for (const { name, xml } of directedChanges(message, vocabulary)) if (!changes.has(name)) changes.set(name, xml);
  return changes;
}

/** The longest text of each sub-answer. */
const lengthsOf = (type: CertificateType): ReadonlyMap<string, number> =>
  new Map(questionsOf(type).flatMap((one) => ('maxLength' in one ? [[one.field, one.maxLength]] : [])));

describe.skipIf(!here).each(Object.entries(PUBLISHED))(
  'A sound certificate of %s with one thing changed',
  (name, published) => {
    let rules: OfficialRules;
    let faultOf: (xml: string) => string | undefined;
    beforeAll(async () => {
      rules = await openOfficialRules();
      faultOf = messageValidator('RegisterCertificate', '3.1');
    });

    /** Holds changes against the schema and both judges. */
    function judged(type: CertificateType): Tally {
      const all = [...changesOf(messagesOf(type), lengthsOf(type))];
      const step = Math.max(1, Math.floor(all.length / SOME));
      const tally = tallyOf(name);
      for (const [what, change] of all.filter((_, place) => place % step === 0)) {
        const xml = change();
        if (!tally.isNew(xml)) continue;
        const fault = faultOf(xml);
        const theirs = fault === undefined ? theirsAgainst(rules, xml, published) : [fault];
        tally.add({ what, ours: oursAgainst(type, new TextEncoder().encode(xml), today), theirs });
      }
      return tally;
    }

    it(
      'is judged as the nation’s rules judge it, or refused for a reason that is told',
      () => {
        const type = findCertificateType(...(name.split(' ') as [string, string]));
        if (!type) throw new Error(`no type ${name}`);
        const { counts, unexplained } = judged(type);
        if (SOME === Infinity) console.info(JSON.stringify({ type: name, ...counts }, undefined, 2));
        expect(Object.fromEntries(unexplained)).toEqual({});
      },
      SOME === Infinity ? 3_600_000 : 60_000,
    );
  },
);
