/** When a new count is told to those who do not see the screen. */
export type Announce = 'increase' | 'all' | 'off';

/** Milliseconds: that a count must have rested, and that announcements must lie apart. */
const QUIET = 1000;
const APART = 60_000;

/**
 * Decides when a count is announced. A journal's user works with something else: one calm sentence when more has come,
 * not a commentary on every change.
 */
export class Announcer {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = 0;
  /** What the user has heard; unless all is announced, the lowest since. */
  #known: number | undefined;

  /** `say` is called with the count to announce, and with null when an earlier announcement is out of date. */
  constructor(readonly say: (count: number | null) => void) {}

  /** The next count is about something else: nothing to compare it with. */
  forget() {
    this.#known = undefined;
  }

  changed(count: number | null, announce: Announce) {
    clearTimeout(this.#timer);
    // At once: the region must not contradict the number, and the same words must be new when they come again.
    this.say(null);
    if (count === null) return;
    const known = this.#known ?? count;
    this.#known = announce === 'all' ? known : announce === 'off' ? count : Math.min(known, count);
    if (count === this.#known) return;
    this.#timer = setTimeout(
      () => {
        this.#last = Date.now();
        this.#known = count;
        this.say(count);
      },
      Math.max(QUIET, this.#last + APART - Date.now()),
    );
  }
}
