import { booleanKind } from './boolean.ts';
import { codeKind } from './code.ts';
import { codedPeriodsKind } from './coded-periods.ts';
import { codesKind } from './codes.ts';
import { datedCodesKind } from './dated-codes.ts';
import { diagnosesKind } from './diagnoses.ts';
import { textKind } from './text.ts';

/** Every kind of question, by the name that an answer of it has. A new kind is its own file and a line here. */
export const KINDS = {
  boolean: booleanKind,
  text: textKind,
  code: codeKind,
  codes: codesKind,
  datedCodes: datedCodesKind,
  diagnoses: diagnosesKind,
  codedPeriods: codedPeriodsKind,
} as const;
