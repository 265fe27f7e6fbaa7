import { globalId, Role } from '@intygsgraf/kernel/domain';
import { Directive, Field, FieldResolver, ID, ObjectType, registerEnumType, Resolver, Root } from 'type-graphql';
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
}

@Resolver(() => StaffType)
export class StaffResolver {
  @FieldResolver(() => ID, { description: 'Id in the graph.' })
  id(@Root() { id }: StaffType): string {
    return globalId('Staff', id);
  }

  @FieldResolver(() => Role, { description: 'Role (roll), by licence, position and prescriber code.' })
  role(@Root() staff: StaffType & StaffCredentials): Role {
    return resolveRole(staff);
  }
}
