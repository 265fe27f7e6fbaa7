import { DomainError } from '@intygsgraf/kernel/domain';
import { Arg, Ctx, Directive, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { recommendationsFor } from '../../domain/fmb/catalogue.ts';
import type { CertifiedLeave, SickLeaveChain } from '../../domain/sick-leave/chain.ts';
import { assessSickLeave, type SickLeaveAnswer } from '../../domain/sick-leave/exceeds.ts';
import type { Context } from '../context.ts';
import { RecommendedLengthType } from '../guidance-types.ts';
import { SickLeaveInput } from './assessment-input.ts';

@ObjectType('SickLeaveGap', { description: 'Days between certificates of one sick leave.' })
@Directive('@inaccessible')
class SickLeaveGapType {
  @Field(() => String, { description: 'First day without sick leave.' }) from!: string;
  @Field(() => String, { description: 'Last day without.' }) to!: string;
  @Field(() => Int, { description: 'How many they are.' }) days!: number;
}

@ObjectType('SickLeaveChain', { description: 'Coherent certificates (sjukfall).' })
@Directive('@inaccessible')
class SickLeaveChainType {
  @Field(() => String, { description: 'First day.' }) from!: string;
  @Field(() => String, { description: 'Last day.' }) to!: string;
  @Field(() => Int, { description: 'Days of sick leave, each once, gaps not counted.' }) days!: number;
  @Field(() => [ID], { description: 'Ids of the signed certificates, in the order of their first days.' })
  certificateIds!: string[];
  @Field(() => [SickLeaveGapType], { description: 'Days between them.' }) gaps!: readonly SickLeaveGapType[];
}

@ObjectType('SickLeaveComparison', { description: 'A sick leave beside a recommended length.' })
@Directive('@inaccessible')
class SickLeaveComparisonType {
  @Field(() => String, { description: 'The code as it was chosen.' }) code!: string;
  @Field(() => String, { description: 'The code that the recommendation is published for.' }) resolvedCode!: string;
  @Field(() => ID, { description: 'The document that the recommendation is from.' }) guidanceId!: string;
  @Field(() => ID, { description: 'The typical case that it is from.' }) caseId!: string;
  @Field(() => Int, { description: 'Revision of the register that last changed the typical case.' }) revision!: number;
  @Field(() => RecommendedLengthType, { description: 'The length as it is published.' })
  maximum!: RecommendedLengthType;
  @Field(() => String, { description: 'The recommendation in a sentence.' }) sentence!: string;
  @Field(() => Int, { description: 'The length in days, as this comparison counts them.' }) recommendedDays!: number;
  @Field(() => Int, { description: 'Days of the sick leave.' }) totalDays!: number;
  @Field(() => Boolean, { description: 'The sick leave is longer.' }) exceeds!: boolean;
}

@ObjectType('SickLeaveAssessment', { description: 'A sick leave beside what is recommended, in two ways.' })
@Directive('@inaccessible')
class SickLeaveAssessmentType {
  @Field(() => Int, { description: 'Days that the certificate itself proposes.' }) proposedDays!: number;
  @Field(() => SickLeaveComparisonType, {
    nullable: true,
    description: 'The longest recommendation of all diagnoses, a month being 31 days; null without one.',
  })
  nationwide!: SickLeaveComparisonType | null;
  @Field(() => SickLeaveChainType, { nullable: true, description: 'What that one compares with.' })
  nationwideChain!: SickLeaveChainType | null;
  @Field(() => [SickLeaveComparisonType], { description: 'Each diagnosis by its own, in months of the calendar.' })
  byDiagnosis!: SickLeaveComparisonType[];
  @Field(() => SickLeaveChainType, {
    nullable: true,
    description: 'The sick leave that the proposed periods belong to.',
  })
  chain!: SickLeaveChainType | null;
}

/** Most certificates, periods and codes of a question. */
const MOST = 1_000;

const chainOf = (chain: SickLeaveChain | null): SickLeaveChainType | null =>
  chain && { ...chain, certificateIds: chain.certificates.flatMap(({ certificateId }) => certificateId ?? []) };

const comparisonOf = ({ recommendation, ...rest }: NonNullable<SickLeaveAnswer['nationwide']>) => ({
  ...recommendation,
  ...rest,
});

/** What `certificates` asks while a certificate is written. Nothing is told of whom it is about. */
@Resolver()
export class SickLeaveAssessmentResolver {
  @Query(() => SickLeaveAssessmentType, {
    nullable: true,
    description: 'Whether a sick leave is longer than recommended. BAD_USER_INPUT when there is too much of anything.',
  })
  @Directive('@inaccessible')
  async sickLeaveAssessment(
    @Arg('input', () => SickLeaveInput, { description: 'The sick leave.' }) input: SickLeaveInput,
    @Ctx() { caller, catalogues, today }: Context,
  ): Promise<SickLeaveAssessmentType> {
    const { codes, proposed, earlier } = input;
    if (caller.service !== 'certificates') throw new DomainError('FORBIDDEN');
    if (Math.max(codes.length, proposed.length, earlier.length) > MOST) throw new DomainError('BAD_USER_INPUT');
    const catalogue = await catalogues.fmb();
    const recommendations = catalogue ? recommendationsFor(catalogue, codes) : [];
    const leaves: readonly CertifiedLeave[] = earlier;
    const answer = assessSickLeave({ today, recommendations, proposed, earlier: leaves });
    return {
      proposedDays: answer.proposedDays,
      nationwide: answer.nationwide && comparisonOf(answer.nationwide),
      nationwideChain: chainOf(answer.nationwide?.chain ?? null),
      byDiagnosis: answer.byDiagnosis.map((one) => comparisonOf({ ...one, chain: null })),
      chain: chainOf(answer.chain),
    };
  }
}
