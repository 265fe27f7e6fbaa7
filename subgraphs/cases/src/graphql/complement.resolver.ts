import { parseGlobalId } from '@intygsgraf/kernel/domain';
import { refusing } from '@intygsgraf/kernel/server';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { beginComplement } from '../application/complement.ts';
import { CaseErrorType, shownRefusal } from './case-change.ts';
import type { Context } from './context.ts';
import { DraftStub } from './stubs.ts';

@InputType('ComplementInput', { description: 'Which complement request to answer with another certificate.' })
export class ComplementInput {
  @Field(() => ID, { description: 'Id of the case in the graph.' }) caseId!: string;
  @Field(() => ID, {
    description: 'Any text of up to 100 visible characters, as a UUID: the same again makes no second draft.',
  })
  idempotencyKey!: string;
}

@ObjectType('ComplementPayload', {
  description: 'The draft that is to complement the certificate, or why there is none.',
})
export class ComplementPayload {
  @Field(() => DraftStub, { nullable: true, description: 'The draft; null when it was refused.' })
  draft?: DraftStub | undefined;
  @Field(() => [CaseErrorType], { description: 'Refusals; none when it is made.' }) errors!: CaseErrorType[];
}

@Resolver()
export class ComplementResolver {
  @Mutation(() => ComplementPayload, {
    description:
      'Begins to complement the certificate that a request is about (komplettera): a draft with all of its answers, which is sent when it is signed. That handles all of its open requests.',
  })
  async complementCertificate(
    @Arg('input', () => ComplementInput, { description: 'Which request.' }) input: ComplementInput,
    @Ctx() context: Context,
  ): Promise<ComplementPayload> {
    const { caseId, idempotencyKey } = input;
    const { result, errors } = await refusing(context, (em) =>
      beginComplement({ ...context, em }, { caseId: parseGlobalId('Case', caseId), idempotencyKey }),
    );
    return { draft: result === undefined ? undefined : { id: result }, errors: errors.map(shownRefusal) };
  }
}
