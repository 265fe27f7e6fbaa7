import { type Asked, kind } from '../kind.ts';
import { charactersFault, GIVE_AN_ANSWER, single, subText, textFaults, textOf, WRONG_KIND } from './parts.ts';

/** A category of ICF, the classification of functioning (funktionstillstånd), by its code and its title. */
export interface IcfCategory {
  /** As b280. */
  readonly code: string;
  readonly title: string;
}

export interface IcfText {
  readonly text: string;
  /** Chosen beside the text. */
  readonly categories: readonly IcfCategory[];
}

export interface IcfTextQuestion extends Asked<'icfText'> {
  /** Characters, with the titles of the categories. */
  readonly maxLength: number;
}

/** What a reader is sent: the categories' titles, then the text. Source: domain.md §3.1, row 35.1. */
export const whole = ({ text, categories }: IcfText): string => {
  const titles = categories.map(({ title }) => title).join(' - ');
  return titles === '' ? text : `${titles}. ${text}`;
};

export const icfTextKind = kind<IcfText, IcfTextQuestion>()({
  description: 'Free text with categories of ICF (fritext med ICF-kategorier).',
  shape: { text: 'string', categories: [{ code: 'string', title: 'string' }] },
  missing: GIVE_AN_ANSWER,
  rules: {
    ICF_CODE: {
      kind: 'INVALID_FORMAT',
      text: { sv: 'ICF-koden har fel format.', en: 'The ICF code has the wrong form.' },
      neverStored: true,
    },
  },
  faults: ({ maxLength }, answer) => [
    ...textFaults(answer.text, maxLength),
    answer.text.length <= maxLength && whole(answer).length > maxLength && { rule: 'TOO_LONG', at: 'categories' },
    ...answer.categories.flatMap(({ code, title }) => [
      !/^[bd]\d{3,5}$/.test(code) && ({ rule: 'ICF_CODE', at: 'categories' } as const),
      charactersFault(title, 'categories'),
    ]),
    new Set(answer.categories.map(({ code }) => code)).size < answer.categories.length && {
      rule: 'DUPLICATE_CODE',
      at: 'categories',
    },
  ],
  facts: ({ categories }) => ({ codes: categories.map(({ code }) => code) }),
  fields: ({ field }) => [field],
  toTransport: ({ field }, answer) => [{ subAnswers: [subText(field, whole(answer))] }],
  // the titles come back as part of the text: a message has no place for the codes
  fromTransport: ({ field }, groups) =>
    single<IcfText>(groups, [field], (group) => {
      const text = textOf(group.get(field));
      return text === undefined ? WRONG_KIND : { value: { text, categories: [] } };
    }),
  show: (_, value) => value,
  text: (_, answer) => whole(answer).split(/\r\n?|\n/),
  form: ({ maxLength }) => ({ maxLength }),
});
