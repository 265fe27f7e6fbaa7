import { globalId } from '@intygsgraf/kernel/domain';
import { Directive, Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';

@ObjectType('Patient', {
  description:
    'Patient, as the person service (PU) tells of them now. Shown to units that have a certificate of theirs; null to all others.',
})
@Directive('@key(fields: "id")')
export class PatientType {
  @Field(() => ID, { description: 'Id in the graph; never the person number.' }) id!: string;
  @Field(() => String, {
    description:
      'Personal, co-ordination or reserve number (personnummer, samordningsnummer, reservnummer), 12 characters.',
  })
  personId!: string;
  @Field(() => String, { description: 'Given name.' }) givenName!: string;
  @Field(() => String, { description: 'Surname.' }) surname!: string;
  @Field(() => Boolean, { description: 'Has protected personal data (sekretessmarkering).' }) protectedPerson!: boolean;
  @Field(() => Boolean, { description: 'Has died (avliden).' }) deceased!: boolean;
  @Field(() => Boolean, { description: 'Is a test person (testindikerad): nothing is sent for them.' })
  testIndicated!: boolean;
}

@Resolver(() => PatientType)
export class PatientResolver {
  @FieldResolver(() => ID, { description: 'Id in the graph; never the person number.' })
  id(@Root() { id }: PatientType): string {
    return globalId('Patient', id);
  }
}
