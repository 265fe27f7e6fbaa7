import { describe, expect, it } from 'vitest';
import { asksForOpenOnly } from './open-operations.ts';

const isOpen = asksForOpenOnly({ fields: new Set(['diagnosis', 'diagnoses']), entities: new Set(['Diagnosis']) });

describe('A request asks for what is open alone', () => {
  it.each([
    '{ diagnosis(code: "F43") { code } }',
    'query ($s: String!) { one: diagnoses(search: $s) { diagnoses { ...of } } diagnosis(code: "A") { code } } fragment of on Diagnosis { code }',
    'query ($of: [_Any!]!) { _entities(representations: $of) { __typename ... on Diagnosis { title risk { level } } } }',
  ])('when every root field is: %s', (query) => expect(isOpen({ query })).toBe(true));

  it.each([
    ['another field beside it', '{ diagnosis(code: "F43") { code } riskSupport(code: "F43") { status } }'],
    ['another field under an open name', '{ diagnosis: riskSupport(code: "F43") { status } }'],
    ['a change', 'mutation { diagnosis(code: "F43") { code } }'],
    ['a subscription', 'subscription { diagnosis(code: "F43") { code } }'],
    ['a change beside it', 'query a { diagnosis(code: "F43") { code } } mutation b { importRegister { isNew } }'],
    ['another entity', 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Draft { risk { level } } } }'],
    ['an entity of any kind', 'query ($of: [_Any!]!) { _entities(representations: $of) { ... { __typename } } }'],
    [
      'a fragment on entities',
      'query ($of: [_Any!]!) { _entities(representations: $of) { ...any } } fragment any on Draft { id }',
    ],
    ['a fragment at the root', '{ ...all } fragment all on Query { diagnosis(code: "F43") { code } }'],
    ['an inline one', '{ ... { diagnosis(code: "F43") { code } } }'],
    ['the schema', '{ __schema { queryType { name } } }'],
    ['what is no document', '{ diagnosis('],
  ])('and not when it holds %s', (_, query) => expect(isOpen({ query })).toBe(false));

  it.each([undefined, null, 'query', {}, { query: 1 }, [{ query: '{ diagnosis(code: "F43") { code } }' }]])(
    'and not when it is %j',
    (body) => expect(isOpen(body)).toBe(false),
  );
});
