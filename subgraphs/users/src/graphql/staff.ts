import { AccessError, globalId, Role } from '@intygsgraf/kernel/domain';
import { Ctx, Directive, Field, FieldResolver, ID, ObjectType, registerEnumType, Resolver, Root } from 'type-graphql';
import type { Context } from './context.ts';
import { resolveRole, type StaffCredentials } from '../domain/staff.ts';

registerEnumType(Role, {
  name: 'Role',
  description: 'What a member of staff is in the eyes of the rules (roll).',
  valuesConfig: {
    DOCTOR: { description: 'Läkare.' },
    PRIVATE_DOCTOR: { description: 'Privatläkare: registered and licensed, signs in with e-ID.' },
    PRIVATE_DOCTOR_UNAUTHORISED: { description: 'Signs in with e-ID without authority: may only register.' },
    DENTIST: { description: 'Tandläkare.' },
    MIDWIFE: { description: 'Barnmorska.' },
    NURSE: { description: 'Sjuksköterska.' },
    CARE_ADMINISTRATOR: { description: 'Vårdadministratör.' },
  },
});

@ObjectType('Staff', { description: 'Member of staff (medarbetare), as HSA knows them.' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "hsaId")')
export class StaffType {
  @Field(() => ID, { description: 'Id in the graph.' }) id!: string;
  @Field(() => ID, { description: 'HSA-id of the person.' }) hsaId!: string;
  @Field(() => String, { description: 'Given name.' }) givenName!: string;
  @Field(() => String, { description: 'Surname.' }) surname!: string;
  @Field(() => [String], { description: 'Positions (befattningar), in the directory’s words.' }) positions!: string[];
  @Field(() => [String], { description: 'Specialist competences (specialistkompetenser), in the directory’s words.' })
  specialities!: string[];
}

@Resolver(() => StaffType)
export class StaffResolver {
  @FieldResolver(() => ID, { description: 'Id in the graph.' })
  id(@Root() { id }: StaffType): string {
    return globalId('Staff', id);
  }

  @FieldResolver(() => [String], { description: 'Prescriber codes (förskrivarkoder). For `certificates` only.' })
  @Directive('@inaccessible')
  prescriberCodes(@Root() { prescriberCodes }: StaffCredentials, @Ctx() { caller }: Context): readonly string[] {
    if (caller.service !== 'certificates') throw new AccessError('FORBIDDEN');
    return [...new Set(prescriberCodes)];
  }

  @FieldResolver(() => Role, { description: 'Role (roll), by licence, position and prescriber code.' })
  role(@Root() staff: StaffType & StaffCredentials): Role {
    return resolveRole(staff);
  }
}
