import { composeServices } from '@theguild/federation-composition';
import { Kind, parse, print, visit } from 'graphql';

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

/** The supergraph with the addresses that the subgraphs have here. */
export function withAddresses(supergraphSdl: string, addresses: ReadonlyMap<string, string>): string {
  const addressed = visit(parse(supergraphSdl), {
    Directive(node) {
      if (node.name.value !== 'join__graph') return undefined;
      const name = node.arguments?.find((argument) => argument.name.value === 'name')?.value;
      const address = name?.kind === Kind.STRING ? addresses.get(name.value) : undefined;
      if (!address) throw new Error(`no address for a subgraph of the supergraph`);
      const values = node.arguments?.map((argument) =>
        argument.name.value === 'url'
          ? { ...argument, value: { kind: Kind.STRING, value: address } as const }
          : argument,
      );
      return { ...node, arguments: values ?? [] };
    },
  });
  return print(addressed);
}
