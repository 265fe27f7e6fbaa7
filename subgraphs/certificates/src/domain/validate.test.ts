import { describe, expect, it } from 'vitest';
import fk7804 from '../types/fk7804-1.3.ts';
import type { Answer, Answers, CodedPeriod, DiagnosisRow } from './answers.ts';
import { violations } from './validate.ts';

const today = '2015-12-08';

/** Source: domain.md §3.1.2, pass-minimal. */
const base: Answers = {
  '1.1': { datedCodes: [{ code: 'UNDERSOKNING', date: '2015-12-08' }] },
  '28.1': { codes: ['NUVARANDE_ARBETE'] },
  '29.1': { text: 'Smed' },
  '6.1': { diagnoses: [{ code: 'S47', codeSystem: 'ICD_10_SE', description: 'Klämskada' }] },
  '35.1': { text: 'Haltar' },
  '17.1': { text: 'Kommer inte in i bilen' },
  '32.1': { codedPeriods: [{ code: 'TRE_FJARDEDEL', from: '2015-12-07', to: '2015-12-10' }] },
  '33.1': { boolean: true },
  '33.2': { text: 'Kan bara arbeta på natten' },
  '37.1': { text: 'Läker långsamt' },
  '34.1': { boolean: true },
  '39.1': { code: 'STOR_SANNOLIKHET' },
  '40.1': { codes: ['OVRIGA_ATGARDER'] },
  '44.1': { text: 'Lugn' },
};

/** The base with some answers changed, or taken away. */
type Change = Readonly<Record<string, Answer | undefined>>;
const changed = (change: Change): Answers =>
  Object.fromEntries(
    Object.entries({ ...base, ...change }).filter((entry): entry is [string, Answer] => entry[1] !== undefined),
  );

/** Each violation as `39.1 MANDATORY` or `32.1 PERIOD_OVERLAP HALFTEN.from`. */
const broken = (answers: Answers): string[] =>
  violations(fk7804, answers, { today }).map(({ field, rule, at }) => [field, rule, at].filter(Boolean).join(' '));

const diagnoses = (...rows: DiagnosisRow[]): Answer => ({ diagnoses: rows });
const icd = (code: string, description = 'Diagnos'): DiagnosisRow => ({ code, codeSystem: 'ICD_10_SE', description });
const ksh = (code: string): DiagnosisRow => ({ code, codeSystem: 'KSH_97_P', description: 'Diagnos' });
const periods = (...rows: [CodedPeriod['code'], string, string][]): Answer => ({
  codedPeriods: rows.map(([code, from, to]) => ({ code, from, to })),
});
const full = periods(['HELT_NEDSATT', '2015-12-07', '2015-12-10']);
const blank: Answer = { text: '   ' };

describe('A läkarintyg för sjukpenning may be signed', () => {
  it.each<[string, Change]>([
    ['as it is', {}],
    [
      'with every basis',
      {
        '1.1': {
          datedCodes: ['UNDERSOKNING', 'TELEFONKONTAKT', 'JOURNALUPPGIFTER', 'ANNAT'].map((code) => ({
            code,
            date: today,
          })),
        },
        '1.3': { text: 'Samtal' },
      },
    ],
    [
      'with several occupations',
      { '28.1': { codes: ['NUVARANDE_ARBETE', 'STUDIER', 'FORALDRALEDIG', 'ARBETSSOKANDE'] } },
    ],
    ['for somebody without work', { '28.1': { codes: ['ARBETSSOKANDE'] }, '29.1': undefined }],
    ['with three diagnoses', { '6.1': diagnoses(icd('S47'), icd('S666'), icd('A039')) }],
    ['with a mental diagnosis of four positions', { '6.1': diagnoses(icd('Z731')) }],
    ['with diagnoses of the primary-care register', { '6.1': diagnoses(ksh('A00-')) }],
    ['with several measures', { '40.1': { codes: ['ARBETSTRANING', 'HJALPMEDEL', 'KONTAKT_FHV'] } }],
    ['without measures', { '40.1': { codes: ['EJ_AKTUELLT'] }, '44.1': undefined }],
    ['with a prognosis in days', { '39.1': { code: 'ATER_X_ANTAL_DGR' }, '39.3': { code: 'TRETTIO_DGR' } }],
    ['when the patient cannot work at all', { '32.1': full, '33.1': undefined, '33.2': undefined }],
    ['when working hours do not matter', { '33.1': { boolean: false }, '33.2': undefined }],
    [
      'with a period on each of two days in a row',
      { '32.1': periods(['HELT_NEDSATT', '2015-12-01', '2015-12-06'], ['TRE_FJARDEDEL', '2015-12-07', '2015-12-10']) },
    ],
    ['with a reason for contact and no word on contact', { '26.2': { text: 'Ring' } }],
    ['with a no to quarantine', { '27.1': { boolean: false } }],
  ])('%s', (_, change) => {
    expect(broken(changed(change))).toEqual([]);
  });

  it('on diagnosis and period alone when the patient is quarantined', () => {
    expect(broken({ '27.1': { boolean: true }, '6.1': diagnoses(icd('Z223')), '32.1': full })).toEqual([]);
  });

  it('with what was answered before the patient was quarantined', () => {
    expect(broken({ ...base, '27.1': { boolean: true } })).toEqual([]);
  });
});

