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

/** Gets the first thread ready, while nobody waits for it. */
export function warmUp(typesetter: Typesetter): void {
  void typesetter.pdf(NOTHING).catch(() => {});
}
