import { IDEMPOTENCY_KEY, parseGlobalId } from '@intygsgraf/kernel/domain';
import { refusing } from '@intygsgraf/kernel/server';
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { copyCertificate } from '../application/copy-certificate.ts';
import { typeOf } from '../application/show.ts';
import type { Certificate } from '../domain/certificate.ts';
import { type CertificateType, templateOf } from '../domain/certificate-type.ts';
import { copyRefusals } from '../domain/copy.ts';
import { DraftError } from '../domain/draft.ts';
import { CERTIFICATE_TYPES } from '../types/index.ts';
import { certificateTypeById, CertificateTypeType } from './certificate-type.ts';
import { CertificateGraphType } from './certificate.ts';
import type { Context } from './context.ts';
import { CopyPayload } from './copy-and-revoke.ts';
import { errorOf } from './sign-and-send.ts';

@ObjectType('TemplateFor', {
  description: 'A type that a draft may be begun of from a certificate (skapa från), and why the viewer may not now.',
})
class TemplateForType {
  @Field(() => CertificateTypeType, { description: 'The type of the draft.' }) type!: CertificateType;
  @Field(() => [String], { description: 'Error codes that it would meet; none when it may be begun.' })
  refusals!: string[];
}

@InputType('CreateFromTemplateInput', { description: 'Which certificate to begin a draft of another type from.' })
export class CreateFromTemplateInput {
  @Field(() => ID, { description: 'Id of the certificate in the graph.' }) certificateId!: string;
  @Field(() => ID, { description: 'Id of the draft’s type in the graph, one of the certificate’s `templateFor`.' })
  typeId!: string;
  @Field(() => ID, { description: IDEMPOTENCY_KEY }) idempotencyKey!: string;
}

@Resolver(() => CertificateGraphType)
export class CreateFromTemplateResolver {
  @FieldResolver(() => [TemplateForType], {
    description:
      'The types that a draft may be begun of from it: AG7804 from FK7804, a dödsorsaksintyg from a dödsbevis.',
  })
  async templateFor(
    @Root() certificate: Certificate,
    @Ctx() { loaders, viewer, today }: Context,
  ): Promise<TemplateForType[]> {
    const type = typeOf(certificate);
    const source = { ...certificate, isLocked: false };
    const children = await loaders.children.load(certificate.id);
    const { role } = viewer();
    return CERTIFICATE_TYPES.filter((to) => templateOf(to, type)).map((to) => ({
      type: to,
      refusals: copyRefusals('TEMPLATE', { source, children, type, to, role, today }),
    }));
  }

  @Mutation(() => CopyPayload, {
    description:
      'Begins a draft of another type from a signed certificate (skapa från): on the selected unit, with the answers that both types ask for.',
  })
  async createFromTemplate(
    @Arg('input', () => CreateFromTemplateInput, { description: 'From which, and of which type.' })
    { certificateId, typeId, idempotencyKey }: CreateFromTemplateInput,
    @Ctx() context: Context,
  ): Promise<CopyPayload> {
    const { result, errors } = await refusing(context, (em) => {
      const to = certificateTypeById(typeId);
      if (!to) throw new DraftError('CERTIFICATE_TYPE_UNKNOWN', { path: 'typeId' });
      const sourceId = parseGlobalId('Certificate', certificateId);
      return copyCertificate({ ...context, em }, { kind: 'TEMPLATE', sourceId, idempotencyKey, to });
    });
    return { draft: result, errors: errors.map(errorOf) };
  }
}
