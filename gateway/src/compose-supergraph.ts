import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';

/** A subgraph by name, with its printed schema. */
export interface SubgraphSdl {
  readonly name: string;
  readonly sdl: string;
}

/**
 * The supergraph of the subgraphs, as it is checked in. The addresses in it are placeholders. Throws with every reason
 * why they do not compose.
 */
export function composeSupergraph(subgraphs: readonly SubgraphSdl[]): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, url: `http://${name}.invalid/graphql`, typeDefs: parse(sdl) })),
  );
  if (!supergraphSdl) throw new Error((errors ?? []).map(({ message }) => message).join('\n'));
  return `${supergraphSdl.trim()}\n`;
}
