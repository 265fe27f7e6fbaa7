import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import fk7804 from '../types/fk7804-1.3.ts';
import type { Answer, Answers } from './answers.ts';
import { answersOf, type Draft } from './draft.ts';
import { type AnswerChange, saveAnswers } from './save-answers.ts';

const empty: Draft = {
  id: '78040000-0000-4000-8000-0000000000d0',
  typeId: 'fk7804',
  typeVersion: '1.3',
  status: 'EMPTY_DRAFT',
  unit: 'SE2321000016-A1',
  careUnit: 'SE2321000016-A1',
  careProvider: 'SE2321000016-A0',
  personId: '195809092652',
  patientId: '78040000-0000-4000-8000-00000000000a',
  protection: 'OPEN',
  testCertificate: false,
  createdBy: 'SE2321000016-B1',
  createdAt: new Date('2026-11-22T08:00:00Z'),
  lockedFrom: '2026-12-07',
  revision: 0,
  savedBy: null,
  savedAt: null,
  answers: {},
};

const saving = (by: string) => ({ by, now: new Date('2026-11-22T09:00:00Z'), today: '2026-11-22' });
const change = (field: string, answer: Answer | null, expectedRevision = 0): AnswerChange => ({
  field,
  answer,
  expectedRevision,
});
const save = (draft: Draft, changes: readonly AnswerChange[], by = 'anna') =>
  saveAnswers(fk7804, draft, changes, saving(by));
const text = (words: string): Answer => ({ text: words });

/** Nothing is left to mend. */
const complete: Answers = {
  '27.1': { boolean: true },
  '6.1': { diagnoses: [{ code: 'Z223', codeSystem: 'ICD_10_SE', description: 'Bärare' }] },
  '32.1': { codedPeriods: [{ code: 'HELT_NEDSATT', from: '2026-11-20', to: '2026-11-30' }] },
};

