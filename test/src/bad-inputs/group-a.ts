import { many, operation, type Row } from './row.ts';

const deep = (levels: number): string => `{ viewer ${'{ units '.repeat(levels - 2)}{ id }${' }'.repeat(levels - 1)}`;
const cases = (first: string): string => `{ cases(first: ${first}) { edges { cursor } } }`;
const CASES = 'query ($first: Int!) { cases(first: $first) { edges { cursor } } }';
const spreading = (count: number, times: number): string =>
  `{ viewer { ...F${count} } } fragment F0 on Viewer { hsaId } ${many(
    count,
    (place) => `fragment F${place + 1} on Viewer { ${`...F${place} `.repeat(times)} }`,
  )}`;
const handling = (count: number): string =>
  `mutation { ${many(count, (place) => `m${place}: markCaseHandled(input: { caseId: "x" }) { errors { code } }`)} }`;
const saving = (count: number): string =>
  `mutation { ${many(count, (place) => `m${place}: saveAnswers(input: { draftId: "x", answers: [] }) { errors { code } }`)} }`;
const nestedTypes = `{ __schema { types ${'{ fields { type '.repeat(5)}{ name }${' } }'.repeat(5)} } }`;
const LIVE = (directive: string): string =>
  `subscription ($units: [ID!]!) { unhandled(units: $units) ${directive} { total } }`;
const parse = 'GRAPHQL_PARSE_FAILED';
const complex = 'QUERY_TOO_COMPLEX';
const invalid = 'GRAPHQL_VALIDATION_FAILED';
const input = 'BAD_USER_INPUT';

