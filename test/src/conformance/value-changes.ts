import { addDays } from '@intygsgraf/kernel/domain';
import type { Element } from 'slimdom';

/** Something that can be done to an element, by a name that says what. */
export type Edit = readonly [name: string, edit: (element: Element) => void];

/** What else a message of a type may say. */
export interface Vocabulary {
  readonly questions: readonly string[];
  readonly fields: readonly string[];
  /** Codes of a sub-answer. */
  readonly codes: ReadonlyMap<string, readonly { readonly code: string; readonly system: string }[]>;
  /** The longest text of a sub-answer. */
  readonly lengths: ReadonlyMap<string, number>;
  readonly today: string;
}

const TYPES = 'urn:riv:clinicalprocess:healthcond:certificate:types:3';

/** The elements of a name within another one. */
export const named = (within: Element, name: string): Element[] =>
  [...within.getElementsByTagName('*')].filter(({ localName }) => localName === name);

/** Says something else in a part of a value. */
const put =
  (parts: Readonly<Record<string, string>>) =>
  (subAnswer: Element): void => {
    for (const [name, text] of Object.entries(parts)) {
      const [part] = named(subAnswer, name);
      if (part) part.textContent = text;
    }
  };

const without =
  (name: string) =>
  (subAnswer: Element): void =>
    named(subAnswer, name)[0]?.remove();

const says = (text: string): Edit => [
  `says ${text.length > 40 ? `${text.length} characters` : JSON.stringify(text)}`,
  (subAnswer) => void (subAnswer.textContent = text),
];

/** What can be done to a sub-answer (delsvar). */
export function partEdits(part: Element, vocabulary: Vocabulary): readonly Edit[] {
  const id = part.getAttribute('id') ?? '';
  const question = id.split('.')[0] ?? '';
  const others = vocabulary.fields.filter((other) => other !== id && other.startsWith(`${question}.`));
  const copy = (own: Element): Element => {
    const made = own.cloneNode(true) as Element;
    own.after(made);
    return made;
  };
  return [
    ['left out', (own) => own.remove()],
    ['twice', (own) => void copy(own)],
    ...[...others, `${question}.99`, '77.1'].map((other): Edit => [
      `called ${other}`,
      (own) => own.setAttribute('id', other),
    ]),
    ...others.map((other): Edit => [`again as ${other}`, (own) => copy(own).setAttribute('id', other)]),
    ...ofValue(id, part, vocabulary),
    ...OTHER_KINDS,
  ];
}

function ofValue(id: string, part: Element, vocabulary: Vocabulary): readonly Edit[] {
  const value = part.firstElementChild;
  const text = (name: string): string => named(part, name)[0]?.textContent?.trim() ?? '';
  switch (value?.localName) {
    case undefined:
      return plainEdits(id, part.textContent?.trim() ?? '', vocabulary);
    case 'cv':
      return codeEdits(text('code'), text('codeSystem'), vocabulary.codes.get(id) ?? []);
    case 'datePeriod':
      return periodEdits(text('start'), text('end'));
    case 'partialDate':
      return partialDateEdits(text('value'), vocabulary.today);
    case 'pq':
      return quantityEdits(Number(text('value')));
    default:
      return [];
  }
}

const NO_DAYS = [
  '2026-02-30',
  '2026-02',
  '2026',
  '20260201',
  '2026-02-01Z',
  '2026-02-01T10:00:00',
  '2026-2-1',
  '0000-00-00',
  '2017-01-00',
  '2017-00-00',
];
const NUMBERS = [
  '-1',
  '0',
  '0.0',
  '1',
  '2.0',
  '2.1',
  '0.05',
  '0.1',
  '0.4',
  '0.5',
  '0.7',
  '0.8',
  '0.79',
  '1,0',
  '.5',
  '100',
  '101',
  'NaN',
  '+1.0',
  '01.0',
];
const AROUND = [-4000, -29, -28, -27, -2, -1, 1, 2, 27, 28, 29, 4000];

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** A text, which may be a truth, a date or a number. */
function plainEdits(id: string, text: string, { today, lengths }: Vocabulary): readonly Edit[] {
  const longest = lengths.get(id) ?? 10;
  const days = [today, addDays(today, 1), addDays(today, -1), '2099-12-31', '1850-01-01', '1900-01-01', ` ${today} `];
  return [
    ...['', ' ', 'x', 'true', 'false', '1', '0', 'TRUE', '2', ' true ', '\n\tx'].map(says),
    ...[longest, longest + 1, 3501, 4001].map((length) => says('x'.repeat(length))),
    ...(isDay(text) ? [...days, ...NO_DAYS, ...AROUND.map((by) => addDays(text, by))] : [today, '2026-02']).map(says),
    ...(/^-?\d+(?:\.\d+)?$/.test(text)
      ? [...NUMBERS, String(Number(text) + 1), String(Number(text) - 1)]
      : ['101']
    ).map(says),
  ];
}

const CODES = [
  '',
  ' ',
  'XXX',
  'S4',
  'S47',
  'S47A',
  'S47AB',
  'S47ABC',
  's47',
  'F32',
  'F320',
  'Z73',
  'Z731',
  'A00-',
  'A00.1',
  'H57',
  'U07',
  '1',
];
const SYSTEMS = ['', 'x', '1.2.752.116.1.1.1.1.3', '1.2.752.116.1.1.1.1.8', '1.2.752.116.1.3.1.4.1', 'KV_FKMU_0002'];

