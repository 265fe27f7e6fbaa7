import { DomainError } from '@intygsgraf/kernel/domain';
import { UserMessage } from '@intygsgraf/kernel/server';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  InputType,
  Int,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import { type Diagnosis, DiagnosisCodeSystem, type DiagnosisKey } from '../domain/diagnosis.ts';
import { type FmbCatalogue, type FoundGuidance, recommendationsFor } from '../domain/fmb/catalogue.ts';
import {
  answerFor,
  type GuidanceAnswer,
  GuidanceStatus,
  shownFirst,
  STATUS_TEXTS,
  TOPICS,
} from '../domain/fmb/panel.ts';
import type { Context } from './context.ts';
import { DiagnosisType } from './diagnosis.ts';
import { GuidanceType, RecommendationType } from './guidance-types.ts';
import { sourceOf } from './source.ts';

registerEnumType(GuidanceStatus, {
  name: 'GuidanceStatus',
  description: 'Whether there is guidance for a diagnosis.',
  valuesConfig: {
    FOUND: { description: 'For the code itself.' },
    FOUND_FOR_WIDER_CODE: { description: 'For a wider code, which the guidance names.' },
    NONE: { description: 'Not for this diagnosis.' },
    OTHER_CODE_SYSTEM: { description: 'Only for ICD-10-SE.' },
  },
});

/** More diagnoses than a certificate of any type has. */
const MOST = 12;

@InputType('DiagnosisKeyInput', { description: 'What names a diagnosis.' })
export class DiagnosisKeyInput implements DiagnosisKey {
  @Field(() => String, { description: 'Code (diagnoskod); dots and case do not matter.' }) code!: string;
  @Field(() => DiagnosisCodeSystem, { defaultValue: 'ICD_10_SE', description: 'Register (kodverk).' })
  codeSystem!: DiagnosisCodeSystem;
}

@ObjectType('DiagnosisGuidance', { description: 'What there is for one of the diagnoses that were asked about.' })
class DiagnosisGuidance {
  @Field(() => String, { description: 'The code as it was asked about, upper case, no dot.' }) code!: string;
  @Field(() => DiagnosisCodeSystem, { description: 'Register (kodverk).' }) codeSystem!: DiagnosisCodeSystem;
  @Field(() => GuidanceStatus, { description: 'Whether there is any.' }) status!: GuidanceStatus;
  @Field(() => UserMessage, { nullable: true, description: 'What to tell beside it, or in its place.' })
  message?: UserMessage | null;
  @Field(() => GuidanceType, { nullable: true, description: 'The guidance, where there is any.' })
  guidance?: GuidanceType | null;
}

@ObjectType('GuidanceSideBySide', { description: 'Guidance for several diagnoses, in their order.' })
class GuidanceSideBySide {
  @Field(() => [DiagnosisGuidance], { description: 'One for each diagnosis that was asked about.' })
  diagnoses!: readonly DiagnosisGuidance[];
  @Field(() => Int, {
    nullable: true,
    description: 'Place of the one to show first, from 0; null when none has guidance.',
  })
  shownFirst?: number | null;
}

const typeOf = (catalogue: FmbCatalogue | null, found: FoundGuidance | null): GuidanceType | null =>
  catalogue && found ? guidanceOf(catalogue, found) : null;

export const guidanceOf = (
  { edition }: FmbCatalogue,
  { document, cases, ...found }: FoundGuidance,
  resolvedCode: string | null = found.resolvedCode,
): GuidanceType => {
  const { id, revision, title, diagnoses, texts, references, updatedOn } = document;
  const sections = TOPICS.map(([topic, heading]) => ({ topic, heading, blocks: texts[topic] }));
  return {
    id,
    revision,
    title,
    resolvedCode,
    relatedDiagnoses: diagnoses,
    typicalCases: cases,
    sections: sections.filter(({ blocks }) => blocks.length > 0),
    references,
    updatedOn,
    source: sourceOf(edition),
  };
};

const besideOf = (catalogue: FmbCatalogue | null, { asked, status, found }: GuidanceAnswer): DiagnosisGuidance => ({
  ...asked,
  code: found?.code ?? asked.code,
  status,
  message: status === 'FOUND' ? null : STATUS_TEXTS[status],
  guidance: typeOf(catalogue, found),
});

@Resolver(() => DiagnosisType)
export class GuidanceResolver {
  @Query(() => GuidanceSideBySide, {
    nullable: true,
    description:
      'Guidance (FMB) for several diagnoses side by side, in the order given, whether or not a register has them. BAD_USER_INPUT for more than 12.',
  })
  async guidance(
    @Arg('diagnoses', () => [DiagnosisKeyInput], { description: 'The diagnoses (diagnoser), 12 at most.' })
    diagnoses: readonly DiagnosisKeyInput[],
    @Ctx() { catalogues }: Context,
  ): Promise<GuidanceSideBySide> {
    if (diagnoses.length > MOST) throw new DomainError('BAD_USER_INPUT', { argument: 'diagnoses', most: MOST });
    const catalogue = await catalogues.fmb();
    const answers = diagnoses.map(({ code, codeSystem }) => answerFor(catalogue, { code, codeSystem }));
    const first = shownFirst(answers);
    return {
      diagnoses: answers.map((answer) => besideOf(catalogue, answer)),
      shownFirst: first < 0 ? null : first,
    };
  }

  @Query(() => [RecommendationType], {
    nullable: true,
    description: 'All recommended lengths for some codes of ICD-10-SE, in their order, the shortest of each first.',
  })
  async recommendations(
    @Arg('codes', () => [String], { description: 'Codes (diagnoskoder), 12 at most.' }) codes: readonly string[],
    @Ctx() { catalogues }: Context,
  ): Promise<readonly RecommendationType[]> {
    if (codes.length > MOST) throw new DomainError('BAD_USER_INPUT', { argument: 'codes', most: MOST });
    const catalogue = await catalogues.fmb();
    if (!catalogue) return [];
    return recommendationsFor(catalogue, codes).map(({ edition, ...rest }) => ({ ...rest, source: sourceOf(edition) }));
  }

  @FieldResolver(() => GuidanceType, {
    nullable: true,
    name: 'guidance',
    description: 'Guidance (FMB) for it or for the nearest wider code that has any; null when there is none.',
  })
  async ownGuidance(@Root() diagnosis: Diagnosis, @Ctx() { catalogues }: Context): Promise<GuidanceType | null> {
    const catalogue = await catalogues.fmb();
    return typeOf(catalogue, answerFor(catalogue, diagnosis).found);
  }

  @FieldResolver(() => GuidanceStatus, {
    nullable: true,
    description: 'Whether there is guidance for it, and why not.',
  })
  async guidanceStatus(@Root() diagnosis: Diagnosis, @Ctx() { catalogues }: Context): Promise<GuidanceStatus> {
    return answerFor(await catalogues.fmb(), diagnosis).status;
  }
}