/** Documents: their shape, size and amounts. */
export const GROUP_A: readonly Row[] = [
  {
    id: 'A1',
    sent: 'the question what the schema is',
    answered: 'refused, as demo mode is off',
    logged: true,
    attempts: [
      operation('all types', '{__schema{types{name fields{name}}}}', 'INTROSPECTION_DISABLED'),
      operation('one type', '{ __type(name: "Case") { name } }', 'INTROSPECTION_DISABLED'),
    ],
  },
  {
    id: 'A2',
    sent: 'the same, types of fields of types, five times over',
    answered: 'the same',
    attempts: [operation('five levels', nestedTypes, 'INTROSPECTION_DISABLED')],
  },
  {
    id: 'A4',
    sent: '101 aliases',
    answered: 'refused with the limit of 30',
    attempts: [operation('101 aliases', `{ ${many(101, (place) => `a${place}: __typename`)} }`, complex)],
  },
  {
    id: 'A5',
    sent: 'a field 500 times in one selection',
    answered: 'refused: a repetition counts as an alias',
    attempts: [operation('500 times', `{ ${'__typename '.repeat(500)} }`, complex)],
  },
  {
    id: 'A6',
    sent: '10,000 aliases of one certificate',
    answered: 'not parsed to its end',
    logged: true,
    attempts: [
      operation('10,000 aliases', `{${many(10_000, (place) => `a${place}:certificate(id:1)`)}}`, parse, {
        over: ['http', 'stream'],
      }),
      operation(
        '1,000 aliases, which fit into a message',
        `{${many(1_000, (place) => `a${place}:certificate(id:1){id}`)}}`,
        parse,
      ),
    ],
  },
  {
    id: 'A7',
    sent: 'documents of 11 and 400 levels',
    answered: 'refused with the limit of 10',
    attempts: [operation('11 levels', deep(11), complex), operation('400 levels', deep(400), complex)],
  },
  {
    id: 'A8',
    sent: 'a document of 40,000 levels, that would exhaust the stack',
    answered: 'not parsed to its end',
    attempts: [
      operation('40,000 levels', '{a'.repeat(40_000), parse, { over: ['http', 'stream'] }),
      operation('10,000 levels, which fit into a message', '{a'.repeat(10_000), parse),
    ],
  },
  {
    id: 'A9',
    sent: '12 fragments, each spreading the one before it twice',
    answered: 'refused: more than 500 fields, counted without expanding them',
    attempts: [operation('4,096 fields', spreading(12, 2), complex)],
  },
  {
    id: 'A10',
    sent: 'the same with three spreads and few levels',
    answered: 'the same',
    attempts: [
      operation('2,187 fields', spreading(7, 3), complex),
      operation('3 to the 100th', spreading(60, 3), complex),
    ],
  },
  {
    id: 'A11',
    sent: 'fragments that spread each other in a circle',
    answered: 'refused by validation',
    attempts: [
      operation(
        'two in a circle',
        '{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }',
        invalid,
      ),
    ],
  },
  {
    id: 'A12',
    sent: 'an unknown directive 10 and 10,000 times',
    answered: 'refused with five errors at most',
    attempts: [
      operation('10 times', `{ ${'__typename @aa '.repeat(10)} }`, invalid),
      operation('10,000 times', `{ ${'__typename @aa '.repeat(10_000)} }`, parse, { over: ['http', 'stream'] }),
    ],
  },
  {
    id: 'A14',
    sent: 'words that are no document',
    answered: 'refused with the place, and none of the words',
    attempts: [operation('four words', 'qwerty cop { abc }', parse)],
  },
  {
    id: 'A16',
    sent: 'one mutation with many changes',
    answered: 'refused: one request is one change',
    attempts: [
      operation('1,000 drafts saved', saving(1_000), parse, { over: ['http', 'stream'] }),
      operation('20 drafts saved', saving(20), [complex, 'BAD_REQUEST']),
      operation('two cases handled', handling(2), [complex, 'BAD_REQUEST']),
    ],
  },
  {
    id: 'A19',
    sent: 'pages of too many, fewer than none, infinitely many, and of a text',
    answered: 'faulty input',
    attempts: [
      ...['99999999', '-1', '0', '1e309', '"10"'].map((first) =>
        operation(`written out: ${first}`, cases(first), input),
      ),
      ...[99_999_999, -1, 2 ** 40, '10', null].map((first) =>
        operation(`as a variable: ${JSON.stringify(first)}`, CASES, input, { variables: { first } }),
      ),
    ],
  },
  {
    id: 'A20',
    sent: 'keys and aliases that are names of every object',
    answered: 'a plain answer or a refusal; no object of any process has a new property',
    attempts: [
      operation('as an alias', '{ __proto__: viewer { hsaId } }', invalid),
      operation('as an alias that is a name like any', '{ constructor: viewer { constructor: hsaId } }', []),
      operation('as a variable', CASES, [], {
        variables: JSON.parse('{"first":1,"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
      }),
      operation(
        'inside an input',
        'mutation ($input: CaseChangeInput!) { markCaseHandled(input: $input) { errors { code } } }',
        input,
        { variables: { input: JSON.parse('{"caseId":"x","__proto__":{"polluted":1}}') }, over: ['http'] },
      ),
    ],
  },
  {
    id: 'A21',
    sent: 'a list of very many ids',
    answered: 'faulty input, with the limit of 100',
    attempts: [
      {
        what: '100,000 ids, which are more than a body may have',
        request: {
          body: JSON.stringify({
            query: 'query ($units: [ID!]!) { unhandled(units: $units) { total } }',
            variables: { units: Array(100_000).fill('x') },
          }),
          status: 413,
        },
      },
      operation('20,000 ids', 'query ($units: [ID!]!) { unhandled(units: $units) { total } }', input, {
        variables: { units: Array(20_000).fill('x') },
        over: ['http', 'stream'],
      }),
      operation('101 ids', 'query ($units: [ID!]!) { unhandled(units: $units) { total } }', input, {
        variables: { units: Array(101).fill('x') },
      }),
      operation('101 ids, live', LIVE(''), [input, 'SUBSCRIPTION_NEEDS_STREAM'], {
        variables: { units: Array(101).fill('x') },
      }),
      operation('101 ids, written out', `{ unhandled(units: [${'"x" '.repeat(101)}]) { total } }`, input),
    ],
  },
  {
    id: 'A23',
    sent: 'conditions and deferrals on the root of a subscription',
    answered: 'refused by validation',
    attempts: ['@defer', '@stream', '@skip(if: false)', '@include(if: true)'].map((directive) =>
      operation(directive, LIVE(directive), invalid, { variables: { units: ['x'] } }),
    ),
  },
  {
    id: 'A24',
    sent: 'an operation that there is not, two without a name, a name of a great many letters',
    answered: 'refused; a name of a megabyte is more than a body may have (413)',
    attempts: [
      operation('a name that there is not', 'query A { viewer { hsaId } }', [invalid, 'OPERATION_RESOLUTION_FAILURE'], {
        operationName: 'B',
      }),
      operation('two without a name', '{ viewer { hsaId } } { viewer { hsaId } }', [
        invalid,
        'OPERATION_RESOLUTION_FAILURE',
      ]),
      operation('a name of 200,000 letters', `query ${'A'.repeat(200_000)} { viewer { hsaId } }`, parse, {
        over: ['http', 'stream'],
      }),
      {
        what: 'a name of a megabyte',
        request: {
          body: JSON.stringify({ query: `query ${'A'.repeat(1_048_576)} { viewer { hsaId } }` }),
          status: 413,
        },
      },
    ],
  },
  {
    id: 'A25',
    sent: 'a browser’s question for a page to try the graph with',
    answered: 'not allowed; no page',
    attempts: ['/graphql', '/', '/graphiql', '/playground', '/explorer'].map((path) => ({
      what: path,
      request: {
        method: 'GET',
        path,
        headers: { accept: 'text/html', 'content-type': undefined },
        status: path === '/graphql' ? 405 : 404,
      },
    })),
  },
];
