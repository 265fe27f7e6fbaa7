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
