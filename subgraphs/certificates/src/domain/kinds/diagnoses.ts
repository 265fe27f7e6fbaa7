import { DiagnosisCodeSystem, isPreciseCode, isRegisterCode } from '../diagnosis.ts';
import { type Asked, kind, type ReceivedGroup, type Received } from '../kind.ts';
import { charactersFault, mendRows, oneLineFaults, rows, single, subText, textOf, WRONG_KIND } from './parts.ts';

/** A diagnosis of the certificate. The first row is the main diagnosis (huvuddiagnos). */
export interface DiagnosisRow {
  /** Upper case, no dot. */
  readonly code: string;
  readonly codeSystem: DiagnosisCodeSystem;
  /** In the doctor's words, or the register's title. */
  readonly description: string;
}

export interface DiagnosesQuestion extends Asked<'diagnoses'> {
  readonly codeSystems: readonly DiagnosisCodeSystem[];
  /** Characters of a description. */
  readonly maxLength: number;
  /** Sub-answer ids of each row; there are no more rows than these. */
  readonly rows: readonly { readonly code: string; readonly description: string }[];
  /** The register's OID in messages where it is not that of the older types. */
  readonly oids?: Readonly<Partial<Record<DiagnosisCodeSystem, string>>>;
  /** A code may stand without a description. */
  readonly optionalDescription?: true;
  /** Each row goes into an answer (svar) of its own, all with the ids of the first. */
  readonly each?: true;
}

/** The registers' OIDs in messages of types that are not of the new engine, whose messages may have them, too. Source: domain.md §3.0, OIDs. */
const OIDS: Readonly<Record<DiagnosisCodeSystem, string>> = {
  ICD_10_SE: '1.2.752.116.1.1.1.1.3',
  KSH_97_P: '1.2.752.116.1.3.1.4.1',
};

/** Characters of what may stand where a diagnosis code is being written; none that exists is as long. */
const LONGEST_CODE = 10;

const oidsOf = ({ oids }: DiagnosesQuestion): Readonly<Record<DiagnosisCodeSystem, string>> => ({ ...OIDS, ...oids });

const EMPTY_ROW: DiagnosisRow = { code: '', codeSystem: 'ICD_10_SE', description: '' };

/** A row of a message; an empty one where the message has nothing, so that what is missing above it is seen. */
function rowFrom(
  question: DiagnosesQuestion,
  place: { readonly code: string; readonly description: string },
  group: ReceivedGroup,
): Received<DiagnosisRow> {
  const [code, description] = [group.get(place.code), group.get(place.description)];
  const text = description === undefined ? '' : textOf(description);
  if (text === undefined || (code && !('code' in code))) return WRONG_KIND;
  if (!code) return { value: { ...EMPTY_ROW, description: text } };
  const systems = Object.keys(DiagnosisCodeSystem) as DiagnosisCodeSystem[];
  const oid = code.codeSystem.trim();
  const codeSystem = systems.find((system) => [oidsOf(question)[system], OIDS[system]].includes(oid));
  if (!codeSystem) return { fault: { rule: 'UNKNOWN_CODE' } };
  return { value: { code: code.code.trim().toUpperCase(), codeSystem, description: text } };
}

