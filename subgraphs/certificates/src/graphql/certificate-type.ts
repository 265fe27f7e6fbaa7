import { Arg, Ctx, Directive, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { type CertificateType, isInForce, mayWrite } from '../domain/certificate-type.ts';
import { type FormCategory, formOf, introductionOf } from '../domain/form.ts';
import { CERTIFICATE_TYPES } from '../types/index.ts';
import type { Context } from './context.ts';
import { FormCategoryType } from './form.ts';
import { UserMessage } from '@intygsgraf/kernel/server';

@ObjectType('CertificateType', { description: 'Type of certificate (intygstyp) in one version.' })
@Directive('@key(fields: "id")')
export class CertificateTypeType {
  @Field(() => ID, { description: 'Id in the graph.' }) id!: string;
  @Field(() => String, { description: 'Version, as 1.3.' }) version!: string;
  @Field(() => String, { description: 'Code in kv_intygstyp, as LISJP.' }) code!: string;
  @Field(() => String, { description: 'Name (benämning), in Swedish.' }) name!: string;
  @Field(() => String, { description: 'What it is for, in Swedish.' }) description!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Recipient (mottagare) by its code in kv_part; null: print only.',
  })
  recipient!: string | null;
}

/** No UUID: a type and its version are known by name. */
const graphId = ({ id, version }: Pick<CertificateType, 'id' | 'version'>): string =>
  `CertificateType_${id}-${version}`;

export const certificateTypeById = (id: string): CertificateType | undefined =>
  CERTIFICATE_TYPES.find((type) => graphId(type) === id);

@Resolver(() => CertificateTypeType)
export class CertificateTypeResolver {
  @FieldResolver(() => ID, { description: 'Id in the graph.' })
  id(@Root() type: CertificateTypeType): string {
    return graphId(type);
  }

  @FieldResolver(() => UserMessage, {
    nullable: true,
    description: 'Words to show above the form, folded (introduktion); no part of what is signed.',
  })
  introduction(@Root() type: CertificateType): UserMessage | null {
    return introductionOf(type);
  }

  @FieldResolver(() => [FormCategoryType], { description: 'The form (formulär): all that is asked, in order.' })
  categories(@Root() type: CertificateType): FormCategory[] {
    return formOf(type);
  }

  @Query(() => [CertificateTypeType], {
    nullable: true,
    description: 'The certificate types (intygstyper) that the role of the one who asks may write.',
  })
  certificateTypes(@Ctx() { viewer, today }: Context): CertificateType[] {
    const { role } = viewer();
    return CERTIFICATE_TYPES.filter((type) => mayWrite(type, role) && isInForce(type, today));
  }

  @Query(() => CertificateTypeType, { nullable: true, description: 'A certificate type, null when there is none.' })
  certificateType(
    @Arg('id', () => ID, { description: 'Id in the graph, with the version.' }) id: string,
    @Ctx() { viewer }: Context,
  ): CertificateType | null {
    viewer();
    return certificateTypeById(id) ?? null;
  }

  @FieldResolver(() => String, { description: 'Our name of the type in all its versions, as fk7804.' })
  typeId(@Root() { id }: CertificateTypeType): string {
    return id;
  }
}
