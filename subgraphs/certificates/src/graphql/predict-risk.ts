import { globalId, parseGlobalId, TEXTS } from '@intygsgraf/kernel/domain';
import { refusing, UserMessage } from '@intygsgraf/kernel/server';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  ID,
  InputType,
  Mutation,
  ObjectType,
  registerEnumType,
  Resolver,
} from 'type-graphql';
import { predictRisk } from '../application/predict-risk.ts';
import type { Context } from './context.ts';

const RiskSituation = { NEW: 'NEW', EXTENSION: 'EXTENSION', LATE_EXTENSION: 'LATE_EXTENSION' } as const;
registerEnumType(RiskSituation, {
  name: 'RiskSituation',
  description: 'When in the sick leave a risk is asked for (situation).',
  valuesConfig: {
    NEW: { description: 'Ny sjukskrivning.' },
    EXTENSION: {
      description: 'Förlängning: what is computed is indicative, as the models are for first certificates.',
    },
    LATE_EXTENSION: { description: 'Förlängning efter 60 dagar: nothing is computed, advice is given.' },
  },
});

@InputType('RiskAnswerInput', { description: 'The answer to a question of the risk support.' })
class RiskAnswerInput {
  @Field(() => String, { description: 'The factor that the question asks for.' }) factor!: string;
  @Field(() => String, { description: 'The value of the choice.' }) value!: string;
}

@InputType('PredictRiskInput', { description: 'Which draft, and what its risk depends on beside it.' })
class PredictRiskInput {
  @Field(() => ID, { description: 'Id of the draft in the graph.' }) draftId!: string;
  @Field(() => RiskSituation, { description: 'When in the sick leave.' }) situation!: keyof typeof RiskSituation;
  @Field(() => [RiskAnswerInput], { description: 'Answers to the questions of `riskSupport`.' })
  answers!: RiskAnswerInput[];
}

@ObjectType('RiskPrediction', { description: 'How likely a sick leave is to last more than 90 days (SRS).' })
@Directive('@key(fields: "id", resolvable: false)')
class RiskPredictionStub {
  @Field(() => ID, { description: 'Id in the graph.' }) id!: string;
}

@ObjectType('RiskError', { description: 'Why no risk was computed.' })
class RiskErrorType {
  @Field(() => String, {
    description:
      'RISK_NOT_ON_UNIT, RISK_NO_MODEL, RISK_AGE, RISK_PERSON_NUMBER, RISK_REGION, RISK_ANSWERS, RISK_LATE_EXTENSION, DRAFT_NOT_FOUND, PU_PROBLEM, FORBIDDEN, UNAVAILABLE, BAD_USER_INPUT or ID.',
  })
  code!: string;
  @Field(() => UserMessage, { description: 'The same in words.' }) message!: UserMessage;
  @Field(() => String, { nullable: true, description: 'The input field it is about.' }) path?: string | undefined;
}

@ObjectType('PredictRiskPayload', { description: 'The prediction, or why there is none.' })
class PredictRiskPayload {
  @Field(() => RiskPredictionStub, { nullable: true, description: 'The prediction, kept beside the draft.' })
  prediction?: RiskPredictionStub | undefined;
  @Field(() => [RiskErrorType], { description: 'Refusals; none when it was computed.' }) errors!: RiskErrorType[];
}

@Resolver()
export class PredictRiskResolver {
  @Mutation(() => PredictRiskPayload, {
    description:
      'Computes how likely the sick leave of a draft is to last more than 90 days (SRS, beräkna risk) and keeps it beside the draft, on units that take part in the pilot.',
  })
  async predictRisk(
    @Arg('input', () => PredictRiskInput, { description: 'Which draft.' }) input: PredictRiskInput,
    @Ctx() context: Context,
  ): Promise<PredictRiskPayload> {
    const { result, errors } = await refusing(context, (em) =>
      predictRisk({ ...context, em }, parseGlobalId('Draft', input.draftId), input),
    );
    return {
      prediction: result === undefined ? undefined : { id: globalId('RiskPrediction', result) },
      errors: errors.map(({ code, path }) => ({ code, message: TEXTS[code], path })),
    };
  }
}
