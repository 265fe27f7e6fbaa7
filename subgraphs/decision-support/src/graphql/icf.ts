import { DomainError } from '@intygsgraf/kernel/domain';
import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Query, registerEnumType, Resolver, Root } from 'type-graphql';
import type { Catalogues } from '../application/registers/catalogues.ts';
import type { Diagnosis } from '../domain/diagnosis.ts';
import { IcfField } from '../domain/fmb/guidance.ts';
import { icfAnswer } from '../domain/icf/answer.ts';
import { type IcfCategory, shownTitle } from '../domain/icf/icf.ts';
import { searchIcf } from '../domain/icf/search.ts';
import { type IcfGroup, icfSelections, SharedRelevance } from '../domain/icf/selections.ts';
import type { RegisterEdition } from '../domain/registers/register.ts';
import type { Context } from './context.ts';
import { DiagnosisType } from './diagnosis.ts';
import { RegisterSource, sourceOf } from './source.ts';

registerEnumType(IcfField, {
  name: 'IcfField',
  description: 'A question that ICF helps with.',
  valuesConfig: {
    FUNCTIONAL_IMPAIRMENT: { description: 'funktionsnedsättning, question 35.' },
    ACTIVITY_LIMITATION: { description: 'aktivitetsbegränsning, question 17.' },
  },
});
registerEnumType(SharedRelevance, {
  name: 'IcfRelevance',
  description: 'How close a category is to its diagnoses.',
  valuesConfig: {
    CENTRAL: { description: 'central kod, of all of them.' },
    MIXED: { description: 'Central to some, complementary to others.' },
    COMPLEMENTARY: { description: 'kompletterande kod, of all of them.' },
  },
});

@ObjectType('IcfCategory', { description: 'Category of ICF (kategori).' })
class IcfCategoryType {
  @Field(() => String, { description: 'Code, lower case.' }) code!: string;
  @Field(() => String, { description: 'Title (benämning).' }) title!: string;
  @Field(() => String, { description: 'What to show: the alternative term, else the title.' }) shownTitle!: string;
  @Field(() => String, { nullable: true, description: 'What it is; null where the edition does not say.' })
  description?: string | null;
  @Field(() => String, { nullable: true, description: 'What it includes (innefattar).' }) includes?: string | null;
  @Field(() => String, { nullable: true, description: 'What it excludes (utesluter).' }) excludes?: string | null;
}

@ObjectType('IcfSelectedCategory', { description: 'A category to choose.' })
class IcfSelectedCategory {
  @Field(() => IcfCategoryType, { description: 'The category.' }) category!: IcfCategoryType;
  @Field(() => SharedRelevance, { description: 'How close it is to its diagnoses.' }) relevance!: SharedRelevance;
}

@ObjectType('IcfGroup', { description: 'Categories that the same diagnoses have.' })
class IcfGroupType {
  @Field(() => [String], { description: 'Codes of ICD-10-SE that have them, as they are published.' })
  diagnoses!: readonly string[];
  @Field(() => [IcfSelectedCategory], { description: 'The most central first, then by name.' })
  categories!: readonly IcfSelectedCategory[];
}

@ObjectType('IcfSelection', { description: 'What there is to choose from for one question.' })
class IcfSelectionType {
  @Field(() => IcfField, { description: 'The question.' }) field!: IcfField;
  @Field(() => [IcfGroupType], { description: 'What two or more diagnoses share; empty for one.' })
  common!: readonly IcfGroupType[];
  @Field(() => [IcfGroupType], { description: 'What each diagnosis has alone.' }) own!: readonly IcfGroupType[];
}

@ObjectType('IcfDiagnosis', { description: 'A diagnosis with a selection of ICF.' })
class IcfDiagnosisType {
  @Field(() => [String], { description: 'The codes that were asked about.' }) asked!: readonly string[];
  @Field(() => String, { description: 'The code that the selection is published for.' }) resolvedCode!: string;
  @Field(() => Boolean, { description: 'It is for a wider code than one that was asked about: to be said.' })
  isFromWiderCode!: boolean;
}

@ObjectType('IcfSelections', { description: 'Selections of ICF (ICF-stöd) for some diagnoses.' })
class IcfSelectionsType {
  @Field(() => [IcfDiagnosisType], { description: 'The diagnoses that have a selection; those without are left out.' })
  diagnoses!: readonly IcfDiagnosisType[];
  @Field(() => [IcfSelectionType], { description: 'One for each of the two questions.' })
  fields!: readonly IcfSelectionType[];
  @Field(() => [RegisterSource], { description: 'The editions of FMB and ICF that they are from.' })
  sources!: readonly RegisterSource[];
}

@ObjectType('IcfChosenCategory', { description: 'A category that was chosen.' })
class IcfChosenCategory {
  @Field(() => IcfCategoryType, { description: 'The category.' }) category!: IcfCategoryType;
  @Field(() => [String], { description: 'The diagnoses that it belongs to, as they were asked about.' })
  diagnoses!: readonly string[];
  @Field(() => Boolean, { description: 'None of the diagnoses has it any more: kept, and to be marked.' })
  isOfRemovedDiagnosis!: boolean;
}

@ObjectType('IcfAnswer', { description: 'An answer with what was chosen from ICF.' })
class IcfAnswerType {
  @Field(() => String, { description: 'Titles of the chosen categories, then on a line of its own what was written.' })
  text!: string;
  @Field(() => [IcfChosenCategory], { description: 'In the order of choice.' }) chosen!: readonly IcfChosenCategory[];
  @Field(() => [RegisterSource], { description: 'The editions of FMB and ICF that they are from.' })
  sources!: readonly RegisterSource[];
}

