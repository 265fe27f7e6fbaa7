import {
  intygDocument,
  judgeMessage,
  readCertificateMessage,
  registerCertificate,
  transportAnswers,
  typeOfRow,
} from '@intygsgraf/certificates';
import { beforeAll, describe, expect, it } from 'vitest';
import { type OfficialRules, openOfficialRules } from '../counterparts/agency/official-rules.ts';
import { messageValidator } from '../support/rivta-schemas.ts';
import { bytesOf, conformanceFolder, type FolderRow } from './conformance-folder.ts';

const CLOCK = '2026-07-20';
const here = conformanceFolder('certificates that are read are not written again');
const FORMAT = 'rivta-RegisterCertificate-v3-xml';
const passing = (here?.rows ?? []).filter(({ format, expect: verdict }) => format === FORMAT && verdict === 'pass');
const byType = [...Map.groupBy(passing, ({ type, version }) => `${type} ${version}`)];

/** A certificate that was read, with answers as we write them: the message, and the answers that it was written from. */
function writtenAgain(row: FolderRow) {
  const type = typeOfRow(row);
  if (!type || !here) throw new Error(`no type for ${row.file}`);
  const message = readCertificateMessage(bytesOf(here.folder, row));
  const { answers } = judgeMessage(type, message, CLOCK);
  // the older certificate has no national ids of its own: what it says is kept as it came
  const written = type.id === 'fk7263' ? message.answers : transportAnswers(type, answers);
  const xml = intygDocument({ ...message, answers: written }).replace('<u:underskrift/>', '');
  const bytes = registerCertificate(new TextEncoder().encode(xml), 'FKASSA');
  return { type, message, answers, bytes };
}

describe.skipIf(!here).each(byType)('A certificate of %s that is read and written again', (_, rows) => {
  let rules: OfficialRules;
  let faultOf: (xml: string) => string | undefined;
  beforeAll(async () => {
    rules = await openOfficialRules();
    faultOf = messageValidator('RegisterCertificate', '3.1');
  });

  it.each(rows.map((row) => [row.file, row] as const))('%s is valid and keeps its type’s rules', (file, row) => {
    const xml = new TextDecoder().decode(writtenAgain(row).bytes);
    expect(faultOf(xml), file).toBeUndefined();
    const published = typeof row.schematron === 'string' ? row.schematron.replace('.sch', '') : undefined;
    expect(published === undefined ? [] : rules(xml, published), file).toEqual([]);
  });

  it.each(rows.map((row) => [row.file, row] as const))(
    '%s carries the same answers and says the same',
    (_file, row) => {
      const { type, message, answers, bytes } = writtenAgain(row);
      const again = readCertificateMessage(bytes);
      expect(judgeMessage(type, again, CLOCK)).toMatchObject({ answers, violations: [] });
      expect({ ...again, answers: [] }).toEqual({ ...message, signed: false, answers: [] });
    },
  );
});
