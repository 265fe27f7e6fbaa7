import { createServiceIdentity } from '@intygsgraf/kernel/process';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { createGraph } from './graph.ts';

it('The graph does not go by itself when the process is told to end: there may be questions to be answered', async () => {
  const names = ['users', 'decision-support', 'certificates', 'cases'];
  const graph = await createGraph({
    supergraphSdl: await readFile(new URL('../supergraph.graphql', import.meta.url), 'utf8'),
    identity: await createServiceIdentity('gateway'),
    addresses: new Map(names.map((name) => [name, 'http://127.0.0.1:9/graphql'])),
    streaming: 'cases',
    introspection: false,
  });
  for (const event of ['SIGTERM', 'SIGINT', 'exit'])
    expect(process.listeners(event as 'exit').map(({ name }) => name)).not.toContain('terminateHandler');
  await graph.dispose();
});
