import type { BilingualQuestion, Words } from './bilingual.ts';

/** What Transportstyrelsen's certificates share: who the patient is, and which licences it is about. */

/** Licence categories (behörigheter) as the certificate concerns them, kv_intyget_avser. Source: domain.md §3.9, IAV. */
const CONCERNS = '24c41b8d-258a-46bf-a08a-b90738b28770';
/** Licence categories as the doctor judges them, kv_körkortsbehörighet. Source: domain.md §3.9, VAR. */
const JUDGED = 'e889fa20-1dee-4f79-8b37-03853e75a9f8';

/** What each code of the two tables means, by its number. Source: domain.md §3.9. */
const HEAVY: readonly string[] = ['C1', 'C1E', 'C', 'CE', 'D1', 'D1E', 'D', 'DE', 'Taxi'];
const LIGHT: readonly Words[] = [
  ['AM', 'AM'],
  ['A1', 'A1'],
  ['A2', 'A2'],
  ['A', 'A'],
  ['B', 'B'],
  ['BE', 'BE'],
  ['Traktor', 'Tractor'],
];
const OTHER: Words = ['Annat', 'Other'];
const UNDECIDED: Words = ['Kan inte ta ställning', 'Cannot decide'];

type Options = readonly { readonly code: string; readonly label: Words; readonly alone?: true }[];

const heavy = (table: string): Options =>
  HEAVY.map((name, index) => ({ code: `${table}${index + 1}`, label: [name, name] }));
const light = (table: string, first: number): Options =>
  LIGHT.map((label, index) => ({ code: `${table}${first + index}`, label }));

/** C1 to taxi, which ask for more of the driver (högre behörigheter). */
export const higher = (table: 'IAV' | 'VAR'): readonly string[] => heavy(table).map(({ code }) => code);
/** D1 to taxi: the driver carries people (persontransport). */
export const CARRIES_PEOPLE: readonly string[] = higher('IAV').slice(4);
/** AM to tractor. */
export const LIGHT_CONCERNS: readonly string[] = light('IAV', 11).map(({ code }) => code);

const OPTIONS = {
  /** Higher categories and other. */
  higherAndOther: { codeSystem: CONCERNS, options: [...heavy('IAV'), { code: 'IAV10', label: OTHER }] },
  all: { codeSystem: CONCERNS, options: [...light('IAV', 11), ...heavy('IAV')] },
  allAsJudged: { codeSystem: JUDGED, options: [...light('VAR', 12), ...heavy('VAR')] },
} as const satisfies Record<string, { codeSystem: string; options: Options }>;

/** The verdict: no category at all beside "cannot decide". */
const UNDECIDED_ALONE = { code: 'VAR11', label: UNDECIDED, alone: true } as const;

/** Messages may say a category twice, and leave their answers without numbers. */
const FREELY = { only: { DUPLICATE_CODE: 'DRAFT', INSTANCE: 'DRAFT' } } as const;

export const VERDICTS = {
  // the form takes the others away; a message is not held to that. Source: domain.md §3.9, 33
  higherAndOther: {
    only: { ...FREELY.only, NOT_ALONE: 'DRAFT' },
    codeSystem: JUDGED,
    options: [...heavy('VAR'), { code: 'VAR10', label: OTHER }, UNDECIDED_ALONE],
  },
  all: { codeSystem: JUDGED, options: [...light('VAR', 12), ...heavy('VAR'), UNDECIDED_ALONE] },
} as const satisfies Record<string, Partial<BilingualQuestion> & { codeSystem: string; options: Options }>;

/** Question 1.1. */
export const concerns = (
  categories: keyof typeof OPTIONS,
  label: Words = ['Intyget avser följande behörigheter', 'The certificate concerns these licences'],
): BilingualQuestion => ({
  kind: 'codes',
  id: '1',
  field: '1.1',
  label,
  help: [
    'Markera de behörigheter som patienten har eller söker och som intyget behövs för.',
    'Tick the licences that the patient has or applies for and that the certificate is needed for.',
  ],
  required: true,
  ...FREELY,
  ...OPTIONS[categories],
});

/** Question 2.1, kv_id_kontroll. Source: domain.md §3.9, IDK. */
export const identity: BilingualQuestion = {
  kind: 'code',
  id: '2',
  field: '2.1',
  label: ['Identitet styrkt genom', 'Identity proved by'],
  help: [
    'Hur du vet vem patienten är. Försäkran är en anhörigs skriftliga ord enligt TSFS 2010:125.',
    'How you know who the patient is. The assurance is a relative’s written word under TSFS 2010:125.',
  ],
  required: true,
  codeSystem: 'e7cc8f30-a353-4c42-b17a-a189b6876647',
  options: [
    { code: 'IDK1', label: ['ID-kort', 'Identity card'] },
    { code: 'IDK2', label: ['Företagskort eller tjänstekort', 'Company or service card'] },
    { code: 'IDK3', label: ['Svenskt körkort', 'Swedish driving licence'] },
    { code: 'IDK4', label: ['Personlig kännedom', 'Personal knowledge'] },
    { code: 'IDK5', label: ['Försäkran enligt 18 kap 4 §', 'Assurance under chapter 18, section 4'] },
    { code: 'IDK6', label: ['Pass', 'Passport'] },
  ],
};

/** Question 33.1. */
export const verdict = (licences: keyof typeof VERDICTS): BilingualQuestion => ({
  kind: 'codes',
  id: '33',
  field: '33.1',
  label: [
    'Ange för vilka behörigheter som patienten uppfyller kraven enligt Transportstyrelsens föreskrifter och allmänna råd om medicinska krav för innehav av körkort m.m. (TSFS 2010:125)',
    'Say for which licences the patient meets Transportstyrelsen’s medical requirements (TSFS 2010:125)',
  ],
  help: [
    'Välj Kan inte ta ställning när underlaget inte räcker; då väljs ingen behörighet.',
    'Choose Cannot decide when there is too little to judge by; then no licence is chosen.',
  ],
  required: true,
  ...FREELY,
  ...VERDICTS[licences],
});

/** Question 34.1. */
export const specialist = (maxLength: number, more: Pick<BilingualQuestion, 'only'> = {}): BilingualQuestion => ({
  kind: 'text',
  id: '34',
  field: '34.1',
  label: [
    'Patienten bör före ärendets avgörande undersökas av läkare med specialistkompetens i',
    'Before the decision the patient should be examined by a specialist in',
  ],
  maxLength,
  ...more,
});

/** What holds for each of Transportstyrelsen's certificates. Source: domain.md §3.0, §11.3 C10. */
export const TRANSPORTSTYRELSEN = {
  owner: 'TRANSP',
  recipient: 'TRANSP',
  signedBy: ['DOCTOR', 'PRIVATE_DOCTOR'],
  draftedBy: ['CARE_ADMINISTRATOR', 'NURSE', 'MIDWIFE'],
  raisesOlderDrafts: false,
  automaticSending: false,
  patientSees: true,
  cases: false,
  protectedPatients: false,
  deceasedPatients: false,
  copies: { REPLACE: 'ALL', COPY_LOCKED: 'ALL' },
} as const;
