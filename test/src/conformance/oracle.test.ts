import {
  findCertificateType,
  intygDocument,
  readCertificateMessage,
  registerCertificate,
  transportAnswers,
} from '@intygsgraf/certificates';
import type { Answers, CertificateType } from '@intygsgraf/certificates/rules';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type OfficialRules, openOfficialRules } from '../counterparts/agency/official-rules.ts';
import { haveSchemas } from '../support/rivta-schemas.ts';
import { message } from './message.ts';
import { isExplained, nameOf, oursAgainst, PUBLISHED, theirsAgainst } from './official-verdicts.ts';
import { disturbed, soundAnswers } from './sound-answers.ts';

/** Drafts of each type; 10,000 take an hour: `ORACLE_RUNS=10000 npm test -- test/src/conformance/oracle`. */
const RUNS = Number(process.env['ORACLE_RUNS'] ?? 20);
/** Another one draws other drafts. */
const SEED = Number(process.env['ORACLE_SEED'] ?? 1);
/** The published rules read the machine's clock. */
const today = new Date().toISOString().slice(0, 10);
/** Of the patient in the message. */
const birthDate = '1958-01-26';

const types = Object.keys(PUBLISHED).map((name) => {
  const type = findCertificateType(...(name.split(' ') as [string, string]));
  if (!type) throw new Error(`no type ${name}`);
  return [name, type] as const;
});

const head = readCertificateMessage(new TextEncoder().encode(message()));

/** A message with all of the answers, whatever the form would show. */
function sent(type: CertificateType, answers: Answers): Uint8Array {
  const own = { type: { ...head.type, code: type.code }, version: type.version };
  const xml = intygDocument({ ...head, ...own, answers: transportAnswers(type, answers) });
  return registerCertificate(new TextEncoder().encode(xml.replace('<u:underskrift/>', '')), 'FKASSA');
}

const here = haveSchemas('what our rules say of generated drafts');

describe.skipIf(!here).each(types)('A draft of %s that is nearly sound', (_, type) => {
  let rules: OfficialRules;
  beforeAll(async () => {
    rules = await openOfficialRules();
  });

  it(
    'is judged as the nation’s rules judge it, or refused for a reason that is told',
    () => {
      const count = { passed: 0, of: 0, explained: 0 };
      const unexplained: unknown[] = [];
      const judged = fc.property(fc.gen(), (g) => {
        const answers = disturbed(g, type, soundAnswers(g, type, { today, birthDate }));
        const bytes = sent(type, answers);
        const ours = oursAgainst(type, bytes, today);
        const theirs = theirsAgainst(rules, new TextDecoder().decode(bytes), PUBLISHED[nameOf(type)] ?? '');
        count.of += 1;
        if (theirs.length === 0) count.passed += 1;
        if ((ours.length === 0) === (theirs.length === 0)) return;
        if (isExplained({ type: nameOf(type), ours, theirs })) count.explained += 1;
        else unexplained.push({ ours, theirs, answers });
      });
      fc.assert(judged, { numRuns: RUNS, seed: SEED, endOnFailure: true });
      if (RUNS > 100) console.info(`${nameOf(type)}: ${JSON.stringify(count)}`);
      expect(unexplained).toEqual([]);
      // a share of each verdict, or nothing was compared
      expect(count.passed / count.of).toBeGreaterThan(0.1);
      expect(count.passed / count.of).toBeLessThan(0.9);
    },
    RUNS * 1_000 + 60_000,
  );
});
