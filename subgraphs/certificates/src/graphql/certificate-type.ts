import { Directive, Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import type { CertificateType } from '../domain/certificate-type.ts';
import { CERTIFICATE_TYPES } from '../types/index.ts';

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

  @FieldResolver(() => String, { description: 'Our name of the type in all its versions, as fk7804.' })
  typeId(@Root() { id }: CertificateTypeType): string {
    return id;
  }
}
