import type { UserText } from '@intygsgraf/kernel/domain';
import type { DiagnosisCodeSystem } from './diagnosis.ts';

/** What a question's kind tells the one who draws it; what a kind does not speak of is null, or false. */
export interface FormProperties {
  /** Characters of a text, or of a diagnosis' description. */
  readonly maxLength: number | null;
  readonly codeSystem: string | null;
  readonly options: readonly FormOption[] | null;
  readonly codeSystems: readonly DiagnosisCodeSystem[] | null;
  readonly maxRows: number | null;
  readonly pastOnly: boolean;
  /** Least and greatest number, and what it counts. */
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly unit: string | null;
  /** What a text may be completed to. */
  readonly suggestions: readonly string[] | null;
}

/** No kind has to name what it has not. */
export const NO_PROPERTIES: FormProperties = {
  maxLength: null,
  codeSystem: null,
  options: null,
  codeSystems: null,
  maxRows: null,
  pastOnly: false,
  minimum: null,
  maximum: null,
  unit: null,
  suggestions: null,
};

export interface FormOption {
  readonly code: string;
  readonly label: UserText;
  readonly alone: boolean;
}
