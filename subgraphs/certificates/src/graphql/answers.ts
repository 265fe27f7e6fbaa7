import { Field, FieldResolver, ID, Int, InterfaceType, ObjectType, Resolver, Root } from 'type-graphql';
import type { AnswerKind } from '../domain/answers.ts';
import { DiagnosisCodeSystem } from '../domain/diagnosis.ts';
import { DiagnosisStub } from './stubs.ts';

/** The graph's name for a kind of answer, as CodedPeriodsAnswer. */
const typeName = (kind: AnswerKind): string => `${kind.charAt(0).toUpperCase()}${kind.slice(1)}Answer`;

@InterfaceType('Answer', {
  description: 'An answer of a certificate (svar), with its question.',
  autoRegisterImplementations: false,
  resolveType: ({ kind }: { kind: AnswerKind }) => typeName(kind),
})
export abstract class AnswerType {
  @Field(() => ID, { description: 'National question id (fråga-id), as 39.' }) questionId!: string;
  @Field(() => ID, { description: 'National sub-answer id (delsvar-id), as 39.1.' }) subAnswerId!: string;
  @Field(() => String, { description: "The question's words (frågetext), in Swedish." }) label!: string;
}

@ObjectType('BooleanAnswer', { implements: AnswerType, description: 'Yes or no (ja eller nej).' })
class BooleanAnswerType extends AnswerType {
  @Field(() => Boolean, { description: 'True for yes.' }) boolean!: boolean;
}

@ObjectType('TextAnswer', { implements: AnswerType, description: 'Free text (fritext).' })
class TextAnswerType extends AnswerType {
  @Field(() => String, { description: 'What was written. Plain text, whatever it looks like.' }) text!: string;
}

@ObjectType('CodedValue', { description: 'A code that was chosen (kod).' })
export class CodedValueType {
  @Field(() => String, { description: 'The code.' }) code!: string;
  @Field(() => String, { description: 'Its national table (kodverk), as KV_FKMU_0006.' }) codeSystem!: string;
  @Field(() => String, { description: 'What the form calls it, in Swedish.' }) label!: string;
}

@ObjectType('CodeAnswer', { implements: AnswerType, description: 'One of several options (ett val).' })
class CodeAnswerType extends AnswerType {
  @Field(() => CodedValueType, { description: 'The option chosen.' }) code!: CodedValueType;
}

@ObjectType('CodesAnswer', { implements: AnswerType, description: 'Some of several options (flera val).' })
class CodesAnswerType extends AnswerType {
  @Field(() => [CodedValueType], { description: 'The options chosen.' }) codes!: CodedValueType[];
}

@ObjectType('DatedCode', { description: 'An option with a date (val med datum).' })
class DatedCodeType extends CodedValueType {
  @Field(() => String, { description: 'The date (datum), YYYY-MM-DD.' }) date!: string;
}

@ObjectType('DatedCodesAnswer', { implements: AnswerType, description: 'Options with a date each (val med datum).' })
class DatedCodesAnswerType extends AnswerType {
  @Field(() => [DatedCodeType], { description: 'The options chosen.' }) datedCodes!: DatedCodeType[];
}

@ObjectType('CertificateDiagnosis', { description: 'A diagnosis (diagnos) as the certificate has it.' })
export class CertificateDiagnosisType {
  @Field(() => String, { description: 'Code (diagnoskod), upper case, no dot.' }) code!: string;
  @Field(() => DiagnosisCodeSystem, { description: 'Register (kodverk).' }) codeSystem!: DiagnosisCodeSystem;
  @Field(() => String, { description: 'Description (diagnosbeskrivning) as it was written.' }) description!: string;
}

@ObjectType('DiagnosesAnswer', { implements: AnswerType, description: 'Diagnoses, the main one (huvuddiagnos) first.' })
class DiagnosesAnswerType extends AnswerType {
  @Field(() => [CertificateDiagnosisType], { description: 'The diagnoses.' }) diagnoses!: CertificateDiagnosisType[];
}

