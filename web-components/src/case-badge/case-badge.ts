import { type PropertyValues, ReactiveElement } from 'lit';
import { configuredLocale, onConfigured, sourceFor } from '../configure.ts';
import { follow, isSame, retryRefused } from '../live/hub.ts';
import type { Source } from '../live/line.ts';
import type { LiveView } from '../live/subscription.ts';
import type { TokenProvider } from '../live/token.ts';
import { type Breakdown, type Kind, sum } from '../live/unhandled.ts';
import type { Locale } from '../texts.ts';
import { type Announce, Announcer } from './announcer.ts';
import type { BadgeState } from './badge-state.ts';
import { BadgeView } from './badge-view.ts';
import { styles } from './case-badge.styles.ts';

/** What the badge can count. */
export type Show = Extract<Kind, 'total' | 'complement' | 'answer' | 'read' | 'overdue'>;
const SHOWS: readonly Show[] = ['total', 'complement', 'answer', 'read', 'overdue'];

const asText = JSON.stringify;

/** The numbers of `intyg-count-change`: of the unit, or of all the units together. */
export interface CountChange extends Breakdown {
  /** The HSA-id; several are parted by a space. */
  readonly unit: string;
  /** The total before; null when there was none. */
  readonly previous: number | null;
  /** Of the unit that reported last. */
  readonly epoch: string;
  readonly version: number;
}

/**
 * How many unhandled cases (ohanterade ärenden) a care unit has, live. It shows what the graph says and recounts
 * nothing; a number it cannot vouch for is marked as old, and one that would mislead is not shown.
 *
 * @fires {CustomEvent<CountChange>} intyg-count-change - a number has changed, or is there for the first time
 * @fires {CustomEvent<{ unit: string }>} intyg-open-cases - the user wants to see the cases; cancel it to navigate yourself
 * @fires {CustomEvent<{ state: BadgeState }>} intyg-connection - `state` has changed
 * @fires {CustomEvent<object>} intyg-auth-required - two tokens in a row were refused: the user has to sign in
 * @fires {CustomEvent<{ code: string }>} intyg-error - the graph's own code, or TOKEN_UNAVAILABLE, ENDPOINT_INVALID, UNKNOWN
 * @slot - the label, instead of what is counted
 * @slot icon - before the label
 * @csspart button - what the user presses to see the cases; a link when there is an `href`
 * @csspart toggle - opens the breakdown
 * @csspart label - what is counted
 * @csspart count - the number, or a dash
 * @csspart status - why there is no number, or how old it is
 * @csspart breakdown - the numbers by what is to be done
 * @cssprop [--intyg-target-size=24px] - what can be pressed is at least this wide and high; never below 24px
 * @cssprop [--intyg-color-focus=currentColor] - the outline of what has the focus
 * @cssprop [--intyg-badge-bg=#1b4b72] - behind a number that is live and not zero
 * @cssprop [--intyg-badge-fg=#fff] - that number
 * @cssprop [--intyg-color-bg=Canvas] - behind the breakdown
 * @cssprop [--intyg-color-fg=CanvasText] - the breakdown
 */
export class CaseBadge extends ReactiveElement {
  static override readonly styles = styles;

  static override readonly properties = {
    unit: {},
    units: {},
    max: { type: Number },
    show: {},
    announce: {},
    hideZero: { type: Boolean, attribute: 'hide-zero' },
    href: {},
    withoutSubUnits: { type: Boolean, attribute: 'without-sub-units' },
    locale: {},
    endpoint: {},
    tokenProvider: { attribute: false, hasChanged: () => true },
    state: { reflect: true },
    breakdown: { attribute: false, hasChanged: (one: unknown, other: unknown) => asText(one) !== asText(other) },
    announced: { state: true },
    code: { state: true },
  };

  /** The care unit (vårdenhet) or sub-unit, as HSA-id. */
  unit?: string | null;
  /** Several units, parted by spaces, instead of `unit`: their cases are added up. */
  units?: string | null;
  /** The highest number shown; above it there is a plus. */
  max = 99;
  /** What is counted: `total`, `complement`, `answer`, `read` or `overdue`. */
  show: Show = 'total';
  /** When a new number is told to those who do not see it: `increase`, `all` or `off`. */
  announce: Announce = 'increase';
  /** Hides the number, not the badge, when there is nothing to do. */
  hideZero = false;
  /** Where the badge leads; http or https. */
  href?: string | null;
  /** Counts only cases of the unit itself. */
  withoutSubUnits = false;
  /** Unless told otherwise: as configured, else the language of the page where it is English, else Swedish. */
  locale?: Locale | null;
  /** The graph's address, if not the page's usual one. Another origin needs its own `tokenProvider`. */
  endpoint?: string | null;
  /** Instead of the page's. Keep the function: a new one means another user, and a new connection. */
  tokenProvider?: TokenProvider | null;

  /** Derived at every update, as `breakdown` is: to read, not to set. Also an attribute, for the host's styles. */
  state: BadgeState = 'idle';
  /** Every number, of all the units together; null when none may be shown. */
  breakdown: Breakdown | null = null;
  protected announced: number | null = null;
  protected code: string | undefined;

