/** Every limit of the gateway's doors, in one table. Source: design, §5; each has a reason beside it. */
export const LIMITS = {
  /** Body of a graph request, bytes: a whole draft has some 60 kB. */
  body: 262_144,
  /** Body of a SOAP message, bytes: the agencies' own limit. */
  soap: 1_048_576,
  /** A message on a socket, bytes: a subscription and a token. */
  frame: 32_768,
  /** Depth of a document. */
  depth: 10,
  /** Tokens of a document: parsing stops there. */
  tokens: 1_000,
  /** Subscriptions of a socket: one page shows fewer units than this. */
  subscriptions: 20,
  /** Server-sent streams of a user: each is a connection of its own, and a person has a few screens. */
  streams: 100,
  /** Units of a subscription. */
  units: 100,
  /** A socket that has not said who it is after this is closed, milliseconds. */
  init: 3_000,
  /** Bytes waiting for a slow reader; beyond it only the latest value of each unit is kept for them. */
  backlog: 65_536,
} as const;
