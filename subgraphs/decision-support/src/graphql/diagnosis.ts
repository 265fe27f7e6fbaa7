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
}