export const diagnosesKind = kind<readonly DiagnosisRow[], DiagnosesQuestion>()({
  description: 'Diagnoses, the main one (huvuddiagnos) first.',
  shape: [{ code: 'string', codeSystem: 'string', description: 'string' }],
  missing: { sv: 'Ange minst en diagnos.', en: 'Give at least one diagnosis.' },
  rules: {
    /** Source: V-ICD. */
    DIAGNOSIS_CODE: {
      kind: 'INVALID_FORMAT',
      text: {
        sv: 'Ange en giltig diagnoskod, så noggrann som intyget kräver.',
        en: 'Give a valid diagnosis code, as precise as the certificate needs.',
      },
    },
    /** Not in the chosen register; what a message has is not looked up. Source: V-ICD. */
    DIAGNOSIS_UNKNOWN: {
      kind: 'INVALID_FORMAT',
      text: { sv: 'Diagnoskoden finns inte i kodverket.', en: 'The register has no such diagnosis code.' },
      only: 'DRAFT',
    },
    /** Source: V-DIAG. */
    DIAGNOSIS_CODE_MISSING: { kind: 'EMPTY', text: { sv: 'Ange en diagnoskod.', en: 'Give a diagnosis code.' } },
    /** Source: V-DIAG. */
    DIAGNOSIS_DESCRIPTION: { kind: 'EMPTY', text: { sv: 'Beskriv diagnosen.', en: 'Describe the diagnosis.' } },
    /** Source: V-DIAG, all rows of one register. */
    DIAGNOSIS_CODE_SYSTEM: {
      kind: 'INCORRECT_COMBINATION',
      text: {
        sv: 'Alla diagnoser ska vara ur samma kodverk.',
        en: 'All diagnoses must be of the same register.',
      },
    },
  },
  faults: ({ rows: places, codeSystems, maxLength, optionalDescription }, value, { isDiagnosis }) => [
    value.length === 0 && { rule: 'BLANK' },
    value.length > places.length && { rule: 'TOO_MANY' },
    ...value.flatMap(({ code, codeSystem, description }, index) => {
      const row = index + 1;
      const ofRegister = codeSystems.includes(codeSystem) && codeSystem === value[0]?.codeSystem;
      const judged = code !== '' && ofRegister;
      // what is no register has no codes to look among
      const isKnown = judged && isRegisterCode(codeSystem, code) && (isDiagnosis?.(codeSystem, code) ?? true);
      return [
        code === '' && ({ rule: 'DIAGNOSIS_CODE_MISSING', at: `${row}.code` } as const),
        !ofRegister && ({ rule: 'DIAGNOSIS_CODE_SYSTEM', at: `${row}.code` } as const),
        judged && !isPreciseCode(code) && ({ rule: 'DIAGNOSIS_CODE', at: `${row}.code` } as const),
        judged && isPreciseCode(code) && !isKnown && ({ rule: 'DIAGNOSIS_UNKNOWN', at: `${row}.code` } as const),
        !optionalDescription &&
          description.trim() === '' &&
          ({ rule: 'DIAGNOSIS_DESCRIPTION', at: `${row}.description` } as const),
        description.length > maxLength && ({ rule: 'TOO_LONG', at: `${row}.description` } as const),
        code.length > LONGEST_CODE && ({ rule: 'TOO_LONG', at: `${row}.code` } as const),
        charactersFault(code, `${row}.code`),
        ...oneLineFaults(description, `${row}.description`),
      ];
    }),
  ],
  facts: (value) => ({ codes: value.map(({ code }) => code) }),
  several: ({ each }) => each ?? false,
  fields: ({ rows: places }) => places.flatMap(({ code, description }) => [code, description]),
  toTransport: (question, value) => {
    const sent = value.flatMap(({ code, codeSystem, description }, row) => {
      const place = question.rows[row];
      if (!place) return [];
      return [
        [
          ...(question.optionalDescription && description === '' ? [] : [subText(place.description, description)]),
          { id: place.code, value: { code, codeSystem: oidsOf(question)[codeSystem] } },
        ],
      ];
    });
    if (question.each) return sent.map((subAnswers, row) => ({ option: String(row), subAnswers }));
    return sent.length === 0 ? [] : [{ subAnswers: sent.flat() }];
  },
  fromTransport: (question, groups) => {
    const [place] = question.rows;
    if (question.each && place)
      return rows(groups, [place.code, place.description], (group) => rowFrom(question, place, group));
    return single(
      groups,
      question.rows.flatMap(({ code, description }) => [code, description]),
      (group) => {
        const last = question.rows.findLastIndex(({ code, description }) => group.has(code) || group.has(description));
        const found = question.rows.slice(0, last + 1).map((place) => rowFrom(question, place, group));
        const fault = found.find((one) => one && 'fault' in one);
        if (fault && 'fault' in fault) return fault;
        return { value: found.flatMap((one) => (one && 'value' in one ? [one.value] : [])) };
      },
    );
  },
  mend: (_, value, { titleOf }) => {
    const rowOf = (row: DiagnosisRow) => `${value.indexOf(row) + 1}`;
    return mendRows(value, (row) => {
      if (row.code === '') return { leftOut: { rule: 'DIAGNOSIS_CODE_MISSING', at: `${rowOf(row)}.code` } };
      // the others are not looked up. Source: domain.md §3.14
      if (row.codeSystem !== 'ICD_10_SE')
        return { leftOut: { rule: 'DIAGNOSIS_CODE_SYSTEM', at: `${rowOf(row)}.code` } };
      const title = row.description.trim() === '' ? titleOf?.(row.codeSystem, row.code) : undefined;
      if (title === undefined) return { row };
      const filledIn = { rule: 'DIAGNOSIS_DESCRIPTION', at: `${rowOf(row)}.description` };
      return { row: { ...row, description: title }, filledIn };
    });
  },
  show: (_, value) => value,
  text: (_, value) => value.map(({ code, description }) => `${code} ${description}`.trim()),
  table: (_, value) => ({
    heads: [value[0]?.codeSystem === 'KSH_97_P' ? 'Kod enligt KSH97-P' : 'Kod enligt ICD-10-SE', 'Diagnos'],
    rows: value.map(({ code, description }) => [code, description]),
    wide: 1,
  }),
  form: ({ maxLength, codeSystems, rows: places }) => ({ maxLength, codeSystems, maxRows: places.length }),
});
