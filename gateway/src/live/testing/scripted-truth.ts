import type { LiveValue, Probe, Truth, UnitClass } from '../truth.ts';

/** A question to the truth that waits for its answer. */
export interface Question<Asked, Answer> {
  readonly asked: Asked;
  answer(answer: Answer): void;
  fail(error?: Error): void;
}

/** Where the hub reads, with every answer in the hands of the test. It answers by itself until `hold` says not to. */
export class ScriptedTruth implements Truth {
  /** What is true of a unit. */
  readonly now = new Map<string, { total: number | null; version: number }>();
  state = 'CURRENT';
  epoch = 'one';
  rights = 'first';
  /** How a user sees a unit; throws for those who may not. */
  classOf: (unit: string) => string = () => 'class';
  /** Every read of values so far, by units. */
  readonly reads: string[][] = [];
  readonly #held = { classes: false, values: false };
  readonly heldClasses: Question<readonly string[], UnitClass[]>[] = [];
  readonly heldValues: Question<readonly UnitClass[], LiveValue[]>[] = [];
  unreadable = false;

  hold(what: 'classes' | 'values', held = true): void {
    this.#held[what] = held;
  }

  set(unit: string, total: number | null, version: number): void {
    this.now.set(unit, { total, version });
  }

  valuesOf(of: readonly UnitClass[]): LiveValue[] {
    return of.map(({ unit, key }) => {
      const { total, version } = this.now.get(unit) ?? { total: 0, version: 0 };
      return { hsaId: unit, key, state: this.state, epoch: this.epoch, total, version };
    });
  }

  async classes(units: readonly string[]): Promise<UnitClass[]> {
    if (this.#held.classes) return held(units, this.heldClasses);
    return units.map((unit) => ({ unit, key: this.classOf(unit) }));
  }

  async values(of: readonly UnitClass[]): Promise<LiveValue[]> {
    this.reads.push(of.map(({ unit }) => unit));
    if (this.unreadable) throw new Error('no answer');
    return this.#held.values ? held(of, this.heldValues) : this.valuesOf(of);
  }

  async probe(units: readonly string[]): Promise<Probe> {
    if (this.unreadable) throw new Error('no answer');
    const versions = units.map((unit) => this.now.get(unit)?.version ?? 0);
    return { epoch: this.epoch, state: this.state, rights: this.rights, versions };
  }
}

function held<Asked, Answer>(asked: Asked, questions: Question<Asked, Answer>[]): Promise<Answer> {
  return new Promise((answer, fail) =>
    questions.push({ asked, answer, fail: (error = new Error('no answer')) => fail(error) }),
  );
}
