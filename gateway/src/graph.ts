import { type ServiceIdentity, traceHeaders, type UserClaims } from '@intygsgraf/kernel/process';
import {
  createGatewayRuntime,
  type GatewayConfigSupergraph,
  type GatewayPlugin,
  type GatewayRuntime,
} from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import * as transportHttp from '@graphql-mesh/transport-http';
import * as transportWs from '@graphql-mesh/transport-ws';
import { type ExecutionArgs, getOperationAST, GraphQLError } from 'graphql';
import { withAddresses } from './supergraph.ts';
import { walls } from './walls/walls.ts';

/** What an operation knows of who asks; the runtime hands it on to every subgraph request. */
export interface GraphContext extends Record<string, unknown> {
  readonly user: UserClaims;
  /** The service token for a subscription that a subgraph itself streams. */
  readonly streamAuthorization?: string;
  /** Over HTTP: what was asked, once it is known. */
  readonly asked?: { type: string };
}

export interface GraphSettings {
  /** The supergraph as it is checked in. */
  readonly supergraphSdl: string;
  readonly identity: ServiceIdentity;
  /** Where each subgraph's graph is. */
  readonly addresses: ReadonlyMap<string, string>;
  /** The subgraph that streams. */
  readonly streaming: string;
  /** Whether clients may ask what the schema is. */
  readonly introspection: boolean;
}

export type Graph = GatewayRuntime<GraphContext>;

/** Without it the runtime would begin the subscription, answer 406 without a word, and never end it. */
const streamsOnlyWhereTheyCanBeRead: GatewayPlugin<GraphContext> = {
  onSubscribe({ args, setResultAndStopExecution }) {
    const { streamAuthorization } = args.contextValue as GraphContext;
    if (streamAuthorization) return;
    const refusal = new GraphQLError('', { extensions: { code: 'SUBSCRIPTION_NEEDS_STREAM' } });
    setResultAndStopExecution({ errors: [refusal] });
  },
};

/** Whoever counts requests wants to know their type, which only the parsed document tells. */
const typeOfOperation: GatewayPlugin<GraphContext> = {
  onExecute({ args }) {
    const { document, operationName, contextValue } = args as ExecutionArgs & { contextValue: GraphContext };
    if (contextValue.asked) contextValue.asked.type = getOperationAST(document, operationName)?.operation ?? 'none';
  },
};

const ENDS = ['SIGTERM', 'SIGINT', 'exit'] as const;

/**
 * Makes something, without what it would do by itself when the process is told to end. The runtime would go at once, and
 * whatever is asked at that moment with it; it has no setting for this. The process goes when it has answered.
 */
function withoutEndsOfItsOwn<T>(make: () => T): T {
  const others = ENDS.map((event) => new Set(process.listeners(event as 'exit')));
  const made = make();
  ENDS.forEach((event, place) => {
    for (const listener of process.listeners(event as 'exit'))
      if (!others[place]?.has(listener)) process.removeListener(event, listener);
  });
  return made;
}

/** The composed graph: plans each operation and asks the subgraphs, each with a token made for it and the user. */
export async function createGraph({
  supergraphSdl,
  identity,
  addresses,
  streaming,
  introspection,
}: GraphSettings): Promise<Graph> {
  const streamAddress = addresses.get(streaming)?.replace(/^http/, 'ws');
  const settings: GatewayConfigSupergraph<GraphContext> = {
    supergraph: withAddresses(supergraphSdl, addresses),
    unifiedGraphHandler,
    transports: { http: transportHttp, ws: transportWs },
    transportEntries: {
      // two users' identical questions are two questions: each has its own rights and its own access-log rows
      '*.http': { options: { deduplicateInflightRequests: false, timeout: 10_000 } },
      [streaming]: {
        options: {
          subscriptions: {
            kind: 'ws',
            location: streamAddress,
            options: { connectionParams: { authorization: '{context.streamAuthorization}' } },
          },
        },
      },
    },
    propagateHeaders: {
      fromClientToSubgraphs: async ({ subgraphName, context }) => ({
        ...traceHeaders(),
        authorization: `Bearer ${await identity.token(subgraphName, (context as unknown as GraphContext).user)}`,
      }),
    },
    logging: false,
    landingPage: false,
    graphiql: false,
    batching: false,
    plugins: () => [typeOfOperation, streamsOnlyWhereTheyCanBeRead, walls({ introspection })],
    // the errors of subgraphs are shaped on the way out, by one function for every transport
    maskedErrors: false,
    subgraphErrors: false,
  };
  const graph = withoutEndsOfItsOwn(() => createGatewayRuntime(settings));
  // the first operation over a socket would meet a graph that is not loaded
  await graph.getSchema();
  return graph;
}