describe('A save', () => {
  it('takes each answer that nobody else has changed since', () => {
    const { draft: annas } = save(empty, [change('25.1', text('Av Anna.'))], 'anna');
    const { draft, refused } = save(annas, [change('35.1', text('Av Ajla.'))], 'ajla');
    expect(refused).toEqual([]);
    expect(answersOf(draft)).toEqual({ '25.1': text('Av Anna.'), '35.1': text('Av Ajla.') });
    expect(draft).toMatchObject({
      revision: 2,
      savedBy: 'ajla',
      answers: { '25.1': { savedBy: 'anna', revision: 1 } },
    });
  });

  it('leaves what somebody else has changed since, says what it is, and takes the rest', () => {
    const { draft: annas } = save(empty, [change('25.1', text('Av Anna.'))], 'anna');
    const stale = [change('25.1', text('Av Ajla.')), change('35.1', text('Av Ajla.'))];
    const { draft, refused } = save(annas, stale, 'ajla');
    expect(refused).toEqual([{ code: 'CONCURRENT_MODIFICATION', field: '25.1', current: annas.answers['25.1'] }]);
    expect(answersOf(draft)).toEqual({ '25.1': text('Av Anna.'), '35.1': text('Av Ajla.') });
  });

  it('is no conflict with an answer that was taken away, unless it says something else', () => {
    const { draft: there } = save(empty, [change('25.1', text('Av Anna.'))]);
    const { draft: gone } = save(there, [change('25.1', null, 1)]);
    expect(gone.answers['25.1']).toMatchObject({ answer: null, revision: 2 });
    expect(save(gone, [change('25.1', null, 1)])).toEqual({ draft: gone, refused: [] });
    const [refusal] = save(gone, [change('25.1', text('Av Ajla.'), 1)]).refused;
    expect(refusal).toEqual({ code: 'CONCURRENT_MODIFICATION', field: '25.1', current: gone.answers['25.1'] });
  });

  it('may come twice: what stands there already is neither a change nor a conflict', () => {
    const changes = [change('25.1', text('Hej')), change('32.1', complete['32.1'] ?? null)];
    const { draft } = save(empty, changes);
    expect(save(draft, changes)).toEqual({ draft, refused: [] });
    expect(save(draft, changes).draft).toBe(draft);
  });

  it('knows an answer again however its parts are ordered', () => {
    const [row] = [{ to: '2026-11-30', from: '2026-11-20', code: 'HELT_NEDSATT' }];
    const { draft } = save(empty, [change('32.1', complete['32.1'] ?? null)]);
    expect(save(draft, [change('32.1', { codedPeriods: [row] })]).draft).toBe(draft);
  });

  it.each([text(''), { codes: [] }, { datedCodes: [] }, { diagnoses: [] }, { codedPeriods: [] }] as Answer[])(
    'of nothing (%j) takes the answer away',
    (nothing) => {
      const field = { text: '25.1', codes: '28.1', datedCodes: '1.1', diagnoses: '6.1', codedPeriods: '32.1' };
      const kind = Object.keys(nothing)[0] as keyof typeof field;
      expect(save(empty, [change(field[kind], nothing)])).toEqual({ draft: empty, refused: [] });
    },
  );

  it('keeps blanks, gaps and what does not go together, as what is left to mend', () => {
    const unfinished: [string, Answer][] = [
      ['25.1', text('   ')],
      ['6.1', { diagnoses: [{ code: 'M', codeSystem: 'ICD_10_SE', description: '' }] }],
      ['32.1', { codedPeriods: [{ code: 'HALFTEN', from: '2026-11-30', to: '' }] }],
      ['33.2', text('Utan fråga.')],
      ['40.1', { codes: ['EJ_AKTUELLT', 'ARBETSTRANING'] }],
    ];
    const { draft, refused } = save(
      empty,
      unfinished.map(([field, answer]) => change(field, answer)),
    );
    expect(refused).toEqual([]);
    expect(answersOf(draft)).toEqual(Object.fromEntries(unfinished));
    expect(draft.status).toBe('DRAFT_INCOMPLETE');
  });

  it('tells when nothing is left to mend, and when something is again', () => {
    const { draft } = save(
      empty,
      Object.entries(complete).map(([field, answer]) => change(field, answer)),
    );
    expect(draft.status).toBe('DRAFT_COMPLETE');
    expect(save(draft, [change('6.1', null, 1)]).draft.status).toBe('DRAFT_INCOMPLETE');
  });
});

