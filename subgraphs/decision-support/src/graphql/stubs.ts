import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A certificate, which `certificates` owns; this subgraph adds its risk. */
@ObjectType('Certificate')
@Directive('@key(fields: "id")')
export class CertificatePointer {
  @Field(() => ID) id!: string;
}

/** A draft, which `certificates` owns; this subgraph adds its risk. */
@ObjectType('Draft')
@Directive('@key(fields: "id")')
export class DraftPointer {
  @Field(() => ID) id!: string;
}

/** A member of staff, whom `users` owns. */
@ObjectType('Staff')
@Directive('@key(fields: "hsaId", resolvable: false)')
export class StaffPointer {
  @Field(() => ID) hsaId!: string;
}
