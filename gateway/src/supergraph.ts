import { Kind, parse, print, visit } from 'graphql';

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
