import { type Breakdown, KINDS, type Kind } from '../live/unhandled.ts';
import { type Locale, texts } from '../texts.ts';
import type { BadgeState } from './badge-state.ts';

/** All that a badge's looks depend on. */
export interface Shown {
  readonly locale: Locale;
  readonly kind: Kind;
  readonly state: BadgeState;
  /** Null when no number may be shown. */
  readonly breakdown: Breakdown | null;
  /** When the graph last vouched for the numbers; milliseconds since 1970. */
  readonly heard: number;
  readonly max: number;
  readonly hideZero: boolean;
  /** Where the badge leads, if it is a link. */
  readonly href: string | null;
  /** The count that is being announced, if any. */
  readonly announced: number | null;
}

function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string> = {},
  ...content: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...content);
  return made;
}

/** A live region is read out when it is written to, even if with the same words. */
const write = (element: HTMLElement, text: string) => {
  if (element.textContent !== text) element.textContent = text;
};

/**
 * What is inside a badge. It is made once and only its texts change: nothing that the user has reached or opened is taken
 * away by a new number, and the live regions are there before there is any news.
 *
 * Made by hand: Lit's templates are 3 KB, a third of what may be sent to every page of every journal for a badge.
 */
export class BadgeView {
  readonly #defaultLabel = make('slot');
  readonly #count = make('span', { part: 'count' });
  readonly #content = [
    make('slot', { name: 'icon' }),
    make('span', { part: 'label' }, this.#defaultLabel),
    ' ',
    this.#count,
  ];
  readonly #toggle = make('button', { part: 'toggle', type: 'button', popovertarget: 'breakdown' }, '▾');
  readonly #rows = KINDS.map((kind) => ({ kind, term: make('dt'), number: make('dd') }));
  readonly #reason = make('span', { role: 'status' });
  readonly #age = make('span');
  readonly #announcement = make('span', { class: 'unseen', role: 'status' });
  #button: HTMLElement | undefined;

  readonly root = make(
    'span',
    { class: 'badge' },
    this.#toggle,
    make(
      'div',
      { part: 'breakdown', id: 'breakdown', popover: '' },
      make('dl', {}, ...this.#rows.flatMap(({ term, number }) => [term, number])),
    ),
    make('span', { part: 'status', id: 'status' }, this.#reason, this.#age),
    this.#announcement,
  );

  /** `open` is called with each press on the badge. */
  constructor(readonly open: (event: Event) => void) {}

  show({ locale, kind, state, breakdown, heard, max, hideZero, href, announced }: Shown) {
    const text = texts[locale];
    const count = breakdown && breakdown[kind];
    const live = state === 'live';
    const calm = live || state === 'idle' || state === 'connecting';
    const time = () => new Date(heard).toLocaleTimeString('sv', { timeStyle: 'short' });

    this.#lead(href);
    this.root.lang = locale;
    this.#toggle.ariaLabel = text.breakdown;
    write(this.#defaultLabel, text[kind]);
    write(this.#count, count === null ? '–' : count > max ? `${max}+` : `${count}`);
    this.#count.className = live ? (count ? 'new' : '') : 'old';
    this.#count.hidden = live && hideZero && !count;
    for (const row of this.#rows) {
      write(row.term, text[row.kind]);
      write(row.number, breakdown ? `${breakdown[row.kind]}` : '–');
    }
    write(this.#reason, calm || breakdown ? '' : (text[state as 'other'] ?? text.other));
    write(this.#age, breakdown && !live ? `${text.updated} ${time()}` : '');
    write(this.#announcement, announced === null ? '' : `${text[kind]}: ${announced}`);
  }

  /** A link when it leads somewhere, else a button. */
  #lead(href: string | null) {
    if (this.#button && this.#button.getAttribute('href') === href) return;
    const attributes = { part: 'button', 'aria-describedby': 'status' };
    const button = href
      ? make('a', { ...attributes, href }, ...this.#content)
      : make('button', { ...attributes, type: 'button' }, ...this.#content);
    button.onclick = this.open;
    this.#button?.remove();
    this.root.prepend((this.#button = button));
  }
}
