import { UnavailableError } from '@intygsgraf/kernel/server';
import { valueOf } from '../domain/answers.ts';
import { type CertificateType, questionsOf } from '../domain/certificate-type.ts';
import type { Draft } from '../domain/draft.ts';
import type { Mending } from '../domain/kind.ts';
import { prefill, type Prefilled } from '../domain/prefill.ts';
import type { AnswerChange } from '../domain/save-answers.ts';
import type { FromJournal } from './create-draft.ts';
import type { Writing } from './draft-for.ts';

/**
 * What a draft begins with that a journal system asked for: the answers that it can hold, and the report on the others.
 * A title of a diagnosis that is missing is the register's, when that can be asked. Source: domain.md §3.14.
 */
export async function prefilled(
  writing: Pick<Writing, 'decisionSupport' | 'caller' | 'today'>,
  type: CertificateType,
  { reference, given, unreadable }: FromJournal,
): Promise<Pick<Draft, 'reference' | 'prefill'> & { readonly changes: readonly AnswerChange[] }> {
  if (!given) return { reference, prefill: null, changes: [] };
  const { today } = writing;
  const first = prefill(type, given, { today });
  const titleOf = await titlesFor(writing, type, first);
  const { answers, notes } = titleOf ? prefill(type, given, { today, titleOf }) : first;
  const changes = Object.entries(answers).map(([field, answer]) => ({ field, answer, expectedRevision: 0 }));
  const told = notes.map(({ text: _, ...note }) => note);
  return { reference, prefill: { notes: told, unreadable }, changes };
}

const TITLES = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Diagnosis { code title } } }`;
interface Titled {
  readonly _entities: readonly ({ readonly code: string; readonly title: string } | null)[];
}

/** The register's titles of the diagnoses that lack a description; undefined when there are none, or nobody tells. */
async function titlesFor(
  { decisionSupport, caller }: Pick<Writing, 'decisionSupport' | 'caller'>,
  type: CertificateType,
  { answers }: Prefilled,
): Promise<Mending['titleOf']> {
  const rows = questionsOf(type).flatMap(({ field }) => valueOf(answers, { field, kind: 'diagnoses' }) ?? []);
  const of = rows
    .filter(({ description }) => description.trim() === '')
    .map(({ code, codeSystem }) => ({ __typename: 'Diagnosis', code, codeSystem }));
  if (of.length === 0) return undefined;
  try {
    const { _entities } = await decisionSupport.ask<Titled>(TITLES, { of }, caller.user);
    const titles = new Map(_entities.flatMap((found) => (found ? [[found.code, found.title] as const] : [])));
    return (_, code) => titles.get(code);
  } catch (error) {
    if (error instanceof UnavailableError) return undefined;
    throw error;
  }
}