@ObjectType('CodedPeriod', { description: 'An option with a period (val med period); both days are within it.' })
class CodedPeriodType extends CodedValueType {
  @Field(() => String, { description: 'First day (från och med), YYYY-MM-DD.' }) from!: string;
  @Field(() => String, { description: 'Last day (till och med), YYYY-MM-DD.' }) to!: string;
}

@ObjectType('CodedPeriodsAnswer', {
  implements: AnswerType,
  description: 'Options with a period each, as degrees of sick leave (sjukskrivningsgrad).',
})
class CodedPeriodsAnswerType extends AnswerType {
  @Field(() => [CodedPeriodType], { description: 'The options chosen.' }) codedPeriods!: CodedPeriodType[];
}

@ObjectType('DateAnswer', { implements: AnswerType, description: 'A date (datum).' })
class DateAnswerType extends AnswerType {
  @Field(() => String, { description: 'The date, YYYY-MM-DD.' }) date!: string;
}

@ObjectType('IntegerAnswer', { implements: AnswerType, description: 'A whole number (heltal).' })
class IntegerAnswerType extends AnswerType {
  @Field(() => Int, { description: 'The number, of what the question counts.' }) integer!: number;
}

@ObjectType('Period', { description: 'A period (period); both days are within it.' })
class PeriodType {
  @Field(() => String, { description: 'First day (från och med), YYYY-MM-DD.' }) from!: string;
  @Field(() => String, { description: 'Last day (till och med), YYYY-MM-DD.' }) to!: string;
}

@ObjectType('PeriodAnswer', { implements: AnswerType, description: 'A period (period).' })
class PeriodAnswerType extends AnswerType {
  @Field(() => PeriodType, { description: 'The period.' }) period!: PeriodType;
}

@ObjectType('IcfCategory', { description: 'A category of ICF (ICF-kategori) that was chosen beside a text.' })
class IcfCategoryType {
  @Field(() => String, { description: 'Code, as b280.' }) code!: string;
  @Field(() => String, { description: 'Title, in Swedish.' }) title!: string;
}

@ObjectType('IcfText', { description: 'Free text with categories of ICF.' })
class IcfTextType {
  @Field(() => String, { description: 'What was written.' }) text!: string;
  @Field(() => [IcfCategoryType], { description: 'The categories chosen; they are sent before the text.' })
  categories!: IcfCategoryType[];
}

@ObjectType('IcfTextAnswer', { implements: AnswerType, description: 'Free text with categories of ICF.' })
class IcfTextAnswerType extends AnswerType {
  @Field(() => IcfTextType, { description: 'Text and categories.' }) icfText!: IcfTextType;
}

@ObjectType('Evidence', { description: 'Evidence that an opinion rests on (underlag).' })
class EvidenceType extends CodedValueType {
  @Field(() => String, { description: 'The date (datum), YYYY-MM-DD.' }) date!: string;
  @Field(() => String, { description: 'Where the recipient can have it from.' }) source!: string;
}

@ObjectType('EvidenceAnswer', { implements: AnswerType, description: 'Evidence that the opinion rests on (underlag).' })
class EvidenceAnswerType extends AnswerType {
  @Field(() => [EvidenceType], { description: 'The evidence.' }) evidence!: EvidenceType[];
}

/** The kinds of answer; nothing else in the schema names them. */
export const ANSWER_TYPES = [
  BooleanAnswerType,
  TextAnswerType,
  CodeAnswerType,
  CodesAnswerType,
  DatedCodesAnswerType,
  DiagnosesAnswerType,
  CodedPeriodsAnswerType,
  DateAnswerType,
  IntegerAnswerType,
  PeriodAnswerType,
  IcfTextAnswerType,
  EvidenceAnswerType,
];

@Resolver(() => CertificateDiagnosisType)
export class CertificateDiagnosisResolver {
  @FieldResolver(() => DiagnosisStub, { nullable: true, description: 'What the register tells of the code.' })
  diagnosis(@Root() { code, codeSystem }: CertificateDiagnosisType): DiagnosisStub {
    return { code, codeSystem };
  }
}
