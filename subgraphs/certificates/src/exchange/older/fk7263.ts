import type { TransportValue } from '../../domain/transport.ts';
import type { PlacedAnswer, PlacedSubAnswer } from '../answer-reader.ts';

/**
 * Which field of the form each national sub-answer is, for the certificate before FK7804: its questions were numbered
 * when it was carried over into RegisterCertificate 3, and only the periods' number is published.
 * Source: domain.md §3.6; certificates in both forms.
 */
const FIELDS: Readonly<Record<string, string>> = {
  '27.1': '1.1',
  '6.2': '2.2',
  '10001.1': '2.1',
  '10002.1': '3.1',
  '35.1': '4.1',
  '1.1': '4b.1',
  '1.2': '4b.2',
  '1.3': '4b.3',
  '17.1': '5.1',
  '10003.1': '6a.1',
  '10003.2': '6a.2',
  '10004.1': '6b.1',
  '28.1': '8a.1',
  '29.1': '8a.2',
  '37.1': '9.1',
  '34.1': '11.1',
  '26.1': '12.1',
  '25.1': '13.1',
};

/** Sub-answers that are ticked for one of the options of a question. */
const TICKED: Readonly<Record<string, { readonly field: string; readonly value: TransportValue }>> = {
  '10005.1': { field: '7.1', value: { code: 'AKTUELL', codeSystem: 'REHABILITERING' } },
  '10006.1': { field: '10.1', value: { code: 'JA', codeSystem: 'PROGNOS' } },
  '10006.3': { field: '10.1', value: { code: 'GAR_INTE_ATT_BEDOMA', codeSystem: 'PROGNOS' } },
};

const isYes = (value: TransportValue): boolean => 'text' in value && ['true', '1'].includes(value.text.trim());

function asField({ id, value, line }: PlacedSubAnswer): PlacedSubAnswer {
  const ticked = TICKED[id];
  if (ticked && isYes(value)) return { id: ticked.field, value: ticked.value, line };
  return { id: FIELDS[id] ?? id, value, line };
}

const questionOf = (id: string): string => id.split('.')[0] ?? '';

/** Questions that have an answer (svar) for each of their rows. */
const SEVERAL = ['32', '4b', '8a'];
/** What the work is, which stands beside those rows. */
const OCCUPATION = '8a.2';

/**
 * The answers of FK7263 by the fields of its form; one that belongs to none stays as it is, so that it is told. A row of
 * a question stays an answer of its own, what else a field has comes together.
 */
export function fieldsOfFk7263(answers: readonly PlacedAnswer[]): PlacedAnswer[] {
  const rows: PlacedAnswer[] = [];
  const single = new Map<string, PlacedAnswer>();
  for (const { subAnswers, ...answer } of answers)
    for (const [questionId, own] of Map.groupBy(subAnswers.map(asField), ({ id }) => questionOf(id))) {
      const isSeveral = SEVERAL.includes(questionId);
      const numbered = { ...answer, ...(isSeveral && { instance: answer.instance ?? rows.length + 1 }), questionId };
      const known = single.get(questionId)?.subAnswers ?? [];
      if (isSeveral && own.some(({ id }) => id !== OCCUPATION)) rows.push({ ...numbered, subAnswers: own });
      else single.set(questionId, { ...numbered, subAnswers: [...known, ...own] });
    }
  return [...rows, ...single.values()];
}