function codeEdits(code: string, system: string, known: readonly { code: string; system: string }[]): readonly Edit[] {
  return [
    ...known.map((one): Edit => [`code ${one.code}`, put({ code: one.code, codeSystem: one.system })]),
    ...[...CODES, `\n  ${code} `, code.toLowerCase()].map((other): Edit => [`code "${other}"`, put({ code: other })]),
    ...[...SYSTEMS, `\n  ${system} `].map((other): Edit => [`code system "${other}"`, put({ codeSystem: other })]),
    ...['code', 'codeSystem', 'displayName'].map((name): Edit => [`no ${name}`, without(name)]),
    ['display name empty', put({ displayName: '' })],
    [
      'two codes',
      (own) => {
        const value = own.firstElementChild;
        if (value) own.append(value.cloneNode(true));
      },
    ],
  ];
}

function periodEdits(start: string, end: string): readonly Edit[] {
  if (!isDay(start) || !isDay(end)) return [];
  const periods = [
    [start, start],
    [addDays(start, 1), start],
    [end, addDays(end, -1)],
    [start, addDays(start, 900)],
    ...[12, 13, 14].map((days) => [start, addDays(start, days)]),
    ['1850-01-01', end],
    ['2098-01-01', '2099-12-31'],
    ...[-40, -20, -10, -5, -3, -2, -1, 1, 2, 3, 5, 10, 20, 40].map((by) => [addDays(start, by), addDays(end, by)]),
    [` ${start} `, `\n${end}`],
    [`${start}Z`, `${end}Z`],
    ['2026-02-30', end],
    [start, '2026-13-01'],
    ['2026-02', end],
    ['', end],
  ] as const;
  return [
    ...periods.map(([from = '', to = '']): Edit => [`${from} to ${to}`, put({ start: from, end: to })]),
    ...['start', 'end'].map((name): Edit => [`no ${name}`, without(name)]),
  ];
}

function partialDateEdits(own: string, today: string): readonly Edit[] {
  const year = Number(today.slice(0, 4));
  const days = [
    today,
    addDays(today, 1),
    addDays(today, -1),
    '2099-12-31',
    '1850-01-01',
    '2026-02-30',
    'x',
    '',
    '2020',
  ];
  const written = [
    ...days.map((value) => ({ format: 'YYYY-MM-DD', value })),
    ...['2026-02', '2026-13', today.slice(0, 7), '1850-01', '2020'].map((value) => ({ format: 'YYYY-MM', value })),
    ...[year, year + 1, year - 1, 1850, 1900, 1930, '26', 'x', '', '2020-01'].map((value) => ({
      format: 'YYYY',
      value: String(value),
    })),
    ...['YY', ''].map((format) => ({ format, value: '2020' })),
    ...(isDay(own) ? AROUND.map((by) => ({ format: 'YYYY-MM-DD', value: addDays(own, by) })) : []),
  ];
  return [
    ...written.map((parts): Edit => [`${parts.format} ${parts.value}`, put(parts)]),
    ['blanks', put({ value: ` ${own} ` })],
    ...['format', 'value'].map((name): Edit => [`no ${name}`, without(name)]),
  ];
}

const QUANTITIES = [
  '-1.0',
  '0',
  '0.0',
  '0.5',
  '1',
  '1.0',
  '38.0',
  '39.0',
  '40.0',
  '100.0',
  '100.5',
  '101.0',
  '5.55',
  '50.',
  '05.0',
  ' 50.0 ',
  '1e1',
  'x',
  '',
];

function quantityEdits(number: number): readonly Edit[] {
  return [
    ...[...QUANTITIES, String(number + 1), String(number - 1)].map((text): Edit => [
      `quantity "${text}"`,
      put({ value: text }),
    ]),
    ...['', '%', ' % ', 'h', 'wk', 'x', '1'].map((unit): Edit => [`unit "${unit}"`, put({ unit })]),
    ...['value', 'unit'].map((name): Edit => [`no ${name}`, without(name)]),
  ];
}

const value =
  (kind: string, parts: Readonly<Record<string, string>>) =>
  (own: Element): void => {
    const made = own.ownerDocument?.createElementNS(TYPES, kind);
    if (!made) return;
    for (const [name, text] of Object.entries(parts)) {
      const part = own.ownerDocument?.createElementNS(TYPES, name);
      if (part) made.append(part);
      if (part) part.textContent = text;
    }
    own.replaceChildren(made);
  };

/** The value as one of another kind. */
const OTHER_KINDS: readonly Edit[] = [
  ['a code instead', value('cv', { code: 'UNDERSOKNING', codeSystem: 'KV_FKMU_0001' })],
  ['no information instead', value('cv', { code: 'NI', codeSystem: '2.16.840.1.113883.5.1008' })],
  ['a period instead', value('datePeriod', { start: '2026-01-01', end: '2026-01-02' })],
  ['a quantity instead', value('pq', { value: '50.0', unit: '%' })],
  ['a year instead', value('partialDate', { format: 'YYYY', value: '2020' })],
  ['a partial day instead', value('partialDate', { format: 'YYYY-MM-DD', value: '2020-02-02' })],
  ['an unknown kind instead', value('xyz', {})],
  ...['text', '2020', '2020-02-02', 'true', 'false'].map((text): Edit => [
    `the text ${text} instead`,
    (own) => own.replaceChildren(text),
  ]),
];
