import { StartError } from '@intygsgraf/kernel/process';
import type { RequestHandler } from 'express';
import { createHash } from 'node:crypto';

/** What stands in the editor before anybody wrote there. */
const QUERY = `# Put a token in place of … in "Headers" below: the demo journal's server gives one for
#   curl -H 'content-type: application/json' -d '{"hsaId":"TSTNMT2321000156-DRAA","unit":"TSTNMT2321000156-ALMC"}' <journal>/token
query {
  viewer {
    hsaId
    units { hsaId name unhandled { total } }
  }
}
`;

/** The page may run this one script and what it makes itself, and speak with its own gateway; nothing comes from elsewhere. */
const policy = (script: string): string =>
  [
    `default-src 'none'`,
    `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
    `worker-src blob:`,
    `style-src 'unsafe-inline'`, // the editor writes its colours itself
    `font-src data:`,
    `img-src data:`,
    `connect-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');

/**
 * GET /explorer, for trying the graph out: GraphiQL whole, from the files of its package. The package is looked for only
 * where this is asked for.
 */
export async function explorerRoute(): Promise<RequestHandler> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql').catch(() => {
    throw new StartError('DEMO_MODE needs the package @graphql-yoga/render-graphiql, which is not installed.');
  });
  const page = renderGraphiQL({
    title: 'Intygsgraf',
    endpoint: '/graphql',
    defaultQuery: QUERY,
    headers: JSON.stringify({ authorization: 'Bearer …' }, undefined, 2),
    // beside what a user writes into "Headers"
    additionalHeaders: { 'graphql-require-preflight': '1' },
    subscriptionsProtocol: 'SSE',
  });
  const script = page.slice(page.indexOf('<script>') + '<script>'.length, page.lastIndexOf('</script>'));
  const headers = {
    'content-security-policy': policy(script),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
  return (_request, response) => void response.set(headers).type('html').send(page);
}
