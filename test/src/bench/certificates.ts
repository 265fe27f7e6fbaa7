import {
  type Answers,
  certificateDocument,
  findCertificateType,
  judgeMessage,
  readCertificateMessage,
  registerCertificate,
  violations,
} from '@intygsgraf/certificates';
import { openOfficialRules } from '../counterparts/agency/official-rules.ts';
import { rivtaSchemas } from '../support/rivta-schemas.ts';
import { type ManyFiles, measureManyFiles } from './many-files.ts';
import type { JudgementSizes } from './sizes.ts';
import { median } from './statistics.ts';
import { ALFA_ISSUER } from '../support/alfa-issuer.ts';

/** Milliseconds, the medians of many times. */
export interface CertificateFigures {
  /** A full draft of FK7804 is judged. */
  readonly judged: number;
  /** A file of RegisterCertificate with the same answers is read and judged. */
  readonly readAndJudged: number;
  /** The nation's rules are run on the same file, by a library; undefined where the rules are not at hand. */
  readonly byPublishedRules: number | undefined;
  readonly many: ManyFiles;
}

const TODAY = '2026-11-20';
const LONG_TEXT = 'Patienten har svårt att koncentrera sig och blir snabbt trött. '.repeat(40);

/** Every question of FK7804 1.3 that can be answered together. */
const FULL: Answers = {
  '27.1': { boolean: false },
  '1.1': {
    datedCodes: ['UNDERSOKNING', 'TELEFONKONTAKT', 'JOURNALUPPGIFTER', 'ANNAT'].map((code) => ({ code, date: TODAY })),
  },
  '1.3': { text: 'Samtal med arbetsgivaren' },
  '28.1': { codes: ['NUVARANDE_ARBETE', 'ARBETSSOKANDE', 'FORALDRALEDIG', 'STUDIER'] },
  '29.1': { text: 'Smed, arbetar med tunga lyft' },
  '6.1': {
    diagnoses: ['F430', 'M545', 'J22'].map((code) => ({ code, codeSystem: 'ICD_10_SE', description: 'Beskrivning' })),
  },
  '35.1': { text: LONG_TEXT },
  '17.1': { text: LONG_TEXT },
  '19.1': { text: LONG_TEXT },
  '20.1': { text: LONG_TEXT },
  '32.1': {
    codedPeriods: [
      { code: 'HELT_NEDSATT', from: '2026-11-20', to: '2026-11-26' },
      { code: 'TRE_FJARDEDEL', from: '2026-11-27', to: '2026-12-03' },
      { code: 'HALFTEN', from: '2026-12-04', to: '2026-12-10' },
      { code: 'EN_FJARDEDEL', from: '2026-12-11', to: '2026-12-17' },
    ],
  },
  '37.1': { text: LONG_TEXT },
  '34.1': { boolean: true },
  '33.1': { boolean: true },
  '33.2': { text: LONG_TEXT },
  '39.1': { code: 'ATER_X_ANTAL_DGR' },
  '39.3': { code: 'NITTIO_DGR' },
  '40.1': { codes: ['ARBETSTRANING', 'ARBETSANPASSNING', 'ERGONOMISK', 'HJALPMEDEL', 'OVRIGA_ATGARDER'] },
  '44.1': { text: LONG_TEXT },
  '25.1': { text: LONG_TEXT },
  '26.1': { boolean: true },
  '26.2': { text: 'Ring på eftermiddagen' },
};

/** Milliseconds that one run takes, the median of so many after as many to get warm. */
function timed(runs: number, run: () => readonly unknown[]): number {
  const times = Array.from({ length: 2 * runs }, () => {
    const began = performance.now();
    if (run().length > 0) throw new Error('what is measured is not as it should be');
    return performance.now() - began;
  });
  return median(times.slice(runs));
}

/** How long it takes to judge a certificate, as a draft and as a file, beside the nation's rules run by a library. */
export async function measureCertificates(sizes: JudgementSizes): Promise<CertificateFigures> {
  const type = findCertificateType('fk7804', '1.3');
  if (!type) throw new Error('there is no FK7804');
  const signedAt = new Date(`${TODAY}T10:00:00Z`);
  const signed = certificateDocument({
    id: '0fb1a36c-8f8e-4a52-9d9c-3d3a9c1d2b3e',
    type,
    personId: '195801263053',
    issuer: ALFA_ISSUER,
    signedAt,
    answers: FULL,
  });
  const file = registerCertificate(new TextEncoder().encode(signed), 'FKASSA');
  const xml = new TextDecoder().decode(file);
  const rules = rivtaSchemas ? await openOfficialRules() : undefined;
  return {
    judged: timed(sizes.drafts, () => violations(type, FULL, { today: TODAY })),
    readAndJudged: timed(sizes.files, () => judgeMessage(type, readCertificateMessage(file), TODAY).violations),
    byPublishedRules: rules && timed(sizes.published, () => rules(xml, 'lisjp.v1')),
    many: await measureManyFiles(file, sizes.atOnce),
  };
}
