import { PUBLICATIONS, type RegisterEdition, type RegisterEntry, type StoredEntry } from '../registers/register.ts';
import type { HazardModel } from './model.ts';
import type { NamedModel } from './prediction.ts';
import { codesToTry, type RiskDiagnosis, type RiskQuestion } from './support.ts';

/** A model as an edition has it. */
export interface ModelEntry {
  readonly kind: 'MODEL';
  /** The folder that it was published in: several have a model of the same name. */
  readonly collection: string;
  readonly code: string;
  readonly version: string;
  /** For the researchers' own tests: never used. */
  readonly isTest: boolean;
  readonly model: HazardModel;
}
export type DiagnosisEntry = RiskDiagnosis & { readonly kind: 'DIAGNOSIS' };
export type QuestionEntry = RiskQuestion & { readonly kind: 'QUESTION' };
export type SrsContent = ModelEntry | DiagnosisEntry | QuestionEntry;

/** What an edition consists of, each part under a name of its own. */
export const srsEntries = (contents: readonly SrsContent[]): RegisterEntry<SrsContent>[] =>
  contents.map((content) => ({ code: nameOf(content), content }));

function nameOf(content: SrsContent): string {
  if (content.kind === 'QUESTION') return `QUESTION ${content.factor}`;
  if (content.kind === 'DIAGNOSIS') return `DIAGNOSIS ${content.code}`;
  return `MODEL ${content.collection} ${content.code} ${content.version}`;
}

/** Where a model is from, as users read it. */
export const modelSource = (isDemo: boolean): string =>
  isDemo ? 'Påhittad modell för att prova med' : `${PUBLICATIONS.SRS.name}, ${PUBLICATIONS.SRS.publisher}`;

/** What the model is told of the patient without a question. */
const OWN = ['Sex', 'age_cat_fct', 'Region'];

/** An edition of the support, to be looked up. */
export interface SrsCatalogue {
  readonly edition: RegisterEdition;
  readonly questions: ReadonlyMap<string, RiskQuestion>;
  readonly diagnoses: ReadonlyMap<string, RiskDiagnosis>;
  /** By diagnosis: the newest model whose factors are all asked for. */
  readonly models: ReadonlyMap<string, NamedModel>;
}

export function srsCatalogue(edition: RegisterEdition, entries: readonly StoredEntry<SrsContent>[]): SrsCatalogue {
  const contents = entries.map(({ content }) => content);
  const questions = new Map(contents.flatMap((one) => (one.kind === 'QUESTION' ? [[one.factor, one] as const] : [])));
  const diagnoses = new Map(contents.flatMap((one) => (one.kind === 'DIAGNOSIS' ? [[one.code, one] as const] : [])));
  const all = contents.filter((one) => one.kind === 'MODEL');
  const models = new Map(
    [...diagnoses.values()].flatMap((diagnosis) => {
      const model = modelFor(diagnosis, all);
      const named = model && {
        code: model.code,
        version: model.version,
        revision: edition.number,
        isDemo: edition.origin === 'CARRIED',
        model: model.model,
      };
      return named ? [[diagnosis.code, named] as const] : [];
    }),
  );
  return { edition, questions, diagnoses, models };
}

/** The newest model of a diagnosis that needs no more than its questions tell. */
export const modelFor = (
  { code, questions }: Pick<RiskDiagnosis, 'code' | 'questions'>,
  models: readonly ModelEntry[],
): ModelEntry | undefined =>
  models
    .filter((one) => !one.isTest && one.code === code)
    .filter(({ model }) => model.factors.every(({ name }) => OWN.includes(name) || questions.includes(name)))
    .toSorted((one, other) => Number(other.version) - Number(one.version))
    .at(0);

/** Whether there is support for a code, and for which level of it. Source: domain.md §7.7, Model look-up. */
export interface FoundSupport {
  /** The code that was asked about, upper case and without dot. */
  readonly code: string;
  readonly diagnosis: RiskDiagnosis;
  /** Null when the diagnosis has advice and statistics only. */
  readonly model: NamedModel | null;
  /** The wider diagnosis whose prevalence, advice or statistics fill in where it has none itself. */
  readonly wider: RiskDiagnosis | undefined;
}

export function findSupport({ diagnoses, models }: SrsCatalogue, code: string): FoundSupport | undefined {
  const [own, ...others] = codesToTry(code).flatMap((one) => diagnoses.get(one) ?? []);
  return own && { code, diagnosis: own, model: models.get(own.code) ?? null, wider: others.at(-1) };
}
