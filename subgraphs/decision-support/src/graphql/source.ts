import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { EditionOrigin, PUBLICATIONS, Register, type RegisterEdition } from '../domain/registers/register.ts';

registerEnumType(Register, {
  name: 'Register',
  description: 'What comes in as whole, dated editions (register).',
  valuesConfig: {
    ICD_10_SE: { description: 'Diagnoses, ICD-10-SE, Socialstyrelsen.' },
    KSH_97_P: { description: 'Diagnoses of primary care, KSH97-P, with synonyms.' },
    DIAGNOSIS_GROUPS: { description: 'Chapters, blocks and groups of ICD-10-SE (kapitel, avsnitt, diagnosgrupper).' },
    ICF: { description: 'ICF with alternative terms, Socialstyrelsen and WHO.' },
    FMB: { description: 'Insurance-medicine guidance (försäkringsmedicinskt beslutsstöd), Socialstyrelsen.' },
    SRS: { description: 'Support for the right sick leave (stöd för rätt sjukskrivning).' },
  },
});

registerEnumType(EditionOrigin, {
  name: 'EditionOrigin',
  description: 'Where an edition comes from.',
  valuesConfig: {
    CARRIED: { description: 'The small part that the system carries itself, until an edition is imported.' },
    IMPORTED: { description: 'Brought in by an operator from the publisher’s files.' },
  },
});

@ObjectType('RegisterSource', { description: 'Source (källa): the edition of a register that something is from.' })
export class RegisterSource {
  @Field(() => Register, { description: 'The register.' }) register!: Register;
  @Field(() => String, { description: 'What its publisher calls it, in Swedish.' }) name!: string;
  @Field(() => String, { description: 'Who publishes it.' }) publisher!: string;
  @Field(() => String, { description: 'Address of a page about it, for people.' }) link!: string;
  @Field(() => Int, { description: 'Revision: the number of the edition, from 1.' }) revision!: number;
  @Field(() => Date, { description: 'When the edition came in.' }) importedAt!: Date;
  @Field(() => EditionOrigin, { description: 'Where the edition comes from.' }) origin!: EditionOrigin;
}

/** An edition as answers name it. */
export const sourceOf = ({ register, number, importedAt, origin }: RegisterEdition): RegisterSource => ({
  register,
  ...PUBLICATIONS[register],
  revision: number,
  importedAt,
  origin,
});