  #followed: { readonly key: string; readonly source: Source; readonly stop: () => void } | undefined;
  #view: LiveView | undefined;
  #isOther = false;
  #ignoreSettings: (() => void) | undefined;
  readonly #announcer = new Announcer((count) => (this.announced = count));
  readonly #inside = new BadgeView((event) => {
    if (!this.#emit('intyg-open-cases', { unit: this.#units.join(' ') })) event.preventDefault();
  });

  /** The number of what `show` names; null when there is none to show. */
  get count(): number | null {
    return this.breakdown && this.breakdown[this.#kind];
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#ignoreSettings = onConfigured(() => this.requestUpdate());
    this.requestUpdate();
  }

  // The subscription ends with the update that follows, so that an element which is only moved keeps it.
  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#ignoreSettings?.();
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    const before = this.count;
    this.#isOther = this.#follow(changed.has('tokenProvider')) || changed.has('show') || changed.has('withoutSubUnits');
    if (this.#isOther) this.#announcer.forget();

    const numbers = sum(this.#view?.counts ?? [], this.withoutSubUnits);
    const live = this.#view?.state ?? 'idle';
    this.state = live === 'live' && !numbers ? 'blocked' : live;
    this.breakdown = live === 'unknown' ? null : numbers;
    this.code = this.#view?.code;
    if (this.#isOther || this.count !== before) this.#announcer.changed(this.count, this.announce);
  }

  protected override createRenderRoot() {
    const root = super.createRenderRoot();
    root.append(this.#inside.root);
    return root;
  }

  protected override update(changed: PropertyValues) {
    super.update(changed);
    const href = this.href && URL.parse(this.href, document.baseURI);
    this.#inside.show({
      locale: this.#locale,
      kind: this.#kind,
      state: this.state,
      breakdown: this.breakdown,
      heard: this.#view?.heard ?? 0,
      max: this.max,
      hideZero: this.hideZero,
      href: href && /^https?:$/.test(href.protocol) ? href.href : null,
      announced: this.announced,
    });
  }

  protected override updated(changed: PropertyValues) {
    const newest = this.#view?.counts.at(-1);
    if (changed.has('breakdown') && this.breakdown && newest) {
      const { epoch, version } = newest;
      const previous = this.#isOther ? null : (changed.get('breakdown')?.total ?? null);
      this.#emit('intyg-count-change', { unit: this.#units.join(' '), ...this.breakdown, previous, epoch, version });
    }
    if (changed.has('state')) this.#emit('intyg-connection', { state: this.state });
    if (!changed.has('code') || !this.code) return;
    if (this.code === 'UNAUTHENTICATED') this.#emit('intyg-auth-required', {});
    else this.#emit('intyg-error', { code: this.code });
  }

  get #kind(): Show {
    return SHOWS.find((known) => known === this.show) ?? 'total';
  }

  get #locale(): Locale {
    const wanted = this.locale ?? configuredLocale() ?? (this.matches(':lang(en)') ? 'en' : 'sv');
    return wanted === 'en' ? 'en' : 'sv';
  }

  get #units(): string[] {
    const units = (this.units ?? this.unit ?? '').split(/\s+/).filter(Boolean);
    return [...new Set(units)].sort();
  }

  /** Follows what the attributes name. True when that is something else than before: then the old number is gone. */
  #follow(again: boolean): boolean {
    const units = this.#units;
    const source = this.isConnected && units.length ? sourceFor(this.endpoint, this.tokenProvider) : undefined;
    const before = this.#followed;
    const key = units.join(' ');
    if (isSame(source, before?.source) && (!source || key === before?.key)) {
      if (again) retryRefused();
      return false;
    }
    this.#view = undefined;
    this.#followed = source && { key, source, stop: follow(source, units, this.#take) };
    // After the new one has begun: the connection they may share stays open.
    before?.stop();
    return true;
  }

  readonly #take = (view: LiveView) => {
    this.#view = view;
    this.requestUpdate();
  };

  /** False when the host cancelled it. */
  #emit(name: string, detail: object): boolean {
    const cancelable = name === 'intyg-open-cases';
    return this.dispatchEvent(new CustomEvent(name, { detail, cancelable, bubbles: true, composed: true }));
  }
}

/** The events, which bubble out of every element: their `detail` by type. */
export interface BadgeEvents {
  'intyg-count-change': CustomEvent<CountChange>;
  'intyg-open-cases': CustomEvent<{ readonly unit: string }>;
  'intyg-connection': CustomEvent<{ readonly state: BadgeState }>;
  'intyg-auth-required': CustomEvent<object>;
  'intyg-error': CustomEvent<{ readonly code: string }>;
}

declare global {
  interface HTMLElementTagNameMap {
    'intyg-case-badge': CaseBadge;
  }
  interface HTMLElementEventMap extends BadgeEvents {}
  interface DocumentEventMap extends BadgeEvents {}
}
