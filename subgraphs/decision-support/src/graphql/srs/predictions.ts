import { DomainError, parseGlobalId, Protection, TEXTS } from '@intygsgraf/kernel/domain';
import { refusing, UserMessage } from '@intygsgraf/kernel/server';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import {
  forgetPredictions,
  giveOpinion,
  keepPrediction,
  type KeptPrediction,
} from '../../application/srs/predictions.ts';
import { RiskOpinion, RiskSituation } from '../../domain/srs/prediction.ts';
import type { Context } from '../context.ts';
import { CertificatePointer, DraftPointer } from '../stubs.ts';
import { RiskPredictionType } from './prediction-type.ts';

@InputType('RiskAnswerInput', { description: 'The answer to a question of the risk support.' })
export class RiskAnswerInput {
  @Field(() => String, { description: 'The factor that the question asks for.' }) factor!: string;
  @Field(() => String, { description: 'The value of the choice.' }) value!: string;
}

@InputType('RiskWishInput', {
  description: 'The draft whose risk is asked for, as its subgraph knows it. For services only.',
})
@Directive('@inaccessible')
class RiskWishInput {
  @Field(() => ID, { description: 'The national intygs-id.' }) certificateId!: string;
  @Field(() => ID, { description: 'HSA-id of the unit that writes it.' }) unit!: string;
  @Field(() => String, { description: 'Person identity of the patient.' }) personId!: string;
  @Field(() => Protection, { description: 'Protected personal data (sekretessmarkering).' }) protection!: Protection;
  @Field(() => String, { description: 'The main diagnosis.' }) diagnosis!: string;
  @Field(() => RiskSituation, { description: 'When in the sick leave.' }) situation!: RiskSituation;
  @Field(() => [RiskAnswerInput], { description: 'The doctor’s answers.' }) answers!: RiskAnswerInput[];
}

@InputType('GiveRiskOpinionInput', { description: 'Whose view of which risk.' })
class GiveRiskOpinionInput {
  @Field(() => ID, { description: 'Id of the prediction in the graph.' }) predictionId!: string;
  @Field(() => RiskOpinion, { description: 'The view.' }) opinion!: RiskOpinion;
}

@ObjectType('RiskOpinionError', { description: 'Why a view was not kept.' })
class RiskOpinionErrorType {
  @Field(() => String, { description: 'RISK_NOT_FOUND, PU_PROBLEM, FORBIDDEN or ID.' }) code!: string;
  @Field(() => UserMessage, { description: 'The same in words.' }) message!: UserMessage;
  @Field(() => String, { nullable: true, description: 'The input field it is about.' }) path?: string | undefined;
}

@ObjectType('RiskOpinionPayload', { description: 'The prediction with the view, or why not.' })
class RiskOpinionPayload {
  @Field(() => RiskPredictionType, { nullable: true, description: 'The prediction as it is now.' })
  prediction?: KeptPrediction | undefined;
  @Field(() => [RiskOpinionErrorType], { description: 'Refusals; none when it is kept.' })
  errors!: RiskOpinionErrorType[];
}

/** More answers than a model asks for. */
const MOST = 40;

@Resolver()
export class RiskPredictionsResolver {
  @Mutation(() => ID, { nullable: true, description: 'Computes and keeps a risk; its UUID. For services only.' })
  @Directive('@inaccessible')
  async keepRiskPrediction(
    @Arg('input', () => RiskWishInput, { description: 'The draft.' }) { answers, ...wish }: RiskWishInput,
    @Ctx() context: Context,
  ): Promise<string> {
    if (context.caller.service !== 'certificates') throw new DomainError('FORBIDDEN');
    if (answers.length > MOST) throw new DomainError('BAD_USER_INPUT', { path: 'answers' });
    const values = Object.fromEntries(answers.map(({ factor, value }) => [factor, value]));
    return keepPrediction(context, { ...wish, answers: values });
  }

  @Mutation(() => Int, {
    nullable: true,
    description: 'Lets go of the risks of a draft that was deleted; how many. For services only.',
  })
  @Directive('@inaccessible')
  async forgetRiskPredictions(
    @Arg('certificateId', () => ID, { description: 'The national intygs-id that the certificate would have had.' })
    certificateId: string,
    @Ctx() context: Context,
  ): Promise<number> {
    context.onlyServices('certificates');
    return forgetPredictions(context, certificateId);
  }

  @Mutation(() => RiskOpinionPayload, {
    description: 'Keeps the doctor’s own view of a computed risk (egen bedömning), in place of an earlier one.',
  })
  async giveRiskOpinion(
    @Arg('input', () => GiveRiskOpinionInput, { description: 'Which view.' }) input: GiveRiskOpinionInput,
    @Ctx() context: Context,
  ): Promise<RiskOpinionPayload> {
    const { result, errors } = await refusing(context, (em) =>
      giveOpinion({ ...context, em }, parseGlobalId('RiskPrediction', input.predictionId), input.opinion),
    );
    return { prediction: result, errors: errors.map(({ code, path }) => ({ code, message: TEXTS[code], path })) };
  }
}

/** What this subgraph adds to the certificate. */
@Resolver(() => CertificatePointer)
export class CertificateRiskResolver {
  @FieldResolver(() => RiskPredictionType, {
    nullable: true,
    description: 'The newest risk (SRS) that was computed before it was signed. No part of what was signed.',
  })
  risk(@Root() { id }: CertificatePointer, @Ctx() { loaders }: Context): Promise<KeptPrediction | null> {
    return loaders.newestPrediction.load(parseGlobalId('Certificate', id));
  }
}

/** What this subgraph adds to the draft. */
@Resolver(() => DraftPointer)
export class DraftRiskResolver {
  @FieldResolver(() => RiskPredictionType, {
    nullable: true,
    description: 'The newest risk (SRS) that was computed for it.',
  })
  risk(@Root() { id }: DraftPointer, @Ctx() { loaders }: Context): Promise<KeptPrediction | null> {
    return loaders.newestPrediction.load(parseGlobalId('Draft', id));
  }
}
