import { Arg, Ctx, Field, Float, Int, ObjectType, Query, registerEnumType, Resolver } from 'type-graphql';
import { takesPart } from '../../application/srs/predictions.ts';
import { normalCode } from '../../domain/diagnosis.ts';
import { findSupport, type FoundSupport, type SrsCatalogue } from '../../domain/srs/register.ts';
import { adviceInOrder, AdviceKind, lengthShares, type RiskQuestion } from '../../domain/srs/support.ts';
import type { Context } from '../context.ts';
import { RegisterSource, sourceOf } from '../source.ts';
import './enums.ts';

/** Source: domain.md §7.7, Model look-up. */
const RiskSupportStatus = { FOUND: 'FOUND', FOUND_FOR_WIDER_CODE: 'FOUND_FOR_WIDER_CODE', NONE: 'NONE' } as const;
registerEnumType(RiskSupportStatus, {
  name: 'RiskSupportStatus',
  description: 'Whether there is support for a diagnosis.',
  valuesConfig: {
    FOUND: { description: 'For the code itself.' },
    FOUND_FOR_WIDER_CODE: { description: 'For a wider code, which is named.' },
    NONE: { description: 'Not for this diagnosis.' },
  },
});

@ObjectType('RiskChoice', { description: 'A choice of a question.' })
class RiskChoiceType {
  @Field(() => String, { description: 'Pass as `value` of the answer.' }) value!: string;
  @Field(() => String, { description: 'In Swedish.' }) text!: string;
  @Field(() => Boolean, { description: 'Chosen unless somebody says otherwise.' }) isDefault!: boolean;
}

@ObjectType('RiskQuestion', { description: 'A question that a risk depends on.' })
class RiskQuestionType {
  @Field(() => String, { description: 'Pass as `factor` of the answer.' }) factor!: string;
  @Field(() => String, { description: 'In Swedish.' }) text!: string;
  @Field(() => String, { description: 'What it asks for, in Swedish.' }) help!: string;
  @Field(() => [RiskChoiceType], { description: 'The choices, one of which is to be taken.' })
  choices!: readonly RiskChoiceType[];
}

@ObjectType('RiskAdvice', { description: 'An advice (åtgärd) for the talk with the patient.' })
class RiskAdviceType {
  @Field(() => AdviceKind, { description: 'What it is for.' }) kind!: AdviceKind;
  @Field(() => String, { description: 'Its title, in Swedish.' }) title!: string;
  @Field(() => String, { description: 'Its text, in Swedish.' }) text!: string;
}

@ObjectType('RiskLengthShare', { description: 'How many sick leaves lasted so long.' })
class RiskLengthShareType {
  @Field(() => Int, { description: 'From so many days.' }) from!: number;
  @Field(() => Int, { nullable: true, description: 'To so many days; null without end.' }) to!: number | null;
  @Field(() => Int, { description: 'Sick leaves.' }) cases!: number;
  @Field(() => Float, { description: 'Part of all, 0 to 1.' }) share!: number;
  @Field(() => Float, { description: 'Part of all that lasted no longer than this.' }) accumulated!: number;
}

@ObjectType('RiskStatistics', { description: 'How long others with the diagnosis were on sick leave (statistik).' })
class RiskStatisticsType {
  @Field(() => Int, { description: 'The year in which the sick leaves began.' }) year!: number;
  @Field(() => [RiskLengthShareType], { description: 'By length, the shortest first.' })
  lengths!: readonly RiskLengthShareType[];
}

@ObjectType('RiskSupport', { description: 'Risk and advice (risk och råd) for a diagnosis.' })
class RiskSupportType {
  @Field(() => RiskSupportStatus, { description: 'Whether there is any.' }) status!: keyof typeof RiskSupportStatus;
  @Field(() => String, { description: 'The code that was asked about.' }) code!: string;
  @Field(() => String, { nullable: true, description: 'The code that it is for.' }) resolvedCode!: string | null;
  @Field(() => String, { nullable: true, description: 'Its title.' }) title!: string | null;
  @Field(() => Float, {
    nullable: true,
    description: 'Part of all with the diagnosis whose sick leave lasts more than 90 days.',
  })
  prevalence!: number | null;
  @Field(() => String, { nullable: true, description: 'Version of the model; null when no risk can be computed.' })
  modelVersion!: string | null;
  @Field(() => Boolean, { description: 'The model is made up, for trying out.' }) isDemo!: boolean;
  @Field(() => [RiskQuestionType], { description: 'What the risk depends on, in the order to ask.' })
  questions!: readonly RiskQuestion[];
  @Field(() => [RiskAdviceType], {
    description: 'Advice, the most important first; some show four and then the others.',
  })
  advice!: readonly RiskAdviceType[];
  @Field(() => RiskStatisticsType, { nullable: true, description: 'National statistics.' })
  statistics!: RiskStatisticsType | null;
  @Field(() => RegisterSource, { nullable: true, description: 'The edition that it is from.' })
  source!: RegisterSource | null;
}

const NONE = {
  status: 'NONE',
  resolvedCode: null,
  title: null,
  prevalence: null,
  modelVersion: null,
  isDemo: false,
  questions: [],
  advice: [],
  statistics: null,
} as const;

function supportOf(catalogue: SrsCatalogue, found: FoundSupport, isExtension: boolean): RiskSupportType {
  const { code, diagnosis, wider, model } = found;
  const statistics = diagnosis.statistics ?? wider?.statistics ?? null;
  const advice = diagnosis.advice.length > 0 ? diagnosis.advice : (wider?.advice ?? []);
  return {
    status: code === diagnosis.code ? 'FOUND' : 'FOUND_FOR_WIDER_CODE',
    code,
    resolvedCode: diagnosis.code,
    title: diagnosis.title,
    prevalence: diagnosis.prevalence ?? wider?.prevalence ?? null,
    modelVersion: model?.version ?? null,
    isDemo: model?.isDemo ?? false,
    questions: model ? diagnosis.questions.flatMap((factor) => catalogue.questions.get(factor) ?? []) : [],
    advice: adviceInOrder(advice, isExtension),
    statistics: statistics && { year: statistics.year, lengths: lengthShares(statistics) },
    source: sourceOf(catalogue.edition),
  };
}

@Resolver()
export class RiskSupportResolver {
  @Query(() => RiskSupportType, {
    nullable: true,
    description:
      'Risk and advice (risk och råd, SRS) for a main diagnosis: questions, usual risk, advice, statistics. Null on units that do not take part in the pilot.',
  })
  async riskSupport(
    @Arg('code', () => String, { description: 'Code of ICD-10-SE; dots and case do not matter.' }) code: string,
    @Arg('isExtension', () => Boolean, {
      defaultValue: false,
      description: 'The sick leave is extended (förlängning): advice for that comes first.',
    })
    isExtension: boolean,
    @Ctx() context: Context,
  ): Promise<RiskSupportType | null> {
    if (!takesPart(context)) return null;
    const catalogue = await context.catalogues.srs();
    const asked = normalCode(code);
    const found = catalogue && findSupport(catalogue, asked);
    if (!catalogue || !found) return { ...NONE, code: asked, source: catalogue && sourceOf(catalogue.edition) };
    return supportOf(catalogue, found, isExtension);
  }
}
