import { describe, expect, it } from 'vitest';
import { configureIntyg, sourceFor } from './configure.ts';

const tokenProvider = () => new Promise<never>(() => {});

describe('The endpoint', () => {
  it('is the graph where the script came from, unless the page says otherwise', () => {
    configureIntyg({ endpoint: '' });
    expect(sourceFor(null, tokenProvider)?.endpoint).toBe(`${new URL(import.meta.url).origin}/graphql`);
    configureIntyg({ endpoint: 'https://graf.example/graphql' });
    expect(sourceFor(null, tokenProvider)?.endpoint).toBe('https://graf.example/graphql');
  });

  it('may stand beside the page', () => {
    expect(sourceFor('/here/graphql', tokenProvider)?.endpoint).toBe(new URL('/here/graphql', document.baseURI).href);
  });

  it.each([
    ['https://graf.example/other', true],
    ['https://foreign.example/graphql', false],
    ['http://graf.example/graphql', false],
    ['https://graf.example.foreign.example/graphql', false],
    ['//foreign.example/graphql', false],
    ['https://', false],
  ])('%s in markup gets the tokens of the page: %s', (endpoint, allowed) => {
    configureIntyg({ endpoint: 'https://graf.example/graphql', tokenProvider });
    expect(sourceFor(endpoint, undefined) !== undefined).toBe(allowed);
  });
});

describe('The user whose tabs share a connection', () => {
  const other = () => new Promise<never>(() => {});
  const endpoint = 'https://graf.example/graphql';

  it('is the one that the host named together with the provider', () => {
    configureIntyg({ endpoint, tokenProvider, user: 'ajla' });
    expect(sourceFor(null, undefined)).toMatchObject({ tokenProvider, user: 'ajla' });
    configureIntyg({ locale: 'en' });
    configureIntyg({ tokenProvider });
    expect(sourceFor(null, undefined)?.user).toBe('ajla');
  });

  it('is nobody after the provider has changed, until the host says who it is', () => {
    configureIntyg({ endpoint, tokenProvider, user: 'ajla' });
    configureIntyg({ tokenProvider: other });
    expect(sourceFor(null, undefined)).toMatchObject({ tokenProvider: other, user: undefined });
  });

  it('is nobody for an element with a provider of its own', () => {
    configureIntyg({ endpoint, tokenProvider, user: 'ajla' });
    expect(sourceFor(null, other)).toMatchObject({ tokenProvider: other, user: undefined });
  });
});
