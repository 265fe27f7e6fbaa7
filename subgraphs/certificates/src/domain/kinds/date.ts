import { isDate } from '../calendar-date.ts';
import { type Asked, kind } from '../kind.ts';
import { alone, dateFault, GIVE_A_DATE, single, textOf, WRONG_KIND } from './parts.ts';

export interface DateQuestion extends Asked<'date'> {
  /** No date after this day. */
  readonly latest?: 'TODAY';
  /** No date before this day. */
  readonly earliest?: 'BIRTH';
}

export const dateKind = kind<string, DateQuestion>()({
  description: 'A date (datum), YYYY-MM-DD.',
  shape: 'string',
  missing: GIVE_A_DATE,
  rules: {
    DATE_BEFORE_BIRTH: {
      kind: 'OTHER',
      text: { sv: 'Datumet är före patientens födelse.', en: 'The date is before the patient was born.' },
    },
  },
  faults: ({ latest, earliest }, date, { today, birthDate }) => [
    dateFault(date, undefined, latest && today),
    earliest && birthDate !== undefined && isDate(date) && date < birthDate && { rule: 'DATE_BEFORE_BIRTH' },
  ],
  facts: (date) => (isDate(date) ? { days: [{ first: date, last: date }] } : {}),
  fields: ({ field }) => [field],
  toTransport: ({ field }, text) => alone(field, { text }),
  fromTransport: ({ field }, groups) =>
    single<string>(groups, [field], (group) => {
      const date = textOf(group.get(field));
      return date === undefined ? WRONG_KIND : { value: date.trim() };
    }),
  show: (_, value) => value,
  text: (_, date) => [date],
  form: ({ latest }) => ({ pastOnly: latest === 'TODAY' }),
});