describe('A save refuses', () => {
  it.each<[string, string, unknown, string, string?]>([
    ['a question that the type does not have', '12.1', text('Hej'), 'UNKNOWN_FIELD'],
    ['a question with the name of something else', '__proto__', text('Hej'), 'UNKNOWN_FIELD'],
    ['an answer of another kind', '39.1', text('Oklar'), 'WRONG_KIND'],
    ['an answer of two kinds', '25.1', { text: 'Hej', boolean: true }, 'WRONG_KIND'],
    ['an answer of no kind', '25.1', {}, 'WRONG_KIND'],
    ['nothing of another kind', '25.1', { codes: [] }, 'WRONG_KIND'],
    ['a text that is too long', '25.1', text('x'.repeat(2701)), 'TOO_LONG'],
    ['a character that no message can carry', '25.1', text('a\u0000b'), 'CHARACTERS'],
    ['half a character', '25.1', text('a\ud800b'), 'CHARACTERS'],
    ['a code of no table', '39.1', { code: 'KANSKE' }, 'UNKNOWN_CODE'],
    ['the same code twice', '28.1', { codes: ['STUDIER', 'STUDIER'] }, 'DUPLICATE_CODE'],
    ['a date that is none', '1.1', { datedCodes: [{ code: 'ANNAT', date: '2026-02-30' }] }, 'DATE', 'ANNAT.date'],
    [
      'a day before 1900',
      '32.1',
      { codedPeriods: [{ code: 'HALFTEN', from: '1800-01-01', to: '2026-11-30' }] },
      'DATE_RANGE',
      'HALFTEN.from',
    ],
    [
      'a date with a time',
      '32.1',
      { codedPeriods: [{ code: 'HALFTEN', from: '2026-11-01', to: '2026-11-30T00:00:00Z' }] },
      'DATE',
      'HALFTEN.to',
    ],
    [
      'four diagnoses',
      '6.1',
      { diagnoses: ['S47', 'S48', 'S49', 'S50'].map((code) => ({ code, codeSystem: 'ICD_10_SE', description: 'x' })) },
      'TOO_MANY',
    ],
    [
      'a code as long as a text',
      '6.1',
      { diagnoses: [{ code: 'S'.repeat(11), codeSystem: 'ICD_10_SE', description: 'x' }] },
      'TOO_LONG',
      '1.code',
    ],
  ])('%s, and takes the rest', (_, field, answer, rule, at) => {
    const { draft, refused } = save(empty, [change(field, answer as Answer), change('35.1', text('Resten.'))]);
    expect(refused).toEqual([{ code: 'ANSWER_NOT_ACCEPTED', field, rule, ...(at && { at }) }]);
    expect(answersOf(draft)).toEqual({ '35.1': text('Resten.') });
  });

  it('alone changes nothing', () => {
    expect(save(empty, [change('12.1', text('Hej'))]).draft).toBe(empty);
  });
});

describe('Two editors who save in any order', () => {
  const FIELDS = ['25.1', '35.1', '17.1'] as const;
  /** An editor reads what there is, or writes to a field, knowing what they read last. */
  const step = fc.record({
    editor: fc.constantFrom('anna', 'ajla'),
    reads: fc.boolean(),
    fields: fc.uniqueArray(fc.constantFrom(...FIELDS), { minLength: 1 }),
    clears: fc.boolean(),
  });

  it('never overwrite what they have not read, and lose nothing that they were told was saved', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let draft = empty;
        const known = new Map<string, Draft>();
        const kept = new Map<string, string | null>();
        for (const [place, { editor, reads, fields, clears }] of steps.entries()) {
          const before = draft;
          const seen = known.get(editor) ?? empty;
          if (reads) known.set(editor, draft);
          else {
            const answer = (field: string): Answer | null => (clears ? null : text(`${editor} ${place} ${field}`));
            const changes = fields.map((field) => change(field, answer(field), seen.answers[field]?.revision ?? 0));
            const result = save(draft, changes, editor);
            draft = result.draft;
            const refused = new Set(result.refused.map(({ field }) => field));
            for (const field of fields) {
              const stands = saidIn(before, field);
              const wanted = clears ? null : `${editor} ${place} ${field}`;
              // saved: they had before them what stood there, or it says what they want already
              if (!refused.has(field)) expect([saidIn(seen, field), wanted]).toContain(stands);
              if (seen.answers[field]?.revision === before.answers[field]?.revision)
                expect(refused.has(field)).toBe(false);
              if (!refused.has(field)) kept.set(field, wanted);
            }
            // what was saved is known to the one who saved; of what was refused they were told what stands there
            known.set(editor, { ...seen, answers: { ...seen.answers, ...pick(draft, fields) } });
          }
          for (const [field, expected] of kept) expect(saidIn(draft, field)).toBe(expected);
          for (const field of FIELDS)
            expect(draft.answers[field]?.revision ?? 0).toBeGreaterThanOrEqual(before.answers[field]?.revision ?? 0);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

const pick = (draft: Draft, fields: readonly string[]) =>
  Object.fromEntries(Object.entries(draft.answers).filter(([field]) => fields.includes(field)));

function saidIn(draft: Draft, field: string): string | null {
  const answer = draft.answers[field]?.answer;
  return answer && 'text' in answer ? answer.text : null;
}
