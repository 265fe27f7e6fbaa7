import { DomainError, globalId, type UserText } from '@intygsgraf/kernel/domain';
import { UnavailableError, UserMessage } from '@intygsgraf/kernel/server';
import { Arg, Ctx, Field, FieldResolver, Float, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { assessDraft, type Assessment, type Chain, type Comparison } from '../application/sick-leave.ts';
import { typeOf } from '../application/show.ts';
import type { Certificate } from '../domain/certificate.ts';
import { answersOf, type Draft } from '../domain/draft.ts';
import {
  daysOfAll,
  exceededText,
  type KeptLength,
  LENGTH_SOURCE,
  NOT_COMPARED,
  shownPeriods,
  sickLeaveOf,
} from '../domain/sick-leave.ts';
import { CertificateGraphType } from './certificate.ts';
import type { Context } from './context.ts';
import { DraftType } from './draft.ts';

@ObjectType('DraftPeriod', { description: 'A period of a draft with what its row shows.' })
class DraftPeriodType {
  @Field(() => String, { description: 'Degree (grad), as HALFTEN.' }) code!: string;
  @Field(() => String, { description: 'First day, YYYY-MM-DD.' }) from!: string;
  @Field(() => String, { description: 'Last day, YYYY-MM-DD.' }) to!: string;
  @Field(() => Int, { description: 'Days, both ends with it.' }) days!: number;
  @Field(() => Float, { nullable: true, description: 'Hours a week that remain, where the usual ones were told.' })
  remainingHours!: number | null;
}

@ObjectType('CoherentCertificates', { description: 'Certificates that make one sick leave (sjukfall).' })
class CoherentCertificatesType {
  @Field(() => String, { description: 'First day.' }) from!: string;
  @Field(() => String, { description: 'Last day.' }) to!: string;
  @Field(() => Int, { description: 'Days of sick leave, each once, gaps not counted.' }) days!: number;
  @Field(() => [ID], { description: 'Ids in the graph of the signed ones, in the order of their first days.' })
  certificates!: readonly string[];
  @Field(() => [CoherentGapType], { description: 'Days without sick leave between them, five at most in a row.' })
  gaps!: readonly CoherentGapType[];
}

@ObjectType('CoherentGap', { description: 'Days between two certificates of one sick leave.' })
class CoherentGapType {
  @Field(() => String, { description: 'First day.' }) from!: string;
  @Field(() => String, { description: 'Last day.' }) to!: string;
  @Field(() => Int, { description: 'How many.' }) days!: number;
}

@ObjectType('LengthComparison', { description: 'A sick leave beside a recommended length, and where that is from.' })
export class LengthComparisonType {
  @Field(() => String, { description: 'The diagnosis as it was chosen.' }) code!: string;
  @Field(() => String, { description: 'The code that the recommendation is published for.' }) resolvedCode!: string;
  @Field(() => ID, { description: 'The publisher’s document.' }) guidanceId!: string;
  @Field(() => ID, { description: 'The typical case (typfall).' }) caseId!: string;
  @Field(() => Int, { description: 'Revision of the register that last changed it.' }) revision!: number;
  @Field(() => String, { nullable: true, description: 'The recommendation in a sentence.' }) sentence?: string | null;
  @Field(() => Int, { description: 'The recommended length in days, as this comparison counts them.' })
  recommendedDays!: number;
  @Field(() => Int, { description: 'Days of the sick leave.' }) totalDays!: number;
  @Field(() => Boolean, { description: 'The sick leave is longer than recommended.' }) exceeds!: boolean;
}

@Resolver(() => LengthComparisonType)
export class LengthSourceResolver {
  @FieldResolver(() => String, {
    description: 'Source (källa) of the recommendation, in Swedish: what its publisher calls it, and who that is.',
  })
  source(): string {
    return LENGTH_SOURCE;
  }
}

@ObjectType('DraftSickLeave', {
  description: 'The sick leave that a draft proposes, worked out. Keeps nobody from signing.',
})
class DraftSickLeaveType {
  @Field(() => [DraftPeriodType], { description: 'Its periods, in the order of their first days.' })
  periods!: readonly DraftPeriodType[];
  @Field(() => Int, { description: 'Days of all periods together.' }) totalDays!: number;
  @Field(() => UserMessage, { nullable: true, description: 'What to tell beside the periods; null when nothing.' })
  message!: UserText | null;
  @Field(() => LengthComparisonType, {
    nullable: true,
    description:
      'By the rule that all systems have: the longest recommendation of all diagnoses, a month being 31 days. Null without one.',
  })
  nationwide!: Comparison | null;
  @Field(() => CoherentCertificatesType, { nullable: true, description: 'What that one counts.' })
  nationwideChain!: CoherentCertificatesType | null;
  @Field(() => [LengthComparisonType], {
    description: 'Each diagnosis by its own longest recommendation, in months of the calendar.',
  })
  byDiagnosis!: readonly Comparison[];
  @Field(() => CoherentCertificatesType, {
    nullable: true,
    description: 'The certificates of this care unit that the proposed periods go on from.',
  })
  chain!: CoherentCertificatesType | null;
}

const shownChain = (chain: Chain | null): CoherentCertificatesType | null =>
  chain && { ...chain, certificates: chain.certificateIds.map((id) => globalId('Certificate', id)) };

function shownAssessment(told: Assessment | UnavailableError | null) {
  const none = { message: null, nationwide: null, nationwideChain: null, byDiagnosis: [], chain: null };
  if (told === null) return none;
  if (told instanceof UnavailableError) return { ...none, message: NOT_COMPARED };
  const { nationwide, proposedDays } = told;
  return {
    ...told,
    message: nationwide?.exceeds ? exceededText(nationwide, proposedDays) : null,
    nationwideChain: shownChain(told.nationwideChain),
    chain: shownChain(told.chain),
  };
}

@Resolver(() => DraftType)
export class DraftSickLeaveResolver {
  @FieldResolver(() => DraftSickLeaveType, {
    nullable: true,
    description:
      'What its periods come to, and how they stand beside what is recommended (FMB). Null for a type without sick leave. BAD_USER_INPUT for hours that are none.',
  })
  async sickLeave(
    @Root() draft: Draft,
    @Arg('usualHours', () => Int, {
      nullable: true,
      description: 'Hours that the patient usually works a week, 0–168; stored nowhere.',
    })
    usualHours: number | null | undefined,
    @Ctx() context: Context,
  ): Promise<DraftSickLeaveType | null> {
    const sickLeave = sickLeaveOf(typeOf(draft), answersOf(draft));
    if (!sickLeave) return null;
    const periods = shownPeriods(sickLeave, usualHours);
    if (usualHours != null && periods.some(({ remainingHours }) => remainingHours === null))
      throw new DomainError('BAD_USER_INPUT', { path: 'usualHours' });
    const told = await assessDraft(context, draft);
    return { periods, totalDays: daysOfAll(periods), ...shownAssessment(told) };
  }
}

@Resolver(() => CertificateGraphType)
export class KeptLengthsResolver {
  @FieldResolver(() => [LengthComparisonType], {
    description:
      'The recommended lengths (FMB) that stood beside it when it was signed, by id and revision. No part of what was signed.',
  })
  recommendedLengths(@Root() { id }: Certificate, @Ctx() { loaders }: Context): Promise<readonly KeptLength[]> {
    return loaders.keptLengths.load(id);
  }
}
