import { Arg, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { searchDiagnoses } from '../application/search-diagnoses.ts';
import { type Diagnosis, DiagnosisCodeSystem, isTooWide } from '../domain/diagnosis.ts';
import type { Context } from './context.ts';
import { DiagnosisType } from './diagnosis.ts';

/** A list of choices shows so many. Source: domain.md §7.5. */
const SHOWN = 18;

@ObjectType('DiagnosisSuggestion', { description: 'A diagnosis that fits what was typed.' })
class DiagnosisSuggestion {
  @Field(() => DiagnosisType, { description: 'The diagnosis.' }) diagnosis!: Diagnosis;
  @Field(() => String, { description: 'The name that it was found by: its title, or a synonym of it.' })
  foundBy!: string;
  @Field(() => Boolean, { description: 'It was found by a synonym.' }) isSynonym!: boolean;
  @Field(() => Boolean, {
    description: 'A certificate needs four positions of it (F and Z73): to be shown, but not to be chosen.',
  })
  isTooWide!: boolean;
}

@ObjectType('DiagnosisSuggestions', { description: 'Diagnoses that fit what was typed.' })
class DiagnosisSuggestionsType {
  @Field(() => [DiagnosisType], { description: 'The best first.' }) diagnoses!: readonly Diagnosis[];
  @Field(() => [DiagnosisSuggestion], { description: 'The same with the names that they were found by.' })
  suggestions!: readonly DiagnosisSuggestion[];
  @Field(() => Boolean, { description: 'More fit than were asked for.' }) hasMore!: boolean;
}

@Resolver()
export class DiagnosisSearchResolver {
  @Query(() => DiagnosisSuggestionsType, {
    nullable: true,
    description:
      'Suggestions while a diagnosis is typed (diagnossökning): by the beginning of a code from three characters, or from one by title and synonyms: the very name, its beginning, its words, within words; misspelt when nothing else fits. BAD_USER_INPUT when it is too long or asks for too many.',
  })
  async diagnoses(
    @Arg('search', () => String, {
      description: 'What was typed, 400 characters at most; dots, case and diacritics do not matter.',
    })
    search: string,
    @Arg('codeSystem', () => DiagnosisCodeSystem, { defaultValue: 'ICD_10_SE', description: 'Register (kodverk).' })
    codeSystem: DiagnosisCodeSystem,
    @Arg('first', () => Int, { defaultValue: SHOWN, description: 'How many at most, 1–50.' }) first: number,
    @Ctx() { em }: Context,
  ): Promise<DiagnosisSuggestionsType> {
    const { found, hasMore } = await searchDiagnoses(em, { search, codeSystem, first });
    return {
      diagnoses: found.map(({ diagnosis }) => diagnosis),
      suggestions: found.map(({ diagnosis, label, isSynonym }) => ({
        diagnosis,
        foundBy: label,
        isSynonym,
        isTooWide: isTooWide(diagnosis),
      })),
      hasMore,
    };
  }
}
