import { Group } from './group.ts';
import type { LiveDocument } from './live-document.ts';
import type { Spelling } from './reader.ts';
import type { LiveValue, UnitClass } from './truth.ts';

/** What is known and who wants it, for one unit and one class of viewers. */
export class Watched {
  value: LiveValue | undefined;
  readonly #groups = new Map<string, Group>();

  constructor(readonly of: UnitClass) {}

  get isWanted(): boolean {
    return this.#groups.size > 0;
  }

  group(document: LiveDocument, spelling: Spelling, operationId: string): Group {
    const key = `${spelling.kind} ${document.number} ${operationId}`;
    let group = this.#groups.get(key);
    if (!group) {
      group = new Group(this.of.unit, document, spelling, operationId);
      this.#groups.set(key, group);
      if (this.value) group.hold(this.value);
    }
    return group;
  }

  /** Forgets groups that nobody is in. */
  sweep(): void {
    for (const [key, group] of this.#groups) if (group.members.size === 0) this.#groups.delete(key);
  }

  /**
   * Takes a value and sends it to everybody, unless it is older than what was sent or says the same. A version of
   * another epoch cannot be compared: it replaces.
   */
  take(value: LiveValue): void {
    const old = this.value;
    if (old && old.epoch === value.epoch && old.version > value.version) return;
    this.value = value;
    if (old && JSON.stringify(old) === JSON.stringify(value)) return;
    for (const group of this.#groups.values()) {
      group.hold(value);
      for (const member of group.members) member.push(group);
    }
  }
}
