import { globalId } from '@intygsgraf/kernel/domain';
import { Ctx, Directive, Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context } from './context.ts';

@ObjectType('CareProvider', { description: 'Care provider (vårdgivare): the organisation that care units belong to.' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "hsaId")')
export class CareProviderType {
  @Field(() => ID, { description: 'Id in the graph.' }) id!: string;
  @Field(() => ID, { description: 'HSA-id of the care provider.' }) hsaId!: string;
  @Field(() => String, { description: 'Name as HSA has it.' }) name!: string;
}

@ObjectType('CareUnit', { description: 'Care unit (vårdenhet), or sub-unit (mottagning) of one, as HSA knows it.' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "hsaId")')
export class CareUnitType {
  @Field(() => ID, { description: 'Id in the graph.' }) id!: string;
  @Field(() => ID, { description: 'HSA-id of the unit.' }) hsaId!: string;
  @Field(() => String, { description: 'Name as HSA has it.' }) name!: string;
  @Field(() => String, { description: 'Workplace code (arbetsplatskod).' }) workplaceCode!: string;
  @Field(() => String, { description: 'Street or box (postadress).' }) postalAddress!: string;
  @Field(() => String, { description: 'Postal code (postnummer), five figures.' }) postalCode!: string;
  @Field(() => String, { description: 'City (postort).' }) city!: string;
  @Field(() => String, { description: 'Telephone number.' }) phone!: string;
  careProvider!: string;
  careUnit?: string | null;
}

@Resolver(() => CareProviderType)
export class CareProviderResolver {
  @FieldResolver(() => ID, { description: 'Id in the graph.' })
  id(@Root() { id }: CareProviderType): string {
    return globalId('CareProvider', id);
  }
}

@Resolver(() => CareUnitType)
export class CareUnitResolver {
  @FieldResolver(() => ID, { description: 'Id in the graph.' })
  id(@Root() { id }: CareUnitType): string {
    return globalId('CareUnit', id);
  }

  @FieldResolver(() => CareProviderType, {
    nullable: true,
    description: 'The care provider (vårdgivare) it belongs to.',
  })
  careProvider(@Root() { careProvider }: CareUnitType, @Ctx() { loaders }: Context): Promise<object | null> {
    return loaders.careProvider.load(careProvider);
  }

  @FieldResolver(() => CareUnitType, { nullable: true, description: 'The care unit that a sub-unit belongs to.' })
  async careUnit(@Root() { careUnit }: CareUnitType, @Ctx() { loaders }: Context): Promise<object | null> {
    return careUnit ? loaders.careUnitByHsaId.load(careUnit) : null;
  }

  @FieldResolver(() => [CareUnitType], { description: 'Sub-units (mottagningar), by name; none for a sub-unit.' })
  subUnits(@Root() { hsaId }: CareUnitType, @Ctx() { loaders }: Context): Promise<object[]> {
    return loaders.subUnits.load(hsaId);
  }
}
