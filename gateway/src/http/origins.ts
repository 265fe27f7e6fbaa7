/** Origins whose pages may use the gateway: compared whole, never by suffix; `null` and none are no origin. */
export type Origins = ReadonlySet<string>;

export const isAllowed = (origins: Origins, origin: string | undefined): boolean =>
  origin !== undefined && origins.has(origin);
