import type { UserText } from '@intygsgraf/kernel/domain';
import { UserMessage } from '@intygsgraf/kernel/server';
import { Arg, Ctx, Directive, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { type CertificateType, isInForce, mayWrite } from '../domain/certificate-type.ts';
import { type FormCategory, formOf, introductionOf } from '../domain/form.ts';
import { optionalQuestionIds, PRINT_NOTICES } from '../domain/print.ts';
import { CERTIFICATE_TYPES } from '../types/index.ts';
import type { Context } from './context.ts';
import { ViolationKind } from './enums.ts';
import { FormCategoryType } from './form.ts';

@ObjectType('MinimalPrint', { description: 'The print for the employer (minimal utskrift) that a type has.' })
class MinimalPrintType {
  @Field(() => [ID], { description: 'National question ids (fråga-id) that may be held beside what always is.' })
  optionalQuestionIds!: string[];
  @Field(() => UserMessage, { description: 'What the user is to be told before it is printed.' }) notice!: UserText;
}

@ObjectType('CertificateRule', { description: 'A rule between the questions of a type, as violations name it.' })
class CertificateRuleType {
  @Field(() => ID, { description: 'Its id; several may share one, each told at a place of its own.' }) id!: string;
  @Field(() => ID, { description: 'The question (delsvar-id) at which it is told.' }) subAnswerId!: string;
  @Field(() => ViolationKind, { description: 'What breaking it counts as; WARN keeps nobody from signing.' })
  kind!: ViolationKind;
  @Field(() => UserMessage, { description: 'What a user is told.' }) text!: UserText;
}

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
  @Field(() => String, { description: 'Whose certificate it is (intygsägare), by its code in kv_part, or SKR.' })
  owner!: string;
  @Field(() => Boolean, { description: 'It is sent to its recipient when it is signed (signera och skicka).' })
  automaticSending!: boolean;
  @Field(() => Boolean, { description: 'The patient sees it in Mina intyg.' }) patientSees!: boolean;
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

  @FieldResolver(() => [CertificateRuleType], {
    description:
      'The rules between its questions that a draft is held to; those of one question follow from the question.',
  })
  rules(@Root() { rules = [] }: CertificateType): CertificateRuleType[] {
    return rules
      .filter(({ only }) => only !== 'MESSAGE')
      .map(({ id, field, kind, text }) => ({ id, subAnswerId: field, kind, text }));
  }

  @FieldResolver(() => MinimalPrintType, {
    nullable: true,
    description: 'The print for the employer (minimal utskrift); null when the type has none.',
  })
  minimalPrint(@Root() type: CertificateType): MinimalPrintType | null {
    if (!type.print.minimal) return null;
    return { optionalQuestionIds: optionalQuestionIds(type), notice: PRINT_NOTICES.MINIMAL };
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
