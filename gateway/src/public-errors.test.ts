import { type ErrorCode, TEXTS } from '@intygsgraf/kernel/domain';
import type { GraphQLFormattedError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { publicError, publicErrors } from './public-errors.ts';

const shown = (error: GraphQLFormattedError): GraphQLFormattedError | undefined => publicErrors([error])[0];

/** What the gateway's runtime attaches to the error of a request to a subgraph. */
const subrequest = {
  serviceName: 'cases',
  subgraph: 'cases',
  url: 'http://127.0.0.1:4004/graphql',
  request: {
    endpoint: 'http://127.0.0.1:4004/graphql',
    body: {
      query: 'query ($personId: String!) { patient(personId: $personId) { id } }',
      variables: { personId: '191212121212' },
    },
    headers: { authorization: 'Bearer secret' },
  },
  response: { status: 500, body: 'person 191212121212' },
  stacktrace: ['Error: 191212121212', '    at /srv/app/subgraphs/cases/src/server.ts'],
  exception: { detail: 'person_id = 191212121212' },
};
const SECRET = /1912|127\.0\.0\.1|secret|stack|srv|serviceName|variables/;

describe.each(Object.keys(TEXTS) as ErrorCode[])('A refusal %s', (code) => {
  it('is told in two languages', () => {
    expect(publicError(code)).toEqual({
      message: TEXTS[code].en,
      extensions: { code, userMessage: TEXTS[code] },
    });
  });

  it('of a subgraph keeps its code and its place, and nothing of the request', () => {
    const error = shown({ message: 'person 191212121212', path: ['cases', 0], extensions: { ...subrequest, code } });
    expect(error).toMatchObject({
      message: TEXTS[code].en,
      path: ['cases', 0],
      extensions: { code, userMessage: TEXTS[code] },
    });
    expect(JSON.stringify(error)).not.toMatch(SECRET);
  });
});

describe('The facts of a refusal', () => {
  it('are kept: the subgraph said that they are safe to show', () => {
    const extensions = { ...subrequest, code: 'CASE_NOT_UNHANDLED', facts: { status: 'HANDLED' } };
    expect(shown({ message: '', extensions })?.extensions).toEqual({
      code: 'CASE_NOT_UNHANDLED',
      userMessage: TEXTS.CASE_NOT_UNHANDLED,
      facts: { status: 'HANDLED' },
    });
  });

  it('name the field of faulty input too', () => {
    const extensions = { ...subrequest, code: 'BAD_USER_INPUT', facts: { path: 'units' } };
    expect(shown({ message: TEXTS.BAD_USER_INPUT.en, extensions })?.extensions).toMatchObject({
      facts: { path: 'units' },
    });
  });

  it.each(['191212121212', 7, null])('are none when they are no record: %j', (facts) => {
    const error = shown({ message: '', extensions: { code: 'FORBIDDEN', facts } });
    expect(error?.extensions).not.toHaveProperty('facts');
  });
});

describe('A subgraph that did not answer', () => {
  it.each([
    'SUBREQUEST_HTTP_ERROR',
    'SUBREQUEST_TIMEOUT',
    'DOWNSTREAM_SERVICE_ERROR',
    'UPSTREAM_ERROR',
    'GATEWAY_TIMEOUT',
    // the runtime of a gateway that is told to stop
    'SHUTTING_DOWN',
  ])('is unavailable, whatever the runtime calls it: %s', (code) => {
    const error = shown({
      message: 'connect ECONNREFUSED 127.0.0.1:4004',
      path: ['unit'],
      extensions: { ...subrequest, code },
    });
    expect(error).toEqual({ ...publicError('UNAVAILABLE'), path: ['unit'] });
  });
});

describe('Everything else', () => {
  it.each([
    ['without a code', {}],
    ['with a code that nobody knows', { code: 'SECRET_RULE' }],
    ['with a code of every object', { code: 'toString' }],
    ['with a code that is none', { code: { toString: 'FORBIDDEN' } }],
  ])('%s is told as our fault, without a word of it', (_, extensions) => {
    const error = shown({
      message: 'person 191212121212',
      path: ['cases'],
      extensions: { ...subrequest, ...extensions },
    });
    expect(error).toEqual({ ...publicError('INTERNAL'), path: ['cases'] });
  });
});

describe('A faulty document', () => {
  it('that is not GraphQL is told by the place, not by what stands there', () => {
    const message = 'Syntax Error: Expected Name, found Int "191212121212".';
    const locations = [{ line: 1, column: 3 }];
    expect(shown({ message, locations, extensions: { code: 'GRAPHQL_PARSE_FAILED' } })).toEqual({
      message: 'The document cannot be read as GraphQL.',
      locations,
      extensions: { code: 'GRAPHQL_PARSE_FAILED' },
    });
  });

  it.each([
    'Cannot query field "nothing" on type "Query".',
    'Unknown argument "of" on field "Query.cases".',
    'Variable "$units" is never used in operation "A".',
  ])('is told in the words of graphql-js: %s', (message) => {
    const extensions = { ...subrequest, code: 'GRAPHQL_VALIDATION_FAILED' };
    expect(shown({ message, extensions })).toEqual({ message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
  });

  it.each(['Must provide an operation.', 'Unknown operation named "A".'])(
    'is known by its words where the operation only begins: %s',
    (message) => {
      expect(shown({ message })).toEqual({ message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
    },
  );
});

describe('Faulty input', () => {
  it.each([
    ['Variable "$id" got invalid value 191212121212; ID cannot represent value.', 'id'],
    [
      'Variable "$input" got invalid value "191212121212" at "input.caseId"; String cannot represent it.',
      'input.caseId',
    ],
    ['Variable "$id" of required type "ID!" was not provided.', 'id'],
    ['Argument "id" has invalid value 191212121212.', 'id'],
  ])('is told by its name, never by its value: %s', (message, field) => {
    const error = shown({ message });
    expect(error?.extensions).toEqual({ code: 'BAD_USER_INPUT', userMessage: TEXTS.BAD_USER_INPUT, field });
    expect(JSON.stringify(error)).not.toMatch(SECRET);
  });
});

describe('Several errors', () => {
  it('are told each in its place', () => {
    const codes = publicErrors([
      { message: '', extensions: { code: 'FORBIDDEN' } },
      { message: '', extensions: { code: 'SUBREQUEST_HTTP_ERROR' } },
      { message: 'x' },
    ]).map(({ extensions }) => extensions?.['code']);
    expect(codes).toEqual(['FORBIDDEN', 'UNAVAILABLE', 'INTERNAL']);
  });
});
