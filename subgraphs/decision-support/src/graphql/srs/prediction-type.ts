import { globalId } from '@intygsgraf/kernel/domain';
import {
  Directive,
  Field,
  FieldResolver,
  Float,
  GraphQLISODateTime,
  ID,
  Int,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import type { KeptPrediction } from '../../application/srs/predictions.ts';
import { modelSource } from '../../domain/srs/register.ts';
import { RiskLevel, RiskOpinion, RiskSituation } from '../../domain/srs/prediction.ts';
import { StaffPointer } from '../stubs.ts';
import './enums.ts';

@ObjectType('RiskContribution', {
  description: 'How much of a risk one factor makes. They do not add up: factors multiply.',
})
class RiskContributionType {
  @Field(() => String, { description: 'The model’s name of the factor, as SA_ExtentFirst.' }) factor!: string;
  @Field(() => String, { description: 'What it is for this patient.' }) value!: string;
  @Field(() => String, { description: 'What it is compared with.' }) comparedWith!: string;
  @Field(() => Float, { description: 'The risk less what it would be with the other, −1 to 1.' }) difference!: number;
}

@ObjectType('RiskCurvePoint', { description: 'A point of the chart: still on sick leave after so many days.' })
class RiskCurvePointType {
  @Field(() => Int, { description: 'Days from the first.' }) day!: number;
  @Field(() => Float, { description: 'How likely, 0 to 1.' }) probability!: number;
}

@ObjectType('RiskPrediction', {
  description:
    'How likely a sick leave is to last more than 90 days (SRS), as it was computed for a draft and kept beside it, and the doctor’s own view. Never in what is signed, sent or printed.',
})
@Directive('@key(fields: "id")')
export class RiskPredictionType {
  @Field(() => ID, { description: 'Id in the graph.' }) id!: string;
  @Field(() => GraphQLISODateTime, { description: 'When it was computed.' }) madeAt!: Date;
  @Field(() => RiskSituation, { description: 'What it was computed for.' }) situation!: RiskSituation;
  @Field(() => String, { description: 'The main diagnosis, as it was chosen.' }) diagnosis!: string;
  @Field(() => String, { description: 'The diagnosis of the model: the same, or a wider one.' }) modelCode!: string;
  @Field(() => String, { description: 'The researchers’ version of the model.' }) modelVersion!: string;
  @Field(() => Int, { description: 'Revision of the register (SRS) that the model is from.' }) revision!: number;
  @Field(() => Boolean, { description: 'By a made-up model, for trying out: it says nothing of anybody.' })
  isDemo!: boolean;
  @Field(() => Float, { description: 'How likely it is to last more than 90 days, 0 to 1.' }) risk!: number;
  @Field(() => RiskLevel, { description: 'How high that is.' }) level!: RiskLevel;
  @Field(() => Boolean, { description: 'The model was not made for this situation.' }) isIndicative!: boolean;
  @Field(() => [RiskContributionType], { description: 'What each factor contributes, the largest first.' })
  contributions!: readonly RiskContributionType[];
  @Field(() => [RiskCurvePointType], { description: 'The chart.' }) curve!: readonly RiskCurvePointType[];
  @Field(() => RiskOpinion, { nullable: true, description: 'The doctor’s own view; null while there is none.' })
  opinion?: RiskOpinion | null;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When that was given.' }) opinionAt?: Date | null;
}

@Resolver(() => RiskPredictionType)
export class RiskPredictionResolver {
  @FieldResolver(() => ID, { description: 'Id in the graph.' })
  id(@Root() { id }: KeptPrediction): string {
    return globalId('RiskPrediction', id);
  }

  @FieldResolver(() => String, {
    description: 'Source (källa) of the model, in Swedish; its version and revision are told beside it.',
  })
  source(@Root() { isDemo }: KeptPrediction): string {
    return modelSource(isDemo);
  }

  @FieldResolver(() => StaffPointer, { nullable: true, description: 'Who had it computed.' })
  madeBy(@Root() { madeBy }: KeptPrediction): StaffPointer {
    return { hsaId: madeBy };
  }

  @FieldResolver(() => StaffPointer, { nullable: true, description: 'Whose view it is; null while there is none.' })
  opinionBy(@Root() { opinionBy }: KeptPrediction): StaffPointer | null {
    return opinionBy ? { hsaId: opinionBy } : null;
  }
}
