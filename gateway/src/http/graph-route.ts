import type { Log } from '@intygsgraf/kernel/server';
import type { Request as HttpRequest, Response as HttpResponse } from 'express';
import type { GraphQLFormattedError } from 'graphql';
import type { Graph } from '../graph.ts';
import { publicError, publicErrors } from '../public-errors.ts';
import type { VerifyUser } from '../user-token.ts';
import { logRefusals } from '../walls/security-log.ts';

interface Answer {
  readonly data?: unknown;
  readonly errors?: GraphQLFormattedError[];
}

/** POST /graphql: the user's token, then the graph, then errors as a client may see them. */
export const graphRoute =
  (graph: Graph, verifyUser: VerifyUser, log: Log) =>
  async (request: HttpRequest, response: HttpResponse): Promise<void> => {
    response.setHeader('cache-control', 'no-store');
    const user = await verifyUser(request.headers.authorization).catch(() => undefined);
    if (!user) {
      const error = publicError('UNAUTHENTICATED');
      logRefusals(log, [error]);
      response.status(401).json({ errors: [error] });
      return;
    }
    const answered = await graph.fetch(
      new Request('http://gateway/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: request.body as Uint8Array<ArrayBuffer>,
      }),
      { user },
    );
    const text = await answered.text();
    response.type('application/json');
    if (text.includes('"errors"')) answerWithErrors(JSON.parse(text) as Answer, response, log);
    else response.status(answered.status).send(text);
  };

function answerWithErrors(answer: Answer, response: HttpResponse, log: Log): void {
  const errors = answer.errors && publicErrors(answer.errors);
  const codes = (errors ?? []).map(({ extensions }) => extensions?.['code']);
  const isOurs = codes.includes('INTERNAL');
  if (isOurs) log.error({ codes, given: answer.errors?.map((e) => e.extensions?.['code']) }, 'unforeseen');
  logRefusals(log, errors ?? []);
  // a request that was never executed is a bad one; one that was has its answer, with whatever went wrong in it
  const isRefused = !('data' in answer) && !isOurs && !codes.includes('UNAVAILABLE');
  response.status(isRefused ? 400 : 200).send(JSON.stringify({ ...answer, ...(errors && { errors }) }));
}
