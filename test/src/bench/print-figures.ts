import { createTypesetter, LAYOUTS, type Printed } from '@intygsgraf/certificates';
import { readPdf } from '../support/read-pdf.ts';
import { clock, median } from './statistics.ts';

/** Milliseconds of each round. */
export interface PrintRounds {
  readonly ours: readonly number[];
  /** The same words by the same compiler without a layout: neither headings nor tags for them, head, foot or facts. */
  readonly bare: readonly number[];
  readonly pages: number;
}

const BARE = `#let print = json(bytes(sys.inputs.print))
#set text(lang: "sv", font: "Source Sans 3", size: 10.5pt)
#for category in print.categories { for question in category.questions { parbreak(); question.lines.join(linebreak()) } }`;

/** Answers of 30 pages: 36 of 4,000 characters, each with other words, so that nothing is remembered. */
const printed = (layout: string, round: string): Printed => ({
  layout,
  title: 'Läkarintyg för sjukpenning',
  form: 'FK7804 (LISJP), version 1.3',
  mark: ['Signerat intyg', 'Fullständig utskrift'],
  watermark: null,
  subject: 'Personnummer 19121212-1212',
  notices: [],
  facts: [{ label: 'Personnummer', lines: ['19121212-1212'] }],
  categories: Array.from({ length: 36 }, (_, place) => ({
    title: `Kategori ${place}`,
    questions: [{ label: `Fråga ${place}`, lines: [answer(`${round} ${place}`)], form: 'TEXT', table: null }],
  })),
  issuer: { title: 'Utfärdat av', facts: [] },
  foot: ['Intygs-id'],
});

const answer = (of: string): string =>
  Array.from({ length: 60 }, (_, line) => `Rad ${line} av ${of}: patienten är nedsatt och behöver pauser under dagen.`)
    .join(' ')
    .slice(0, 4_000);

/** A print of 30 pages by turns in our layout and in none, after two of each that are not counted. */
export async function measurePrints(rounds: number, general = LAYOUTS['general'] ?? ''): Promise<PrintRounds> {
  const typesetter = createTypesetter({ general, bare: BARE });
  const timed = async (layout: string, round: string): Promise<number> => {
    const began = clock();
    await typesetter.pdf(printed(layout, round));
    return clock() - began;
  };
  const [ours, bare]: [number[], number[]] = [[], []];
  try {
    const { pages } = await readPdf(await typesetter.pdf(printed('general', 'warm')));
    for (const layout of ['bare', 'general', 'bare']) await timed(layout, 'warm again');
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await timed('general', `${round}`));
      bare.push(await timed('bare', `${round}`));
    }
    return { ours, bare, pages };
  } finally {
    await typesetter.stop();
  }
}

/** How many times as long as without a layout. */
export const printRatio = ({ ours, bare }: PrintRounds): number => median(ours) / median(bare);
