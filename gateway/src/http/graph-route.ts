import type { Log } from '@intygsgraf/kernel/server';
import type { Request as HttpRequest, Response as HttpResponse } from 'express';
import type { GraphQLFormattedError } from 'graphql';
import type { Graph } from '../graph.ts';
import { publicError, publicErrors } from '../public-errors.ts';
import type { VerifyUser } from '../user-token.ts';

export const JSON_TYPE = /^application\/json(?:\s*;\s*charset=utf-8)?$/i;

interface Answer {
  readonly errors?: GraphQLFormattedError[];
}

/** POST /graphql: the user's token, then the graph, then errors as a client may see them. */
export const graphRoute =
  (graph: Graph, verifyUser: VerifyUser, log: Log) =>
  async (request: HttpRequest, response: HttpResponse): Promise<void> => {
    response.setHeader('cache-control', 'no-store');
    if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) {
      response.status(415).json({ errors: [publicError('BAD_USER_INPUT')] });
      return;
    }
    const user = await verifyUser(request.headers.authorization).catch(() => undefined);
    if (!user) {
      response.status(401).json({ errors: [publicError('UNAUTHENTICATED')] });
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
    response.status(answered.status === 500 ? 200 : answered.status).type('application/json');
    response.send(text.includes('"errors"') ? withPublicErrors(text, log) : text);
  };

function withPublicErrors(text: string, log: Log): string {
  const answer = JSON.parse(text) as Answer;
  if (!answer.errors) return text;
  const errors = publicErrors(answer.errors);
  const codes = errors.map(({ extensions }) => extensions?.['code']);
  if (codes.includes('INTERNAL'))
    log.error({ codes, given: answer.errors.map((e) => e.extensions?.['code']) }, 'unforeseen');
  return JSON.stringify({ ...answer, errors });
}