/** More than a certificate of any type has. */
const MOST = { diagnoses: 12, categories: 100, first: 50, search: 300 } as const;
function limited(argument: keyof typeof MOST, length: number): void {
  if (length > MOST[argument]) throw new DomainError('BAD_USER_INPUT', { argument, most: MOST[argument] });
}

const shown = (category: IcfCategory): IcfCategoryType => ({ ...category, shownTitle: shownTitle(category) });
const groupOf = ({ diagnoses, categories }: IcfGroup): IcfGroupType => ({
  diagnoses,
  categories: categories.map(({ category, relevance }) => ({ category: shown(category), relevance })),
});

const sourcesOf = (...catalogues: readonly ({ readonly edition: RegisterEdition } | null)[]): RegisterSource[] =>
  catalogues.flatMap((catalogue) => (catalogue ? [sourceOf(catalogue.edition)] : []));

async function selectionsOf(catalogues: Catalogues, codes: readonly string[]): Promise<IcfSelectionsType> {
  const [fmb, icf] = [await catalogues.fmb(), await catalogues.icf()];
  const { diagnoses, fields } = fmb ? icfSelections(fmb, icf, codes) : { diagnoses: [], fields: [] };
  return {
    diagnoses: diagnoses.map((one) => ({
      ...one,
      isFromWiderCode: one.asked.some((code) => code !== one.resolvedCode),
    })),
    fields: fields.map(({ field, common, own }) => ({ field, common: common.map(groupOf), own: own.map(groupOf) })),
    sources: sourcesOf(fmb, icf),
  };
}

/** What a category says of itself, wherever it is told of. */
@Resolver(() => IcfCategoryType)
export class IcfCategoryResolver {
  @FieldResolver(() => RegisterSource, {
    nullable: true,
    description: 'The edition of ICF that its words are from; null while there is none, and the words are FMB’s.',
  })
  async source(@Ctx() { catalogues }: Context): Promise<RegisterSource | null> {
    const icf = await catalogues.icf();
    return icf && sourceOf(icf.edition);
  }
}

@Resolver(() => DiagnosisType)
export class IcfResolver {
  @Query(() => IcfSelectionsType, {
    nullable: true,
    description:
      'Selections of ICF (ICF-stöd) for some codes of ICD-10-SE: what they share, and what each has alone. BAD_USER_INPUT for more than 12.',
  })
  async icfSelections(
    @Arg('codes', () => [String], { description: 'Codes (diagnoskoder), 12 at most.' }) codes: readonly string[],
    @Ctx() { catalogues }: Context,
  ): Promise<IcfSelectionsType> {
    limited('diagnoses', codes.length);
    return selectionsOf(catalogues, codes);
  }

  @Query(() => [IcfCategoryType], {
    nullable: true,
    description:
      'Categories of the whole classification by code, or by words of titles, alternative terms, descriptions and what they include; the best first.',
  })
  async icfCategories(
    @Arg('search', () => String, { description: 'What was typed, 300 characters at most.' }) search: string,
    @Arg('first', () => Int, { defaultValue: 18, description: 'How many at most, 1–50.' }) first: number,
    @Ctx() { catalogues }: Context,
  ): Promise<readonly IcfCategoryType[]> {
    limited('search', search.length);
    limited('first', first);
    const icf = await catalogues.icf();
    return icf ? searchIcf(icf, search, Math.max(1, first)).map(shown) : [];
  }

  @Query(() => IcfAnswerType, {
    nullable: true,
    description:
      'The text of an answer with chosen categories put before what was written, and whose they are. Changes nothing.',
  })
  async icfAnswer(
    @Arg('field', () => IcfField, { description: 'The question.' }) field: IcfField,
    @Arg('chosen', () => [String], { description: 'Codes of ICF in the order of choice, 100 at most.' })
    chosen: readonly string[],
    @Arg('codes', () => [String], { description: 'Diagnoses (diagnoskoder) of the certificate, 12 at most.' })
    codes: readonly string[],
    @Arg('text', () => String, { defaultValue: '', description: 'The answer as it stands.' }) text: string,
    @Arg('before', () => [String], {
      defaultValue: [],
      description: 'Codes that were chosen when the answer was put together last: their titles give way. 100 at most.',
    })
    before: readonly string[],
    @Ctx() { catalogues }: Context,
  ): Promise<IcfAnswerType> {
    limited('diagnoses', codes.length);
    limited('categories', Math.max(chosen.length, before.length));
    const [fmb, icf] = [await catalogues.fmb(), await catalogues.icf()];
    const answer = icfAnswer({ fmb, icf }, { field, chosen, before, diagnoses: codes, text });
    return {
      text: answer.text,
      chosen: answer.chosen.map(({ category, diagnoses }) => ({
        category: shown(category),
        diagnoses,
        isOfRemovedDiagnosis: diagnoses.length === 0,
      })),
      sources: sourcesOf(fmb, icf),
    };
  }

  @FieldResolver(() => IcfSelectionsType, {
    nullable: true,
    description: 'Its own selections of ICF; null when it has none.',
  })
  async icf(
    @Root() { code, codeSystem }: Diagnosis,
    @Ctx() { catalogues }: Context,
  ): Promise<IcfSelectionsType | null> {
    if (codeSystem !== 'ICD_10_SE') return null;
    const selections = await selectionsOf(catalogues, [code]);
    return selections.diagnoses.length > 0 ? selections : null;
  }
}
