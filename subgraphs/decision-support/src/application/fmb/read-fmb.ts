import { CommandError, faulty, UnknownFormError } from '@intygsgraf/kernel/server';
import { z } from 'zod';
import type { FmbContent } from '../../domain/fmb/guidance.ts';
import type { RegisterEntry } from '../../domain/registers/register.ts';
import type { ReadEntries } from '../registers/read-file.ts';
import { jsonApi, readCase, readDocument } from './fmb-form.ts';

/** An answer of the publisher, from a file or an address. */
export interface FmbText {
  /** Where it is from, for messages. */
  readonly name: string;
  readonly text: string;
}

const READERS = { forsakringsmedicinskdiagnosinformation: readDocument, typfall: readCase } as const;
type Kind = keyof typeof READERS;
const isKind = (type: string): type is Kind => type in READERS;

/** What is valid; anything else is on its way in or out. */
const VALID = 'giltig';

/**
 * Reads the guidance from both of the publisher's answers: documents and typical cases. What is not valid is left out,
 * and told; whatever else is wrong refuses all. Throws CommandError with each fault by its place, UnknownFormError.
 */
export function readFmb(texts: readonly FmbText[]): ReadEntries<FmbContent> {
  const entries: RegisterEntry<FmbContent>[] = [];
  const [leftOut, faults]: [string[], string[]] = [[], []];
  const seen = new Set<string>();
  for (const { name, text } of texts)
    for (const { type, id, attributes } of parsed(name, text).data) {
      const where = `${name}, ${type} ${id}`;
      if (!isKind(type)) throw new UnknownFormError(`${name} holds ${type}, which is no part of the guidance.`);
      const code = `${type}/${id}`;
      if (seen.has(code)) faults.push(`${where}: it is there already`);
      seen.add(code);
      try {
        const { content, status } = READERS[type](id, attributes);
        if (status === VALID) entries.push({ code, content });
        else leftOut.push(`${where}: its status is not ${VALID}`);
      } catch (error) {
        if (!(error instanceof z.ZodError)) throw error;
        faults.push(...error.issues.map((issue) => `${where}, ${issue.path.join('.')}: ${issue.message}`));
      }
    }
  faults.push(...twice(entries));
  if (faults.length > 0) throw faulty('The guidance', faults);
  return { entries, counts: countsOf(entries), leftOut };
}

function parsed(name: string, text: string): z.infer<typeof jsonApi> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new CommandError(`${name} is no whole JSON: it may be cut. Nothing changed.`);
  }
  const read = jsonApi.safeParse(json);
  if (!read.success || read.data.data.length === 0)
    throw new UnknownFormError(`${name} is in no form of the guidance that is known (--help tells which are).`);
  if (read.data.links?.next)
    throw new CommandError(`${name} is one page of several: all must be in it. Nothing changed.`);
  return read.data;
}

/** A code must have one document: which of two would be shown? */
function twice(entries: readonly RegisterEntry<FmbContent>[]): string[] {
  const known = new Map<string, string>();
  return entries.flatMap(({ code: name, content }) =>
    content.kind === 'CASE'
      ? []
      : content.diagnoses.flatMap(({ code }) => {
          const other = known.get(code);
          known.set(code, name);
          return other && other !== name ? [`${name}, diagnoskod: ${code} is in ${other} already`] : [];
        }),
  );
}

function countsOf(entries: readonly RegisterEntry<FmbContent>[]): ReadEntries['counts'] {
  const contents = entries.map(({ content }) => content);
  const documents = contents.filter((content) => content.kind === 'DOCUMENT');
  const cases = contents.filter((content) => content.kind === 'CASE');
  if (documents.length === 0 || cases.length === 0)
    throw new CommandError(
      `There are no ${documents.length === 0 ? 'documents' : 'typical cases'}: the guidance comes in whole. Nothing changed.`,
    );
  const codes = new Set(documents.flatMap(({ diagnoses }) => diagnoses.map(({ code }) => code)));
  const withCase = new Set(cases.flatMap(({ diagnoses }) => diagnoses));
  return {
    documents: documents.length,
    diagnosisCodes: codes.size,
    typicalCases: cases.length,
    casesWithoutLength: cases.filter(({ maximum }) => !maximum).length,
    casesOfNoSickLeave: cases.filter(({ maximum }) => maximum?.days === 0).length,
    codesWithoutCase: [...codes].filter((code) => !withCase.has(code)).length,
    caseCodesWithoutDocument: [...withCase].filter((code) => !codes.has(code)).length,
    documentsWithIcf: documents.filter(
      ({ icf }) => icf.ACTIVITY_LIMITATION.length + icf.FUNCTIONAL_IMPAIRMENT.length > 0,
    ).length,
  };
}
