import { beginTrace, codeIn, type Log, type Metrics } from '@intygsgraf/kernel/process';
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
  (graph: Graph, verifyUser: VerifyUser, log: Log, metrics: Metrics) =>
  (request: HttpRequest, response: HttpResponse): Promise<void> =>
    beginTrace('gateway', {}, async (span) => {
      response.setHeader('cache-control', 'no-store');
      const user = await verifyUser(request.headers.authorization).catch(() => undefined);
      if (!user) {
        const error = publicError('UNAUTHENTICATED');
        logRefusals(log, [error]);
        metrics.counted('none', 'UNAUTHENTICATED');
        response.status(401).json({ errors: [error] });
        return;
      }
      const asked = { type: 'none' };
      const answered = await graph.fetch(
        new Request('http://gateway/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/json' },
          body: request.body as Uint8Array<ArrayBuffer>,
        }),
        { user, asked },
      );
      const text = await answered.text();
      response.type('application/json');
      let code = 'OK';
      if (text.includes('"errors"')) code = answerWithErrors(JSON.parse(text) as Answer, response, log);
      else response.status(answered.status).send(text);
      metrics.counted(asked.type, code);
      span.setAttributes({ 'graphql.operation.type': asked.type, code });
      log.debug({ type: asked.type, code }, 'answered');
    });

/** The first code of the answer, `OK` where the word was the data's. */
function answerWithErrors(answer: Answer, response: HttpResponse, log: Log): string {
  const errors = answer.errors && publicErrors(answer.errors);
  const codes = (errors ?? []).map(({ extensions }) => extensions?.['code']);
  const isOurs = codes.includes('INTERNAL');
  if (isOurs) log.error({ codes, given: answer.errors?.map((e) => e.extensions?.['code']) }, 'unforeseen');
  logRefusals(log, errors ?? []);
  // a request that was never executed is a bad one; one that was has its answer, with whatever went wrong in it
  const isRefused = !('data' in answer) && !isOurs && !codes.includes('UNAVAILABLE');
  response.status(isRefused ? 400 : 200).send(JSON.stringify({ ...answer, ...(errors && { errors }) }));
  return errors?.[0] ? codeIn(errors[0].extensions) : 'OK';
}
