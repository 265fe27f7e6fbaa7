import type { Answers } from '@intygsgraf/certificates';

/** The old system's own format: a JSON object for each certificate, with its own names for every answer. */
export type Json = Readonly<Record<string, unknown>>;

/** Reads some of the answers. What is null or an empty text is no answer; a text of blanks is one. */
export type Read = (json: Json) => Answers;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is at `path`, as `prognos.typ`; undefined where there is nothing. */
function at(json: unknown, path: string): unknown {
  let value = json;
  for (const name of path.split('.')) value = isObject(value) ? value[name] : undefined;
  return value === null || value === '' ? undefined : value;
}

export const textAt = (json: unknown, path: string): string => {
  const value = at(json, path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

export const rowsAt = (json: unknown, path: string): readonly unknown[] => {
  const value = at(json, path);
  return Array.isArray(value) ? value : [];
};

/** An answer of any kind, when there is a value. */
export const answer = (field: string, kind: string, value: unknown): Answers =>
  value === undefined ? {} : ({ [field]: { [kind]: value } } as unknown as Answers);

export const all =
  (...reads: readonly Read[]): Read =>
  (json) =>
    Object.assign({}, ...reads.map((read) => read(json))) as Answers;

/** Some texts of it say `true` instead of true. */
const yesOrNo = (value: unknown): unknown => (value === 'true' ? true : value === 'false' ? false : value);

export const boolean =
  (field: string, path: string): Read =>
  (json) =>
    answer(field, 'boolean', yesOrNo(at(json, path)));

export const text =
  (field: string, path: string): Read =>
  (json) =>
    answer(field, 'text', at(json, path));

export const date =
  (field: string, path: string): Read =>
  (json) =>
    answer(field, 'date', at(json, path));

/** A number that may be written as text; what is none is no whole number either. */
export const number =
  (field: string, path: string): Read =>
  (json) =>
    answer(field, 'integer', at(json, path) === undefined ? undefined : Number(textAt(json, path)));

/** A period that is there when one of its days is. */
export const period =
  (field: string, path: string): Read =>
  (json) => {
    const [from, to] = [textAt(json, `${path}.from`), textAt(json, `${path}.tom`)];
    return answer(field, 'period', from === '' && to === '' ? undefined : { from, to });
  };

export const code =
  (field: string, path: string, codeOf: (value: unknown) => unknown = (value) => value): Read =>
  (json) =>
    answer(field, 'code', codeOf(at(json, path)));

const someOf = <T>(rows: readonly T[]): readonly T[] | undefined => (rows.length === 0 ? undefined : rows);

/** Codes of rows that each have one at `of`. */
export const codes =
  (field: string, path: string, of = 'typ'): Read =>
  (json) =>
    answer(
      field,
      'codes',
      // a row without a code says nothing
      someOf(rowsAt(json, path).flatMap((row) => textAt(row, of) || [])),
    );

/** A property for each code, with its date. */
export const datedCodes =
  (field: string, paths: Readonly<Record<string, string>>): Read =>
  (json) =>
    answer(
      field,
      'datedCodes',
      someOf(
        Object.entries(paths).flatMap(([own, path]) =>
          at(json, path) === undefined ? [] : [{ code: own, date: textAt(json, path) }],
        ),
      ),
    );

export const diagnoses =
  (field: string, path = 'diagnoser'): Read =>
  (json) =>
    answer(
      field,
      'diagnoses',
      someOf(
        rowsAt(json, path).map((row) => ({
          // as the old systems took it
          code: textAt(row, 'diagnosKod').trim().toUpperCase(),
          codeSystem: textAt(row, 'diagnosKodSystem') || 'ICD_10_SE',
          description: textAt(row, 'diagnosBeskrivning'),
        })),
      ),
    );

/** Answers to additional questions (tilläggsfrågor). */
export const additional: Read = (json) =>
  Object.assign(
    {},
    ...rowsAt(json, 'tillaggsfragor').map((row) => answer(`${textAt(row, 'id')}.1`, 'text', at(row, 'svar'))),
  ) as Answers;
