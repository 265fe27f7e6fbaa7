import { booleanKind } from './boolean.ts';
import { causesKind } from './causes.ts';
import { codeKind } from './code.ts';
import { codedPeriodsKind } from './coded-periods.ts';
import { codesKind } from './codes.ts';
import { dateKind } from './date.ts';
import { datedCodesKind } from './dated-codes.ts';
import { diagnosesKind } from './diagnoses.ts';
import { municipalityKind } from './municipality.ts';
import { numberKind } from './number.ts';
import { partialDateKind } from './partial-date.ts';
import { percentPeriodsKind } from './percent-periods.ts';
import { evidenceKind } from './evidence.ts';
import { icfTextKind } from './icf-text.ts';
import { integerKind } from './integer.ts';
import { messageKind } from './message.ts';
import { periodKind } from './period.ts';
import { textKind } from './text.ts';
import { yearKind } from './year.ts';
import { yearlyDiagnosesKind } from './yearly-diagnoses.ts';

/** Every kind of question, by the name that an answer of it has. A new kind is its own file and a line here. */
export const KINDS = {
  boolean: booleanKind,
  text: textKind,
  code: codeKind,
  codes: codesKind,
  datedCodes: datedCodesKind,
  diagnoses: diagnosesKind,
  codedPeriods: codedPeriodsKind,
  date: dateKind,
  partialDate: partialDateKind,
  year: yearKind,
  number: numberKind,
  municipality: municipalityKind,
  percentPeriods: percentPeriodsKind,
  yearlyDiagnoses: yearlyDiagnosesKind,
  causes: causesKind,
  evidence: evidenceKind,
  icfText: icfTextKind,
  integer: integerKind,
  message: messageKind,
  period: periodKind,
} as const;
