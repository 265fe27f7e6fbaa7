import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A certificate, which `certificates` owns; this subgraph adds its cases. */
@ObjectType('Certificate')
@Directive('@key(fields: "id")')
export class CertificateReference {
  @Field(() => ID) id!: string;
}

/** A unit, which `users` owns; this subgraph adds its counts. */
@ObjectType('CareUnit')
@Directive('@key(fields: "hsaId")')
export class CareUnitReference {
  @Field(() => ID) hsaId!: string;
}

@ObjectType('Draft', { description: 'Draft (intygsutkast) of a certificate.' })
@Directive('@key(fields: "id", resolvable: false)')
export class DraftStub {
  @Field(() => ID, { description: 'Id in the graph.' }) id!: string;
}
