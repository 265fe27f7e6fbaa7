import {
  Arg,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import { type Diagnosis, DiagnosisCodeSystem, DiagnosisMarker } from '../domain/diagnosis.ts';
import { DiagnosisGroupKind, groupsOf } from '../domain/registers/diagnosis-groups.ts';
import type { Context } from './context.ts';

registerEnumType(DiagnosisCodeSystem, {
  name: 'DiagnosisCodeSystem',
  description: 'Register of diagnoses (kodverk).',
  valuesConfig: {
    ICD_10_SE: { description: 'ICD-10-SE, Socialstyrelsen.' },
    KSH_97_P: { description: 'KSH97-P, the primary-care version (primärvård).' },
  },
});

registerEnumType(DiagnosisMarker, {
  name: 'DiagnosisMarker',
  description: 'What a code says of a disease that the register names by two codes.',
  valuesConfig: {
    ETIOLOGY: { description: '† The underlying disease (etiologi).' },
    MANIFESTATION: { description: '* How it shows in an organ (manifestation); never a main diagnosis.' },
  },
});

@ObjectType('Diagnosis', { description: 'Diagnosis (diagnos) of a register.' })
@Directive('@key(fields: "code codeSystem")')
export class DiagnosisType {
  @Field(() => String, { description: 'Code (diagnoskod), upper case, no dot.' }) code!: string;
  @Field(() => DiagnosisCodeSystem, { description: 'Register (kodverk).' }) codeSystem!: DiagnosisCodeSystem;
  @Field(() => String, { description: 'Title (benämning) in the register, in Swedish.' }) title!: string;
  @Field(() => DiagnosisMarker, { nullable: true, description: 'Its part in a pair of codes; null for most.' })
  marker?: DiagnosisMarker | null;
  @Field(() => String, { nullable: true, description: 'First day it is valid, YYYY-MM-DD, when the register says so.' })
  validFrom?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Day on which an edition came that lacks it, YYYY-MM-DD; null while it is current.',
  })
  retiredOn?: string | null;
  @Field(() => [String], { description: 'Other names that the register gives it (synonymer).' })
  synonyms?: readonly string[];
}

registerEnumType(DiagnosisGroupKind, {
  name: 'DiagnosisGroupKind',
  description: 'How codes are gathered.',
  valuesConfig: {
    CHAPTER: { description: 'kapitel.' },
    BLOCK: { description: 'avsnitt.' },
    GROUP: { description: 'diagnosgrupp: several chapters, for statistics.' },
  },
});

@ObjectType('DiagnosisGroup', { description: 'Chapter, block or group of ICD-10-SE.' })
class DiagnosisGroupType {
  @Field(() => DiagnosisGroupKind, { description: 'Which of them.' }) kind!: DiagnosisGroupKind;
  @Field(() => String, { description: 'Its title.' }) title!: string;
  @Field(() => [String], { description: 'Its ranges of codes: F00-F99.' }) ranges!: readonly string[];
}

@Resolver(() => DiagnosisType)
export class DiagnosisResolver {
  @Query(() => DiagnosisType, {
    nullable: true,
    description: 'A diagnosis (diagnos) by its code, null when the register has none.',
  })
  diagnosis(
    @Arg('code', () => String, { description: 'Code (diagnoskod); dots, blanks and lower case do not matter.' })
    code: string,
    @Arg('codeSystem', () => DiagnosisCodeSystem, { defaultValue: 'ICD_10_SE', description: 'Register (kodverk).' })
    codeSystem: DiagnosisCodeSystem,
    @Ctx() { loaders }: Context,
  ): Promise<Diagnosis | null> {
    return loaders.diagnosis.load({ code, codeSystem });
  }

  @FieldResolver(() => DiagnosisType, {
    nullable: true,
    description: 'The wider diagnosis (överordnad kod) that it belongs to.',
  })
  async parent(@Root() { parent, codeSystem }: Diagnosis, @Ctx() { loaders }: Context): Promise<Diagnosis | null> {
    return parent ? loaders.diagnosis.load({ code: parent, codeSystem }) : null;
  }

  @FieldResolver(() => [DiagnosisGroupType], {
    nullable: true,
    description: 'Group, chapter and block (diagnosgrupp, kapitel, avsnitt) that it belongs to, the widest first.',
  })
  async groups(
    @Root() { code, codeSystem }: Diagnosis,
    @Ctx() { catalogues }: Context,
  ): Promise<readonly DiagnosisGroupType[]> {
    const groups = codeSystem === 'ICD_10_SE' ? await catalogues.groups() : null;
    return groupsOf(groups ?? [], code).map(({ kind, title, ranges }) => ({
      kind,
      title,
      ranges: ranges.map(([first, last]) => `${first}-${last}`),
    }));
  }
}
