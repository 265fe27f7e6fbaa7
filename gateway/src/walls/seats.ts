/** How many connections each user has, and no more than so many. */
export class Seats<Connection extends { readonly isOpen: boolean }> {
  readonly #taken = new Map<string, Set<Connection>>();
  readonly #owners = new WeakMap<Connection, string>();

  constructor(private readonly most: number) {}

  /** False when the user has as many as there may be. */
  take(user: string, connection: Connection): boolean {
    const taken = this.#taken.get(user) ?? new Set();
    // one that was closed while its token was looked at has no end that anybody hears of
    for (const one of taken) if (!one.isOpen) taken.delete(one);
    if (taken.size >= this.most) return false;
    this.#taken.set(user, taken.add(connection));
    this.#owners.set(connection, user);
    return true;
  }

  leave(connection: Connection): void {
    const user = this.#owners.get(connection) ?? '';
    const taken = this.#taken.get(user);
    taken?.delete(connection);
    if (taken?.size === 0) this.#taken.delete(user);
  }
}
