import { UserMessage } from '@intygsgraf/kernel/server';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GuidanceTopic, LengthUnitName, RecommendedDegree, TextBlockKind } from '../domain/fmb/guidance.ts';
import { RegisterSource } from './source.ts';

registerEnumType(LengthUnitName, {
  name: 'LengthUnit',
  description: 'Unit of a recommended length.',
  valuesConfig: {
    DAY: { description: 'Days.' },
    WEEK: { description: 'Weeks of 7 days.' },
    MONTH: { description: 'Months, counted as 31 days.' },
  },
});
registerEnumType(RecommendedDegree, {
  name: 'RecommendedDegree',
  description: 'How much a typical case is on sick leave; the publisher says no more of degrees.',
  valuesConfig: { FULL_TIME: { description: 'heltid.' }, PART_TIME: { description: 'deltid.' } },
});
registerEnumType(TextBlockKind, {
  name: 'TextBlockKind',
  description: 'What a piece of a text is.',
  valuesConfig: {
    PARAGRAPH: { description: 'A paragraph.' },
    LIST_ITEM: { description: 'An item of a list.' },
    HEADING: { description: 'A heading within the text.' },
  },
});
registerEnumType(GuidanceTopic, {
  name: 'GuidanceTopic',
  description: 'What a text of the guidance is about.',
  valuesConfig: {
    FUNCTIONAL_IMPAIRMENT: { description: 'funktionsnedsättning.' },
    ACTIVITY_LIMITATION: { description: 'aktivitetsbegränsning.' },
    REHABILITATION: { description: 'information om rehabilitering.' },
    INSURANCE_MEDICINE: { description: 'försäkringsmedicinsk information.' },
    SYMPTOMS_PROGNOSIS_TREATMENT: { description: 'symtom, prognos, behandling.' },
  },
});

@ObjectType('TextBlock', { description: 'A piece of a text: plain words, no markup.' })
export class TextBlockType {
  @Field(() => TextBlockKind, { description: 'What it is.' }) kind!: TextBlockKind;
  @Field(() => String, { description: 'Its words.' }) text!: string;
}

@ObjectType('CodeTitle', { description: 'A code with the title that its source gives it.' })
export class CodeTitleType {
  @Field(() => String, { description: 'Code, no dot.' }) code!: string;
  @Field(() => String, { description: 'Title (benämning).' }) title!: string;
}

@ObjectType('RecommendedLength', { description: 'A recommended length of sick leave as it was published.' })
export class RecommendedLengthType {
  @Field(() => Int, { description: 'How many units; 0: no sick leave is recommended.' }) value!: number;
  @Field(() => LengthUnitName, { description: 'The unit.' }) unit!: keyof typeof LengthUnitName;
  @Field(() => Int, { description: 'The same in days.' }) days!: number;
}

@ObjectType('TypicalCase', { description: 'Typical case (typfall): how long somebody is on sick leave, and when.' })
export class TypicalCaseType {
  @Field(() => ID, { description: 'The publisher’s id.' }) id!: string;
  @Field(() => Int, { description: 'Revision of the register that last changed it.' }) revision!: number;
  @Field(() => String, { description: 'The recommendation in a sentence (typfallsmening).' }) sentence!: string;
  @Field(() => RecommendedLengthType, { nullable: true, description: 'At most so long; null where none is given.' })
  maximum?: RecommendedLengthType | null;
  @Field(() => RecommendedDegree, { nullable: true, description: 'How much of working time.' })
  degree?: RecommendedDegree | null;
  @Field(() => String, { nullable: true, description: 'When its publisher last changed it, YYYY-MM-DD.' })
  updatedOn?: string | null;
}

@ObjectType('GuidanceSection', { description: 'A text of the guidance under its heading.' })
export class GuidanceSection {
  @Field(() => GuidanceTopic, { description: 'What it is about.' }) topic!: GuidanceTopic;
  @Field(() => UserMessage, { description: 'Its heading.' }) heading!: UserMessage;
  @Field(() => [TextBlockType], { description: 'The text, piece by piece.' }) blocks!: readonly TextBlockType[];
}

@ObjectType('GuidanceReference', { description: 'Where to read more.' })
export class GuidanceReference {
  @Field(() => String, { description: 'What is there.' }) text!: string;
  @Field(() => String, { description: 'Its address.' }) uri!: string;
}

@ObjectType('Guidance', {
  description: 'Guidance (försäkringsmedicinskt beslutsstöd, FMB) for a diagnosis, as its publisher gives it.',
})
export class GuidanceType {
  @Field(() => ID, { description: 'The publisher’s id of the document; what a certificate keeps, with `revision`.' })
  id!: string;
  @Field(() => Int, { description: 'Revision of the register that last changed the document.' }) revision!: number;
  @Field(() => String, { description: 'Title of the document (diagnosrubrik).' }) title!: string;
  @Field(() => String, {
    nullable: true,
    description:
      'The code of ICD-10-SE that it is published for: the one that was asked about, or the nearest wider one; null for a document by its id.',
  })
  resolvedCode?: string | null;
  @Field(() => [CodeTitleType], { description: 'All diagnoses of the document (relaterade diagnoser).' })
  relatedDiagnoses!: readonly CodeTitleType[];
  @Field(() => [TypicalCaseType], { description: 'Typical cases, the shortest first, those without a length last.' })
  typicalCases!: readonly TypicalCaseType[];
  @Field(() => [GuidanceSection], { description: 'Its texts in the order that doctors use them; empty ones left out.' })
  sections!: readonly GuidanceSection[];
  @Field(() => [GuidanceReference], { description: 'Where its publisher shows it.' })
  references!: readonly GuidanceReference[];
  @Field(() => String, { nullable: true, description: 'When its publisher last changed it, YYYY-MM-DD.' })
  updatedOn?: string | null;
  @Field(() => RegisterSource, { description: 'The edition that it was looked up in.' }) source!: RegisterSource;
}

@ObjectType('Recommendation', { description: 'A recommended length for a diagnosis, and where it comes from.' })
export class RecommendationType {
  @Field(() => String, { description: 'The code that was asked about.' }) code!: string;
  @Field(() => String, { description: 'The code that it is published for.' }) resolvedCode!: string;
  @Field(() => ID, { description: 'The document that it belongs to.' }) guidanceId!: string;
  @Field(() => ID, { description: 'The typical case that it is from.' }) caseId!: string;
  @Field(() => Int, { description: 'Revision of the register that last changed the typical case.' }) revision!: number;
  @Field(() => RecommendedLengthType, { description: 'At most so long.' }) maximum!: RecommendedLengthType;
  @Field(() => RecommendedDegree, { nullable: true, description: 'How much of working time.' })
  degree?: RecommendedDegree | null;
  @Field(() => String, { description: 'The recommendation in a sentence.' }) sentence!: string;
  @Field(() => RegisterSource, { description: 'The edition that it was looked up in.' }) source!: RegisterSource;
}
