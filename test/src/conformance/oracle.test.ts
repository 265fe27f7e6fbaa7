import { findCertificateType } from '@intygsgraf/certificates';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type OfficialRules, openOfficialRules } from '../counterparts/agency/official-rules.ts';
import { haveSchemas } from '../support/rivta-schemas.ts';
import { birthDate, messageWith } from './drafted.ts';
import { nameOf, oursAgainst, PUBLISHED, theirsAgainst } from './official-verdicts.ts';
import { disturbed, soundAnswers } from './sound-answers.ts';
import { type Tally, tallyOf } from './tally.ts';

/**
 * Drafts of each type; 10,000 take minutes for each:
 * `ORACLE_RUNS=10000 ORACLE_TYPE=fk7804-1.3 npm test -- test/src/conformance/oracle`.
 */
const RUNS = Number(process.env['ORACLE_RUNS'] ?? 12);
/** Another one draws other drafts. */
const SEED = Number(process.env['ORACLE_SEED'] ?? 1);
/** One type alone, as `fk7804-1.3`. */
const ONLY = process.env['ORACLE_TYPE'];
/** The published rules read the machine's clock. */
const today = new Date().toISOString().slice(0, 10);

const types = Object.keys(PUBLISHED)
  .filter((name) => ONLY === undefined || name.replace(' ', '-') === ONLY)
  .map((name) => {
    const type = findCertificateType(...(name.split(' ') as [string, string]));
    if (!type) throw new Error(`no type ${name}`);
    return [name, type] as const;
  });

const here = haveSchemas('what our rules say of generated drafts');

describe.skipIf(!here).each(types)('A draft of %s that is nearly sound', (_, type) => {
  let rules: OfficialRules;
  beforeAll(async () => {
    rules = await openOfficialRules();
  });

  /** Holds drafts against both. What was drawn before counts as a draft and is not judged again. */
  function judged(): Tally {
    const tally = tallyOf(nameOf(type));
    const drafts = fc.property(fc.gen(), (g) => {
      const answers = disturbed(g, type, soundAnswers(g, type, { today, birthDate }));
      if (!tally.isNew(JSON.stringify(answers))) return;
      const bytes = messageWith(type, answers);
      const ours = oursAgainst(type, bytes, today);
      const theirs = theirsAgainst(rules, new TextDecoder().decode(bytes), PUBLISHED[nameOf(type)] ?? '');
      tally.add({ what: answers, ours, theirs });
    });
    fc.assert(drafts, { numRuns: RUNS, seed: SEED, endOnFailure: true });
    return tally;
  }

  it(
    'is judged as the nation’s rules judge it, or refused for a reason that is told',
    () => {
      const { counts, unexplained } = judged();
      if (RUNS > 100) console.info(JSON.stringify({ type: nameOf(type), seed: SEED, ...counts }, undefined, 2));
      expect(Object.fromEntries(unexplained)).toEqual({});
      // a share of each verdict, or nothing was compared
      const passed = (counts.bothPass + counts.weAloneRefuse) / counts.judged;
      expect(passed).toBeGreaterThan(0.1);
      expect(passed).toBeLessThan(0.9);
    },
    RUNS * 1_000 + 60_000,
  );
});
