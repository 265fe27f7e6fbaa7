import { describe, expect, it } from 'vitest';
import { receivedAnswers, type TransportAnswer, type TransportValue } from '../domain/transport.ts';
import type { Answers } from '../domain/answers.ts';
import type { CertificateType } from '../domain/certificate-type.ts';
import { formOf } from '../domain/form.ts';
import { judge } from '../domain/validate.ts';
import af00251 from './af00251-1.0.ts';
import ag114 from './ag114-1.0.ts';
import ag114v2 from './ag114-2.0.ts';
import fk7263 from './fk7263-1.0.ts';
import ag7804 from './ag7804-1.2.ts';
import ag7804v2 from './ag7804-2.0.ts';
import doi from './doi-1.0.ts';
import newer from './fk7804-2.0.ts';
import fk7804 from './fk7804-1.3.ts';
import tsBas from './tstrk1007-7.0.ts';
import diabetes2 from './tstrk1031-3.0.ts';
import diabetes from './tstrk1031-4.2.ts';
import report from './tstrk1009-1.0.ts';
import adhd from './tstrk1062-1.0.ts';

const today = '2026-11-22';

const answer = (questionId: string, values: Record<string, TransportValue>, instance?: number): TransportAnswer => ({
  questionId,
  ...(instance !== undefined && { instance }),
  subAnswers: Object.entries(values).map(([id, value]) => ({ id, value })),
});
const day = (partialDate: string): TransportValue => ({ format: 'YYYY-MM-DD', partialDate });
const occupation = (codeSystem: string) => answer('28', { '28.1': { code: ' STUDIER ', codeSystem } }, 1);
const caused = (number: number) => answer('9', { '9.1': { text: `nr ${number}` } }, number);

