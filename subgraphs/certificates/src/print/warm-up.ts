import type { Printed } from '../domain/printed.ts';
import type { Typesetter } from './typesetter.ts';

const LINES = Array.from({ length: 200 }, (_, line) => `Rad ${line} är så lång som en rad brukar vara i ett intyg.`);

/** A print of nobody's: a thread that has set it sets the next one in a tenth of the time. */
const NOTHING: Printed = {
  layout: 'general',
  title: 'Intyg',
  form: '',
  mark: ['Utkast'],
  watermark: null,
  subject: '',
  notices: [],
  facts: [],
  categories: [{ title: 'Svar', questions: [{ label: 'Fråga', lines: LINES, form: 'TEXT', table: null }] }],
  issuer: { title: 'Enhet', facts: [] },
  foot: [],
};

/** A process that has just started has others to answer first: it takes a second of a processor, milliseconds. */
const CALM = 10_000;

/** Gets the first thread ready, while nobody waits for it. Returns how to give that up. */
export function warmUp(typesetter: Typesetter): () => void {
  const later = setTimeout(() => void typesetter.pdf(NOTHING).catch(() => {}), CALM);
  return () => clearTimeout(later);
}
