import { Directive, Field, ID, InputType } from 'type-graphql';

@InputType('SickLeavePeriodInput', { description: 'A period of sick leave; both days are within it.' })
@Directive('@inaccessible')
export class SickLeavePeriodInput {
  @Field(() => String, { description: 'First day, YYYY-MM-DD.' }) from!: string;
  @Field(() => String, { description: 'Last day, YYYY-MM-DD.' }) to!: string;
}

@InputType('CertifiedLeaveInput', { description: 'The periods of a signed certificate.' })
@Directive('@inaccessible')
export class CertifiedLeaveInput {
  @Field(() => ID, { description: 'The national id of the certificate (intygs-id).' }) certificateId!: string;
  @Field(() => [SickLeavePeriodInput], { description: 'Its periods.' }) periods!: SickLeavePeriodInput[];
}

@InputType('SickLeaveInput', { description: 'What a certificate proposes, and what the patient had before.' })
@Directive('@inaccessible')
export class SickLeaveInput {
  @Field(() => [String], { description: 'Codes of ICD-10-SE.' }) codes!: string[];
  @Field(() => [SickLeavePeriodInput], { description: 'Proposed periods.' }) proposed!: SickLeavePeriodInput[];
  @Field(() => [CertifiedLeaveInput], { description: 'Other certificates of the patient on the care unit.' })
  earlier!: CertifiedLeaveInput[];
}