describe('What a message says', () => {
  it('has blanks around a code at most, not around its code system', () => {
    expect(receivedAnswers(fk7804, [occupation('KV_FKMU_0002')]).unread).toEqual([]);
    expect(receivedAnswers(fk7804, [occupation(' KV_FKMU_0002')]).unread).toMatchObject([{ rule: 'UNKNOWN_CODE' }]);
  });

  it('is a day in the form that its type asks for', () => {
    expect(receivedAnswers(diabetes, [answer('210', { '210.1': day('2020-02-02') })]).unread).toEqual([]);
    const plain = answer('210', { '210.1': { text: '2020-02-02' } });
    expect(receivedAnswers(diabetes, [plain]).unread).toMatchObject([{ field: '210.1', rule: 'WRONG_KIND' }]);
  });

  it('may leave out a description, but not write an empty one', () => {
    const diagnosis = {
      '51.1': { code: 'F900', codeSystem: '1.2.752.116.1.1.1.1.3' },
      '51.3': { format: 'YYYY', partialDate: '2020' },
    };
    expect(receivedAnswers(adhd, [answer('51', diagnosis)]).unread).toEqual([]);
    const empty = answer('51', { ...diagnosis, '51.2': { text: ' ' } });
    expect(receivedAnswers(adhd, [empty]).unread).toMatchObject([{ rule: 'BLANK' }]);
  });

  it('is in the order of its numbers', () => {
    const { answers } = receivedAnswers(doi, [caused(2), caused(1)]);
    expect(answers['9.1']).toMatchObject({ causes: [{ description: 'nr 1' }, { description: 'nr 2' }] });
  });

  it.each([fk7804, newer, ag7804])(
    'says nothing of working hours when infection is the reason: $id $version',
    (type) => {
      const partly = { codedPeriods: [{ code: 'HALFTEN', from: '2026-11-20', to: '2026-12-03' }] };
      const told = (is: boolean) =>
        judge(type, { '27.1': { boolean: is }, '32.1': partly }, { today, profile: 'MESSAGE' }).map(
          ({ field }) => field,
        );
      expect(told(false)).toContain('33.1');
      expect(told(true)).not.toContain('33.1');
    },
  );

  it.each([newer, ag7804v2])(
    'names another basis and work also where infection is the reason: $id $version',
    (type) => {
      const answers = {
        '27.1': { boolean: true },
        '1.1': { datedCodes: [{ code: 'ANNAT', date: '2026-11-20' }] },
        '28.1': { codes: ['NUVARANDE_ARBETE'] },
      };
      const told = judge(type, answers, { today, profile: 'MESSAGE' }).map(({ field, rule }) => `${field} ${rule}`);
      expect(told).toEqual(expect.arrayContaining(['1.3 MANDATORY', '29.1 MANDATORY']));
      expect(judge(type, answers, { today }).map(({ field }) => field)).not.toContain('1.3');
    },
  );

  it('has no more licences than there are to choose, however often it says one', () => {
    const licences = (more: readonly string[]) => ({
      '1.1': { codes: [...Array.from({ length: 10 }, (_, index) => `IAV${index + 1}`), ...more] },
    });
    const told = (more: readonly string[]) =>
      judge(tsBas, licences(more), { today, profile: 'MESSAGE' }).filter(({ field }) => field === '1.1');
    expect(told([])).toEqual([]);
    expect(told(['IAV1'])).toMatchObject([{ rule: 'TOO_MANY' }]);
  });

  it('may rest on what AF00251’s form does not show, which no draft of it has', () => {
    const told = (profile: 'DRAFT' | 'MESSAGE', ...codes: readonly string[]) => {
      const datedCodes = codes.map((code) => ({ code, date: '2026-11-20' }));
      return judge(af00251, { '1.1': { datedCodes } }, { today, profile }).filter(({ field }) => field === '1.1');
    };
    expect(told('MESSAGE', 'TELEFONKONTAKT', 'JOURNALUPPGIFTER')).toEqual([]);
    expect(told('MESSAGE', 'TELEFONKONTAKT', 'JOURNALUPPGIFTER', 'UNDERSOKNING')).toMatchObject([{ rule: 'TOO_MANY' }]);
    expect(told('DRAFT', 'TELEFONKONTAKT')).toMatchObject([{ rule: 'UNKNOWN_CODE' }]);
    const options = formOf(af00251).flatMap(({ questions }) =>
      questions.filter(({ subAnswerId }) => subAnswerId === '1.1').flatMap((question) => question.options ?? []),
    );
    expect(options.map(({ code }) => code)).toEqual(['UNDERSOKNING', 'ANNAT']);
  });

  it('of FK7263 is not both of travelling by other means and of not', () => {
    const travel = (answers: Answers) =>
      judge(fk7263, answers, { today }).filter(({ rule }) => rule === 'BOTH_WAYS_OF_TRAVEL');
    const [relevant, not] = [{ '34.1': { boolean: true } }, { '10007.1': { boolean: true } }];
    expect([travel(relevant), travel(not)]).toEqual([[], []]);
    expect(travel({ ...relevant, ...not })).toMatchObject([{ field: '34.1', kind: 'INCORRECT_COMBINATION' }]);
    expect(travel({ ...relevant, ...not, '27.1': { boolean: true } })).toEqual([]);
  });

  it('of TSTRK1009 may say a licence twice, but no more than there are', () => {
    const told = (...codes: readonly string[]) =>
      judge(report, { '1.1': { codes } }, { today, profile: 'MESSAGE' })
        .filter(({ field }) => field === '1.1')
        .map(({ rule }) => rule);
    expect(told('VAR1', 'VAR1')).toEqual([]);
    expect(told(...Array.from({ length: 17 }, () => 'VAR1'))).toEqual(['TOO_MANY']);
    expect(told('VAR11', 'VAR11')).toContain('NOT_ALONE');
  });

  it('has a diagnosis of the new engine’s types under either number of ICD-10-SE', () => {
    const under = (oid: string) =>
      receivedAnswers(newer, [answer('6', { '6.1': { text: 'Stress' }, '6.2': { code: 'F430', codeSystem: oid } })]);
    expect(under('1.2.752.116.1.1.1.1.8').unread).toEqual([]);
    expect(under('1.2.752.116.1.1.1.1.3').answers).toEqual(under('1.2.752.116.1.1.1.1.8').answers);
    expect(under('1.2.752.116.1.3.1.4.1').answers).not.toEqual(under('1.2.752.116.1.1.1.1.8').answers);
  });

  it('says per cents with one decimal where the recipients of AG1-14 1.0 take nothing else, and otherwise as it likes', () => {
    const said = (type: CertificateType, value: TransportValue) =>
      receivedAnswers(type, [answer('7', { '7.1': value })]);
    for (const value of [{ text: '50' }, { quantity: '50', unit: '%' }, { quantity: '50.0', unit: '%' }])
      expect(said(ag114v2, value).answers['7.1']).toEqual({ integer: 50 });
    expect(said(ag114, { quantity: '50.0', unit: '%' }).answers['7.1']).toEqual({ integer: 50 });
    for (const value of [{ text: '50' }, { quantity: '50', unit: '%' }])
      expect(said(ag114, value).unread).toMatchObject([{ field: '7.1', rule: 'WRONG_KIND' }]);
    for (const value of [{ text: '50.5' }, { quantity: '50.0', unit: 'h' }])
      expect(said(ag114v2, value).unread).toMatchObject([{ field: '7.1', rule: 'WRONG_KIND' }]);
  });

  it.each<readonly [string, CertificateType, Answers, string]>([
    ['the months of another prognosis', newer, { '39.1': { code: 'SANNOLIKT_INTE' }, '39.4': { integer: 3 } }, '39.4'],
    ['a reason for contact alone', ag7804v2, { '103.2': { text: 'Ring' } }, '103.1'],
    ['a licence beside “cannot decide”', tsBas, { '33.1': { codes: ['VAR1', 'VAR11'] } }, '33.1'],
    [
      'a period that ends before it begins, and parts of a per cent',
      af00251,
      { '6.1': { percentPeriods: [{ percent: 50.5, from: '2026-11-20', to: '2026-11-01' }] } },
      '6.1',
    ],
  ])('may have %s, as no rule of its recipient’s refuses it', (_, type, answers, field) => {
    const told = judge(type, answers, { today, profile: 'MESSAGE' }).filter(({ kind }) => kind !== 'WARN');
    expect(told.filter((one) => one.field === field)).toEqual([]);
  });

  it('is a year as a partial date, never as plain text', () => {
    const since = (value: TransportValue) => receivedAnswers(diabetes2, [answer('35', { '35.1': value })]).unread;
    expect(since({ format: 'YYYY', partialDate: '2020' })).toEqual([]);
    expect(since({ text: '2020' })).toMatchObject([{ field: '35.1', rule: 'WRONG_KIND' }]);
  });

  it('has no basis from beyond what a certificate speaks of, where it may not be in the future', () => {
    const basis = { datedCodes: [{ code: 'UNDERSOKNING', date: '2099-12-31' }] };
    const told = judge(ag7804, { '1.1': basis }, { today, profile: 'MESSAGE' });
    expect(told).toContainEqual(expect.objectContaining({ field: '1.1', rule: 'DATE_IN_FUTURE' }));
  });
});