describe('A läkarintyg för sjukpenning may not be signed', () => {
  it.each<[string, Change, string[]]>([
    ['without a basis', { '1.1': undefined }, ['1.1 MANDATORY']],
    ['with an empty list of bases', { '1.1': { datedCodes: [] } }, ['1.1 BLANK']],
    [
      'with a basis in the future',
      { '1.1': { datedCodes: [{ code: 'UNDERSOKNING', date: '2015-12-09' }] } },
      ['1.1 DATE_IN_FUTURE UNDERSOKNING.date'],
    ],
    [
      'with a basis on no day',
      { '1.1': { datedCodes: [{ code: 'UNDERSOKNING', date: '2015-02-30' }] } },
      ['1.1 DATE UNDERSOKNING.date'],
    ],
    [
      'with the same basis twice',
      {
        '1.1': {
          datedCodes: [
            { code: 'UNDERSOKNING', date: today },
            { code: 'UNDERSOKNING', date: '2015-12-01' },
          ],
        },
      },
      ['1.1 DUPLICATE_CODE'],
    ],
    [
      'with another basis that is not told',
      { '1.1': { datedCodes: [{ code: 'ANNAT', date: today }] } },
      ['1.3 MANDATORY'],
    ],
    ['with another basis told and not chosen', { '1.3': { text: 'Samtal' } }, ['1.3 NOT_APPLICABLE']],
    ['with another basis told by blanks and not chosen', { '1.3': blank }, ['1.3 NOT_APPLICABLE', '1.3 BLANK']],
    ['without an occupation', { '28.1': undefined, '29.1': undefined }, ['28.1 MANDATORY']],
    ['without the work that is the occupation', { '29.1': undefined }, ['29.1 MANDATORY']],
    ['with blanks for work', { '29.1': blank }, ['29.1 BLANK']],
    ['with work for somebody who has none', { '28.1': { codes: ['ARBETSSOKANDE'] } }, ['29.1 NOT_APPLICABLE']],
    [
      'with the same occupation twice',
      { '28.1': { codes: ['NUVARANDE_ARBETE', 'NUVARANDE_ARBETE'] } },
      ['28.1 DUPLICATE_CODE'],
    ],
    [
      'with more occupations than there are',
      { '28.1': { codes: ['NUVARANDE_ARBETE', 'STUDIER', 'ARBETSSOKANDE', 'FORALDRALEDIG', 'STUDIER'] } },
      ['28.1 TOO_MANY'],
    ],
    ['with an occupation of no table', { '28.1': { codes: ['NUVARANDE_ARBETE', 'PENSIONAR'] } }, ['28.1 UNKNOWN_CODE']],
    ['without a diagnosis', { '6.1': undefined }, ['6.1 MANDATORY']],
    ['with an empty list of diagnoses', { '6.1': diagnoses() }, ['6.1 BLANK']],
    ['with Z73 alone', { '6.1': diagnoses(icd('Z73')) }, ['6.1 DIAGNOSIS_CODE 1.code']],
    ['with a code of two positions', { '6.1': diagnoses(icd('S4')) }, ['6.1 DIAGNOSIS_CODE 1.code']],
    ['with a code of six positions', { '6.1': diagnoses(icd('S47ABC')) }, ['6.1 DIAGNOSIS_CODE 1.code']],
    [
      'with diagnoses of two registers',
      { '6.1': diagnoses(icd('S47'), ksh('A00-')) },
      ['6.1 DIAGNOSIS_CODE_SYSTEM 2.code'],
    ],
    [
      'with a diagnosis that is not described',
      { '6.1': diagnoses(icd('S47', ' ')) },
      ['6.1 DIAGNOSIS_DESCRIPTION 1.description'],
    ],
    [
      'with a description of 82 characters',
      { '6.1': diagnoses(icd('S47', 'x'.repeat(82))) },
      ['6.1 TOO_LONG 1.description'],
    ],
    ['with four diagnoses', { '6.1': diagnoses(icd('S47'), icd('S48'), icd('S49'), icd('S50')) }, ['6.1 TOO_MANY']],
    ['without functional impairment', { '35.1': undefined }, ['35.1 MANDATORY']],
    ['with blanks for functional impairment', { '35.1': blank }, ['35.1 BLANK']],
    ['without activity limitation', { '17.1': undefined }, ['17.1 MANDATORY']],
    ['with blanks for activity limitation', { '17.1': blank }, ['17.1 BLANK']],
    ['with blanks for treatment', { '19.1': blank }, ['19.1 BLANK']],
    ['with blanks for planned treatment', { '20.1': blank }, ['20.1 BLANK']],
    ['with blanks for other information', { '25.1': blank }, ['25.1 BLANK']],
    ['with blanks for the time beyond the guidance', { '37.1': blank }, ['37.1 BLANK']],
    ['with blanks for the reason for contact', { '26.1': { boolean: true }, '26.2': blank }, ['26.2 BLANK']],
    [
      'with a reason for contact that is not wanted',
      { '26.1': { boolean: false }, '26.2': { text: 'Ring' } },
      ['26.2 NOT_APPLICABLE'],
    ],
    ['without a period', { '32.1': undefined, '33.1': undefined, '33.2': undefined }, ['32.1 MANDATORY']],
    [
      'with a period that ends before it begins',
      { '32.1': periods(['HELT_NEDSATT', '2015-12-07', '2015-12-06']), '33.1': undefined, '33.2': undefined },
      ['32.1 PERIOD_ORDER HELT_NEDSATT'],
    ],
    [
      'with a period on no day',
      { '32.1': periods(['HELT_NEDSATT', '2015-12-07', '2015-12-32']), '33.1': undefined, '33.2': undefined },
      ['32.1 DATE HELT_NEDSATT.to'],
    ],
    [
      'with two periods of one degree',
      { '32.1': periods(['HALFTEN', '2015-12-07', '2015-12-08'], ['HALFTEN', '2015-12-10', '2015-12-11']) },
      ['32.1 DUPLICATE_CODE'],
    ],
    [
      'without a word on working hours when some work is left',
      { '33.1': undefined, '33.2': undefined },
      ['33.1 MANDATORY'],
    ],
    ['with a word on working hours when none is left', { '32.1': full }, ['32.1 WORKING_HOURS']],
    ['without the reason for the working hours', { '33.2': undefined }, ['33.2 MANDATORY']],
    ['with blanks for the reason for the working hours', { '33.2': blank }, ['33.2 BLANK']],
    ['with a reason for working hours that do not matter', { '33.1': { boolean: false } }, ['33.2 NOT_APPLICABLE']],
    ['without a prognosis', { '39.1': undefined }, ['39.1 MANDATORY']],
    ['without the days of the prognosis', { '39.1': { code: 'ATER_X_ANTAL_DGR' } }, ['39.3 MANDATORY']],
    ['with days of a prognosis that has none', { '39.3': { code: 'TRETTIO_DGR' } }, ['39.3 NOT_APPLICABLE']],
    ['without measures', { '40.1': undefined, '44.1': undefined }, ['40.1 MANDATORY']],
    [
      'with a measure beside none',
      { '40.1': { codes: ['EJ_AKTUELLT', 'ARBETSTRANING'] } },
      ['40.1 NOT_ALONE', '44.1 NOT_APPLICABLE'],
    ],
    ['with more than 2700 characters of other information', { '25.1': { text: 'x'.repeat(2701) } }, ['25.1 TOO_LONG']],
    ['with an answer of another kind', { '39.1': { text: 'Oklar' } }, ['39.1 WRONG_KIND']],
    ['with an answer to no question', { '12.1': { text: 'Hej' } }, ['12.1 UNKNOWN_FIELD']],
  ])('%s', (_, change, expected) => {
    expect(broken(changed(change))).toEqual(expected);
  });

  it('without diagnosis and period, even when the patient is quarantined', () => {
    expect(broken({ '27.1': { boolean: true } })).toEqual(['6.1 MANDATORY', '32.1 MANDATORY']);
  });

  it.each<[string, Answer, string, string[]]>([
    [
      'that share one day, the later one first in the list',
      periods(['HALFTEN', '2015-12-05', '2015-12-10'], ['EN_FJARDEDEL', '2015-12-01', '2015-12-05']),
      'PERIODS_TOUCH',
      ['EN_FJARDEDEL.to', 'HALFTEN.from'],
    ],
    [
      'that share one day',
      periods(['HALFTEN', '2015-12-01', '2015-12-05'], ['EN_FJARDEDEL', '2015-12-05', '2015-12-10']),
      'PERIODS_TOUCH',
      ['HALFTEN.to', 'EN_FJARDEDEL.from'],
    ],
    [
      'that begin together',
      periods(['HALFTEN', '2015-12-01', '2015-12-05'], ['EN_FJARDEDEL', '2015-12-01', '2015-12-10']),
      'PERIOD_OVERLAP',
      ['HALFTEN.from', 'HALFTEN.to', 'EN_FJARDEDEL.from', 'EN_FJARDEDEL.to'],
    ],
  ])('with periods %s', (_, overlapping, rule, places) => {
    expect(broken(changed({ '32.1': overlapping }))).toEqual(places.map((at) => `32.1 ${rule} ${at}`));
  });
});
