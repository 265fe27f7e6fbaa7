import { createClient as createEventClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { ORIGIN } from './in-process-stack.ts';

/** An answer of the graph, as any client reads it. */
export interface Answer {
  readonly status: number;
  readonly data?: Record<string, never> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
  /** The bytes of the body. */
  readonly text: string;
}

/** Asks over HTTP as an API consumer would: no element, no library of ours. */
export async function ask(
  gatewayUrl: string,
  token: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answer> {
  const response = await fetch(`${gatewayUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'graphql-require-preflight': '1', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  return { status: response.status, text, ...(JSON.parse(text) as object) };
}

export const codesOf = ({ errors }: Answer): (string | undefined)[] =>
  (errors ?? []).map(({ extensions }) => extensions?.code);

/** A message of a subscription as it came, or how it ended. */
export type Event =
  | { readonly next: { readonly data?: Record<string, unknown> | null; readonly errors?: unknown } }
  | { readonly error: unknown }
  | { readonly complete: true };

export interface Subscription {
  /** Everything so far. */
  readonly events: Event[];
  /** The values of a root field so far. */
  values<Value>(field: string): Value[];
  close(): Promise<void>;
}

/** The browser's WebSocket says where its page is from; this one says what it is told. */
const socketFrom = (origin: string) =>
  class extends WebSocket {
    constructor(address: string, protocols: string | string[]) {
      super(address, protocols, { origin });
    }
  };

/** Subscribes with the graphql-ws library's own client, once: no retry hides what happened. */
export function subscribe(
  gatewayUrl: string,
  token: string,
  query: string,
  variables: Record<string, unknown>,
  origin = ORIGIN,
): Subscription {
  const events: Event[] = [];
  const client = createClient({
    url: `${gatewayUrl.replace('http', 'ws')}/graphql`,
    webSocketImpl: socketFrom(origin),
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  client.subscribe(
    { query, variables },
    {
      next: (next) => events.push({ next: next as { data?: Record<string, unknown> | null } }),
      error: (error) => events.push({ error }),
      complete: () => events.push({ complete: true }),
    },
  );
  return {
    events,
    values: (field) => events.flatMap((event) => ('next' in event ? [event.next.data?.[field] as never] : [])),
    close: async () => client.dispose(),
  };
}

/** A subscription whose connection shows how often it was told that all is well. */
export interface EventSubscription extends Subscription {
  /** Comments that came: they are no event of the protocol, so its client does not show them. */
  readonly beats: number;
}

/** Subscribes with the graphql-sse library's own client, once, as `subscribe` does over a WebSocket. */
export function subscribeToEvents(
  gatewayUrl: string,
  token: string,
  query: string,
  variables: Record<string, unknown>,
  origin = ORIGIN,
  more: Record<string, string> = {},
): EventSubscription {
  const events: Event[] = [];
  let beats = 0;
  const counted = async (...request: Parameters<typeof fetch>): Promise<Response> => {
    const response = await fetch(...request);
    const count = new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, through) {
        beats += Buffer.from(bytes).toString().match(/^:$/gm)?.length ?? 0;
        through.enqueue(bytes);
      },
    });
    const { status, headers } = response;
    return new Response(response.body?.pipeThrough(count) ?? null, { status, headers });
  };
  const client = createEventClient({
    url: `${gatewayUrl}/graphql`,
    headers: { authorization: `Bearer ${token}`, origin, 'graphql-require-preflight': '1', ...more },
    fetchFn: counted,
    retryAttempts: 0,
  });
  client.subscribe(
    { query, variables },
    {
      next: (next) => events.push({ next: next as { data?: Record<string, unknown> | null } }),
      error: (error) => events.push({ error }),
      complete: () => events.push({ complete: true }),
    },
  );
  return {
    events,
    get beats() {
      return beats;
    },
    values: (field) => events.flatMap((event) => ('next' in event ? [event.next.data?.[field] as never] : [])),
    close: async () => client.dispose(),
  };
}
