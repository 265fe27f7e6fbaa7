import type { AnswerSent } from './drafts.ts';

const answers = (said: Readonly<Record<string, object>>): AnswerSent[] =>
  Object.entries(said).map(([subAnswerId, answer]) => ({ subAnswerId, answer, expectedRevision: 0 }));

/** Of somebody who died lately; for anybody who is no child. */
const both = {
  '1.1': { text: 'Körkort' },
  '2.1': { boolean: true },
  '2.2': { partialDate: '2026-11-20' },
  '3.1': { municipality: 'Östersund' },
  '3.2': { code: 'SJUKHUS' },
  '4.1': { boolean: false },
};

/** A death certificate (dödsbevis) with all that it needs. */
export const DB = {
  typeId: 'CertificateType_db-1.0',
  answers: answers({ ...both, '5.1': { boolean: false }, '6.1': { boolean: true }, '7.1': { boolean: false } }),
};

/** A cause-of-death certificate (dödsorsaksintyg) with all that it needs. */
export const DOI = {
  typeId: 'CertificateType_doi-1.0',
  answers: answers({
    ...both,
    '8.1': { text: 'Hjärtinfarkt' },
    '11.1': { code: 'NEJ' },
    '12.1': { boolean: false },
    '13.1': { codes: ['UNDERSOKNING_FORE_DODEN'] },
  }),
};
