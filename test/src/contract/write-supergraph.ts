import { composeSupergraph } from '@intygsgraf/gateway';
import { writeFile } from 'node:fs/promises';
import { subgraphSchemas } from './subgraph-schemas.ts';

// `npm run supergraph`: its diff is the review of an API change
await writeFile(
  new URL('../../../gateway/supergraph.graphql', import.meta.url),
  composeSupergraph(await subgraphSchemas()),
);
