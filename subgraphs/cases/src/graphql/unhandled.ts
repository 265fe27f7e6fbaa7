import { Directive, Field, ID, InputType, Int, InterfaceType, ObjectType } from 'type-graphql';
import { CountState } from '../domain/unhandled-count.ts';

/** Null while `state` is not CURRENT: a number that leaves people out would lie. */
const number = (description: string) => ({
  nullable: true,
  description: `${description} Null without a current count.`,
});

@InterfaceType('UnhandledNumbers', {
  description: 'Numbers of unhandled cases (ej hanterade ärenden), by what must be done.',
  autoRegisterImplementations: true,
})
abstract class UnhandledNumbersType {
  @Field(() => Int, number('All unhandled cases.')) total!: number | null;
  @Field(() => Int, number('To complete (komplettera).')) complement!: number | null;
  @Field(() => Int, number('To answer (svara).')) answer!: number | null;
  @Field(() => Int, number('Answers to read (läs inkommet svar).')) read!: number | null;
  @Field(() => Int, number('Waiting for the agency (invänta svar).')) waiting!: number | null;
  @Field(() => Int, number('Certificates with an unhandled case.')) certificates!: number | null;
  @Field(() => Int, number('To complete or answer, past the last date (sista svarsdag passerad).'))
  overdue!: number | null;
}

@ObjectType('UnitOwnNumbers', {
  implements: UnhandledNumbersType,
  description: 'The numbers of a unit without those of its sub-units.',
})
export class UnitOwnNumbersType extends UnhandledNumbersType {}

@ObjectType('UnhandledCount', {
  implements: UnhandledNumbersType,
  description: "A unit's unhandled cases with those of its sub-units, as the viewer may count them, at one version.",
})
export class UnhandledCountType extends UnhandledNumbersType {
  @Field(() => ID, { description: 'HSA-id of the unit.' }) hsaId!: string;
  @Field(() => CountState, { description: 'Whether there are numbers.' }) state!: CountState;
  @Field(() => UnitOwnNumbersType, { description: 'Without the sub-units (mottagningar).' })
  withoutSubUnits!: UnitOwnNumbersType;
  @Field(() => ID, { description: 'Versions of two epochs cannot be compared: a new epoch replaces what was shown.' })
  epoch!: string;
  @Field(() => Int, { description: 'The highest version of an epoch is the truth.' }) version!: number;
}

@InputType('UnitClassQuestion', { description: 'How does this user count on these units? For the live hub only.' })
@Directive('@inaccessible')
export class UnitClassQuestion {
  @Field(() => ID, { description: 'HSA-id of the user.' }) hsaId!: string;
  @Field(() => ID, { description: 'HSA-id of the unit that the user is signed in on.' }) unit!: string;
  @Field(() => ID, { nullable: true, description: 'The session, where their token names one.' })
  session?: string | null | undefined;
  @Field(() => [ID], { description: 'HSA-ids of units.' }) units!: string[];
}

@ObjectType('UnitClass', { description: 'A unit and how a viewer counts there. For the live hub only.' })
@Directive('@inaccessible')
export class UnitClassType {
  @Field(() => ID, { description: 'HSA-id of the unit.' }) unit!: string;
  @Field(() => String, { description: 'A key that only this subgraph reads.' }) key!: string;
}

@InputType('UnitClassInput', { description: 'A unit and a class of viewers. For the live hub only.' })
@Directive('@inaccessible')
export class UnitClassInput {
  @Field(() => ID, { description: 'HSA-id of the unit.' }) unit!: string;
  @Field(() => String, { description: 'A key from unhandledClasses.' }) key!: string;
}

@ObjectType('UnhandledProbe', {
  description: 'That the truth can be read, and where it stands. For the live hub only.',
})
@Directive('@inaccessible')
export class UnhandledProbeType {
  @Field(() => ID, { description: 'The epoch.' }) epoch!: string;
  @Field(() => CountState, { description: 'Whether there are numbers.' }) state!: CountState;
  @Field(() => ID, { description: 'Another one when who may count what may have changed.' }) rights!: string;
  @Field(() => [Int], {
    description: 'The versions of the units, in the order asked; 0 for one that never had a case.',
  })
  versions!: number[];
}
