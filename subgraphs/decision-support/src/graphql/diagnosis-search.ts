import { Arg, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { type FoundDiagnoses, searchDiagnoses } from '../application/search-diagnoses.ts';
import { type Diagnosis, DiagnosisCodeSystem } from '../domain/diagnosis.ts';
import type { Context } from './context.ts';
import { DiagnosisType } from './diagnosis.ts';

/** A list of choices shows so many. Source: domain.md §7.5. */
const SHOWN = 18;

@ObjectType('DiagnosisSuggestions', { description: 'Diagnoses that fit what was typed.' })
class DiagnosisSuggestionsType {
  @Field(() => [DiagnosisType], { description: 'The best first.' }) diagnoses!: readonly Diagnosis[];
  @Field(() => Boolean, { description: 'More fit than were asked for.' }) hasMore!: boolean;
}

@Resolver()
export class DiagnosisSearchResolver {
  @Query(() => DiagnosisSuggestionsType, {
    nullable: true,
    description:
      'Suggestions while a diagnosis is typed (diagnossökning): by the beginning of a code from three characters, or by words of its title from one. None for what no title has. BAD_USER_INPUT when it is too long or asks for too many.',
  })
  diagnoses(
    @Arg('search', () => String, {
      description: 'What was typed, 100 characters at most; dots, case and diacritics do not matter.',
    })
    search: string,
    @Arg('codeSystem', () => DiagnosisCodeSystem, { defaultValue: 'ICD_10_SE', description: 'Register (kodverk).' })
    codeSystem: DiagnosisCodeSystem,
    @Arg('first', () => Int, { defaultValue: SHOWN, description: 'How many at most, 1–50.' }) first: number,
    @Ctx() { em }: Context,
  ): Promise<FoundDiagnoses> {
    return searchDiagnoses(em, { search, codeSystem, first });
  }
}
