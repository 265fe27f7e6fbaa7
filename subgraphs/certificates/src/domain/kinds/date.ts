import { isDay } from '@intygsgraf/kernel/domain';
import { type Asked, kind, type TransportValue } from '../kind.ts';
import { alone, dateFault, GIVE_A_DATE, single, WRONG_KIND } from './parts.ts';

/** A day. */
export interface DateQuestion extends Asked<'date'> {
  /** No day before this one. */
  readonly earliest?: 'BIRTH';
  /** No day after this one. */
  readonly latest?: 'TODAY';
  /** Messages carry it as a partial date with all its parts. */
  readonly written?: 'PARTIAL_DATE';
}

/** A day as the type's messages write it: as text, or as a partial date that is whole. */
function dateFrom(value: TransportValue | undefined, { written }: Pick<DateQuestion, 'written'>): string | undefined {
  if (!value) return undefined;
  if (written === 'PARTIAL_DATE') return 'partialDate' in value ? value.partialDate : undefined;
  // nothing but blanks after it
  return 'text' in value ? value.text.trimEnd() : undefined;
}

export const dateKind = kind<string, DateQuestion>()({
  description: 'A day (datum), YYYY-MM-DD.',
  shape: 'string',
  missing: GIVE_A_DATE,
  rules: {
    DATE_BEFORE_BIRTH: {
      kind: 'OTHER',
      text: { sv: 'Datumet är före patientens födelse.', en: 'The date is before the patient was born.' },
    },
  },
  faults: ({ earliest, latest }, date, { today, birthDate }) => {
    // a day out of all reason that is to come is told as that
    if (latest && isDay(date) && date > today) return [{ rule: 'DATE_IN_FUTURE' }];
    const isTooEarly = earliest && birthDate !== undefined && isDay(date) && date < birthDate;
    return isTooEarly ? [{ rule: 'DATE_BEFORE_BIRTH' }] : [dateFault(date)];
  },
  facts: (date) => (isDay(date) ? { days: [{ first: date, last: date }] } : {}),
  fields: ({ field }) => [field],
  toTransport: ({ field, written }, date) =>
    alone(field, written ? { format: 'YYYY-MM-DD', partialDate: date } : { text: date }),
  fromTransport: (question, groups) =>
    single(groups, [question.field], (group) => {
      const value = dateFrom(group.get(question.field), question);
      return value === undefined ? WRONG_KIND : { value };
    }),
  show: (_, value) => value,
  text: (_, value) => [value],
  printed: () => 'BESIDE',
  form: ({ latest }) => ({ pastOnly: latest !== undefined }),
});
