/** Every limit of the gateway's doors, in one table. Source: design, §5; each has a reason beside it. */
export const LIMITS = {
  /** Body of a graph request, bytes: a whole draft has some 60 kB. */
  body: 262_144,
  /** Body of a SOAP message, bytes: the agencies' own limit. */
  soap: 1_000_000,
  /** Body of a call by CDS Hooks, bytes: a patient's conditions. */
  hook: 1_048_576,
  /** A message on a socket, bytes: a subscription and a token. */
  frame: 32_768,
  /** Headers of a request: a browser behind a proxy sends some 30. */
  headers: 100,
  /** From a request's first byte to its last, milliseconds. */
  arrival: 8_000,
  /** Characters of a document: it fits into a message on a socket, too, and many may be remembered. */
  document: 32_768,
  /** Tokens of a document; parsing stops at twice as many. */
  tokens: 1_000,
  /** Depth of a document: the deepest question of ours has 8. */
  depth: 10,
  /** Aliases of a document, a field that is named again in one selection counted as one. Fragments are expanded. */
  aliases: 30,
  /** Fields of a document, fragments expanded: a whole certificate with its cases has some 100. */
  fields: 500,
  /** Ids or inputs of a list, and entries of a page (`first`). */
  list: 100,
  /** Levels of a variable: an answer of a draft has 5. */
  nesting: 20,
  /** Root fields of a mutation: one request is one change. */
  mutations: 1,
  /** Errors that are told of a request that was not executed. */
  errors: 5,
  /** Subscriptions of a socket: one page shows fewer units than this. */
  subscriptions: 20,
  /** Sockets of a user. */
  sockets: 5,
  /** Server-sent streams of a user: each is a connection of its own, and a person has a few screens. */
  streams: 100,
  /** Units of a subscription. */
  units: 100,
  /** A socket that has not said who it is after this is closed, milliseconds. */
  init: 3_000,
  /** Bytes waiting for a slow reader; beyond it only the latest value of each unit is kept for them. */
  backlog: 65_536,
} as const;
