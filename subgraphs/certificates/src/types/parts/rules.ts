import type { TypeRule } from '../../domain/certificate-type.ts';
import type { Condition, Day } from '../../domain/condition.ts';

/** Rules between questions that several types have, each under one name. */

type RuleOf = Pick<TypeRule, 'field' | 'at' | 'only' | 'ifSound' | 'insteadOf'>;

/** At least one of some boxes is ticked. */
export const atLeastOne = (of: RuleOf, needed: Condition, boxes: readonly Condition[]): TypeRule => ({
  id: 'NONE_CHOSEN',
  kind: 'EMPTY',
  text: { sv: 'Välj minst ett alternativ.', en: 'Choose at least one option.' },
  ...of,
  brokenWhen: { all: [needed, { not: { any: boxes } }] },
});

/** The date is not after another one. */
export const notAfter = (of: RuleOf, day: Day, when?: Condition): TypeRule => ({
  id: 'DATE_TOO_LATE',
  kind: 'INCORRECT_COMBINATION',
  text: {
    sv: 'Datumet är efter ett annat datum i intyget som det måste vara före.',
    en: 'The date is after another date of the certificate that it has to precede.',
  },
  ...of,
  brokenWhen: among({ field: of.field, after: day }, when),
});

/** The date is not before another one. */
export const notBefore = (of: RuleOf, day: Day, when?: Condition): TypeRule => ({
  id: 'DATE_TOO_EARLY',
  kind: 'INCORRECT_COMBINATION',
  text: {
    sv: 'Datumet är för långt före ett annat datum i intyget.',
    en: 'The date is too long before another date of the certificate.',
  },
  ...of,
  brokenWhen: among({ field: of.field, before: day }, when),
});

const among = (look: Condition, when: Condition | undefined): Condition => (when ? { all: [when, look] } : look);
