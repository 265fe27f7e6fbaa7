import { daysOf, DomainError, isDate, remainingHours, SICK_LEAVE_DEGREES, typedEnd } from '@intygsgraf/kernel/domain';
import { Arg, Field, Float, InputType, Int, ObjectType, Query, Resolver } from 'type-graphql';

@InputType('SickLeavePeriodQuestion', { description: 'A period as it stands in the form.' })
class SickLeavePeriodQuestion {
  @Field(() => String, { description: 'First day, YYYY-MM-DD.' }) from!: string;
  @Field(() => String, {
    description: 'What was typed as its end: a length (d90, 90d, v2, 3m) or a date with or without dashes.',
  })
  end!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Degree (grad): EN_FJARDEDEL, HALFTEN, TRE_FJARDEDEL or HELT_NEDSATT.',
  })
  degree?: string | null;
  @Field(() => Int, { nullable: true, description: 'Hours that the patient usually works a week, 0–168.' })
  usualHours?: number | null;
}

@ObjectType('SickLeavePeriod', { description: 'A period, worked out. Nothing of it is stored.' })
class SickLeavePeriodType {
  @Field(() => String, { nullable: true, description: 'Its last day, YYYY-MM-DD; null for what is no end.' })
  to!: string | null;
  @Field(() => Int, { description: 'Days, both ends with it; 0 for what is no period.' }) days!: number;
  @Field(() => Float, { nullable: true, description: 'Hours a week that remain; null without degree or usual hours.' })
  remainingHours!: number | null;
}

@Resolver()
export class SickLeavePeriodResolver {
  @Query(() => SickLeavePeriodType, {
    nullable: true,
    description:
      'Works a period out while it is typed (slutdatum, arbetstid). BAD_USER_INPUT for a first day, degree or hours that are none.',
  })
  sickLeavePeriod(
    @Arg('input', () => SickLeavePeriodQuestion, { description: 'The period.' })
    { from, end, degree, usualHours }: SickLeavePeriodQuestion,
  ): SickLeavePeriodType {
    if (!isDate(from)) throw new DomainError('BAD_USER_INPUT', { path: 'from' });
    const to = typedEnd(from, end) ?? null;
    return { to, days: daysOf({ from, to: to ?? '' }), remainingHours: hoursOf(degree, usualHours) };
  }
}

function hoursOf(degree: string | null | undefined, usualHours: number | null | undefined): number | null {
  if (degree == null || usualHours == null) return null;
  if (!Object.hasOwn(SICK_LEAVE_DEGREES, degree)) throw new DomainError('BAD_USER_INPUT', { path: 'degree' });
  const hours = remainingHours(usualHours, SICK_LEAVE_DEGREES[degree as keyof typeof SICK_LEAVE_DEGREES]);
  if (hours === undefined) throw new DomainError('BAD_USER_INPUT', { path: 'usualHours' });
  return hours;
}
