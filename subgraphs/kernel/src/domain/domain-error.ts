/**
 * A refusal that the domain foresees. Its code is public API (README of the subgraph that throws it lists them) and its
 * facts are safe to show: never a person number, a name or a text that somebody wrote.
 */
export class DomainError<Code extends string = string> extends Error {
  constructor(
    readonly code: Code,
    readonly facts: Readonly<Record<string, string | number | boolean>> = {},
  ) {
    super(code);
    this.name = new.target.name;
  }
}
