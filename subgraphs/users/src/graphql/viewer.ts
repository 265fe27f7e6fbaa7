import { DomainError, Protection, Role, type Viewer } from '@intygsgraf/kernel/domain';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  InputType,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { directoryRevision, findViewers } from '../application/viewer.ts';
import { personFacts, type PatientFacts } from '../application/persons.ts';
import { CareUnitType } from './care-unit.ts';
import type { Context } from './context.ts';
import { StaffType } from './staff.ts';

@ObjectType('Viewer', { description: 'The user who asks, as the directory knows them at this moment.' })
export class ViewerType {
  @Field(() => ID, { description: 'HSA-id of the user.' }) hsaId!: string;
  @Field(() => Role, { description: 'Role (roll) that the rules see.' }) role!: Role;
  @Field(() => ID, { description: 'HSA-id of the unit that the user is signed in on.' }) selectedUnit!: string;
  @Field(() => [ID], { description: 'HSA-ids of the units whose certificates and cases the user reaches from there.' })
  unitsInScope!: string[];
  @Field(() => [ID], { description: 'HSA-ids of all units whose unhandled cases the user may count.' })
  countableUnits!: string[];
}

@InputType('SignedInUser', { description: 'A user, and the unit they are signed in on. For services only.' })
@Directive('@inaccessible')
class SignedInUserInput {
  @Field(() => ID, { description: 'HSA-id of the user.' }) hsaId!: string;
  @Field(() => ID, { description: 'HSA-id of the unit.' }) unit!: string;
  @Field(() => ID, { nullable: true, description: 'The session, where their token names one.' })
  session?: string | null | undefined;
}

@ObjectType('PersonFacts', { description: 'What the person service told of a person just now. For services only.' })
@Directive('@inaccessible')
class PersonFactsType {
  @Field(() => String, { description: 'The person identity that was asked for.' }) personId!: string;
  @Field(() => ID, { nullable: true, description: 'The id that the patient has in this database; null while unknown.' })
  patientId!: string | null;
  @Field(() => Protection, { description: 'Protected personal data.' }) protection!: Protection;
  @Field(() => Boolean, { description: 'Has died.' }) deceased!: boolean;
  @Field(() => Boolean, { description: 'Is a test person.' }) testIndicated!: boolean;
}

/** The services that keep patients' records, and so ask for facts. The gateway is not one. */
const RECORD_KEEPERS = ['decision-support', 'certificates', 'cases'];
/** Most users of one question. */
const MOST_USERS = 1_000;

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Query(() => ViewerType, {
    nullable: true,
    description: 'The user who asks. FORBIDDEN without an assignment on the selected unit.',
  })
  viewer(@Ctx() context: Context): Viewer {
    return context.viewer();
  }

  @Query(() => [ViewerType], {
    nullable: 'items',
    description: 'Users as the directory knows them, null for those without the assignment. For services only.',
  })
  @Directive('@inaccessible')
  async viewersOf(
    @Arg('users', () => [SignedInUserInput], { description: 'Who they are.' }) users: SignedInUserInput[],
    @Ctx() context: Context,
  ): Promise<(Viewer | null)[]> {
    context.onlyServices('cases');
    if (users.length > MOST_USERS) throw new DomainError('BAD_USER_INPUT', { path: 'users' });
    return (await context.standing((em) => findViewers(em, users))).map((viewer) => viewer ?? null);
  }

  @Query(() => ID, {
    description:
      'Another one after each change of the directory: until then, rights are as they were. For services only.',
  })
  @Directive('@inaccessible')
  directoryRevision(@Ctx() context: Context): Promise<string> {
    context.onlyServices('cases');
    return context.standing(directoryRevision);
  }

  @FieldResolver(() => StaffType, { nullable: true, description: 'The user as a member of staff.' })
  staff(@Root() { hsaId }: ViewerType, @Ctx() { loaders }: Context): Promise<object | null> {
    return loaders.staffByHsaId.load(hsaId);
  }

  @FieldResolver(() => [CareUnitType], { description: 'The units whose unhandled cases the user may count.' })
  async units(@Root() { countableUnits }: ViewerType, @Ctx() { loaders }: Context): Promise<object[]> {
    const units = await Promise.all(countableUnits.map((unit) => loaders.careUnitByHsaId.load(unit)));
    return units.filter((unit) => unit !== null);
  }

  @Query(() => [PersonFactsType], { description: 'Facts of persons whose record the unit keeps. For services only.' })
  @Directive('@inaccessible')
  personFacts(
    @Arg('personIds', () => [String], { description: 'Person identities of 12 characters.' }) personIds: string[],
    @Arg('unit', () => ID, { description: 'HSA-id of the unit whose record it is.' }) unit: string,
    @Ctx() context: Context,
  ): Promise<PatientFacts[]> {
    context.onlyServices(...RECORD_KEEPERS);
    return personFacts(context.step, context.personService, personIds, unit, context.standing);
  }

  @Query(() => Boolean, { description: 'Whether the person service answers. For services only.' })
  @Directive('@inaccessible')
  personServiceAnswers(@Ctx() context: Context): Promise<boolean> {
    context.onlyServices(...RECORD_KEEPERS);
    return context.personService.answers();
  }
}
