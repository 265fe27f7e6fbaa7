import { casesSchema } from '@intygsgraf/cases';
import { certificatesSchema } from '@intygsgraf/certificates';
import { decisionSupportSchema } from '@intygsgraf/decision-support';
import type { SubgraphSdl } from '@intygsgraf/gateway';
import { usersSchema } from '@intygsgraf/users';
import { execute, type GraphQLSchema, parse } from 'graphql';

async function sdlOf(name: string, schema: GraphQLSchema): Promise<SubgraphSdl> {
  const { data } = await execute({ schema, document: parse('{ _service { sdl } }') });
  return { name, sdl: (data as { _service: { sdl: string } })._service.sdl };
}

/** The four subgraphs' schemas as they are in the source. One after another: type-graphql keeps state while it builds. */
export async function subgraphSchemas(): Promise<SubgraphSdl[]> {
  return [
    await sdlOf('users', await usersSchema()),
    await sdlOf('decision-support', await decisionSupportSchema()),
    await sdlOf('certificates', await certificatesSchema()),
    await sdlOf('cases', await casesSchema()),
  ];
}
