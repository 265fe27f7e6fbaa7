import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { DiagnosisCodeSystem } from '../domain/diagnosis.ts';

@ObjectType('CareProvider', { description: 'Care provider (vårdgivare).' })
@Directive('@key(fields: "hsaId", resolvable: false)')
export class CareProviderStub {
  @Field(() => ID, { description: 'HSA-id of the care provider.' }) hsaId!: string;
}

@ObjectType('CareUnit', { description: 'Care unit (vårdenhet), or sub-unit (mottagning) of one.' })
@Directive('@key(fields: "hsaId", resolvable: false)')
export class CareUnitStub {
  @Field(() => ID, { description: 'HSA-id of the unit.' }) hsaId!: string;
}

@ObjectType('Staff', { description: 'Member of staff (medarbetare).' })
@Directive('@key(fields: "hsaId", resolvable: false)')
export class StaffStub {
  @Field(() => ID, { description: 'HSA-id of the person.' }) hsaId!: string;
}

@ObjectType('Patient', { description: 'Patient.' })
@Directive('@key(fields: "id", resolvable: false)')
export class PatientStub {
  @Field(() => ID, { description: 'Id in the graph; never the person number.' }) id!: string;
}

@ObjectType('Diagnosis', { description: 'Diagnosis (diagnos) of a register.' })
@Directive('@key(fields: "code codeSystem", resolvable: false)')
export class DiagnosisStub {
  @Field(() => String, { description: 'Code (diagnoskod), upper case, no dot.' }) code!: string;
  @Field(() => DiagnosisCodeSystem, { description: 'Register (kodverk).' }) codeSystem!: DiagnosisCodeSystem;
}
