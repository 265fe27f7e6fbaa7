import { z } from 'zod';
import { ICD_10_SE_CODE, normalCode } from '../../domain/diagnosis.ts';
import {
  type FmbContent,
  type IcfChoice,
  type IcfRelevance,
  LENGTH_UNITS,
  lengthOf,
  type LengthUnit,
  type RecommendedDegree,
} from '../../domain/fmb/guidance.ts';
import { ICF_CODE } from '../../domain/icf/icf.ts';
import { textBlocks } from './text-blocks.ts';

const UNITS: Readonly<Record<string, LengthUnit>> = { d: 'DAY', wk: 'WEEK', mo: 'MONTH' };
const DEGREES: Readonly<Record<string, RecommendedDegree>> = { 1: 'FULL_TIME', 2: 'PART_TIME' };

/** An answer of Socialstyrelsen's open interface, as JSON:API has it. */
export const jsonApi = z.object({
  links: z.object({ next: z.string().nullish() }).nullish(),
  data: z.array(z.object({ type: z.string(), id: z.string().min(1), attributes: z.unknown() })),
});

const diagnosisCode = z
  .object({ kod: z.string(), beskrivning: z.string().nullish() })
  .transform(({ kod, beskrivning }) => ({ code: normalCode(kod), title: beskrivning?.trim() ?? '' }))
  .refine(({ code }) => ICD_10_SE_CODE.test(code), 'this is no code of ICD-10-SE');
const icfCodes = z
  .array(z.object({ kod: z.string().regex(ICF_CODE, 'this is no code of ICF'), beskrivning: z.string() }))
  .nullish();
const marked = z
  .object({ markup: z.string().nullish() })
  .nullish()
  .transform((text) => textBlocks(text?.markup ?? ''));
/** A point in time with its zone, as a day in Sweden. */
const day = z
  .string()
  .nullish()
  .transform((time) => (time ? new Date(time.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')) : null))
  .refine((time) => time === null || !Number.isNaN(time.getTime()), 'this is no time')
  .transform((time) => time && time.toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' }));

const common = { status: z.object({ kod: z.string() }), senastuppdaterad: day };

const documentAttributes = z.object({
  ...common,
  diagnosrubrik: z.string().trim().min(1, 'there is no title'),
  diagnoskod: z.array(diagnosisCode).min(1, 'there is no diagnosis'),
  forsakringsmedicinskinformation: marked,
  symtomprognosbehandling: marked,
  informationomrehabilitering: marked,
  funktionsnedsattning: z
    .object({
      funktionsnedsattningsbeskrivning: z.string().nullish(),
      centralkod: icfCodes,
      kompletterandekod: icfCodes,
    })
    .nullish(),
  aktivitetsbegransning: z
    .object({
      aktivitetsbegransningsbeskrivning: z.string().nullish(),
      centralkod: icfCodes,
      kompletterandekod: icfCodes,
    })
    .nullish(),
  referens: z.array(z.object({ text: z.string(), uri: z.url({ protocol: /^https?$/ }) })).nullish(),
});

const whole = z
  .string()
  .regex(/^\d{1,4}$/, 'this is no length')
  .transform(Number);
const caseAttributes = z.object({
  ...common,
  typfallsmening: z.string().trim().min(1, 'there is no sentence'),
  fmbtillstand: z.object({ diagnoskod: z.array(diagnosisCode).min(1, 'there is no diagnosis') }),
  rekommenderadsjukskrivning: z
    .object({
      maximalsjukskrivningsgrad: z.object({ kod: z.enum(Object.keys(DEGREES)) }).nullish(),
      maximalsjukskrivningstid: whole.nullish(),
      maximalsjukskrivningsenhet: z.enum(Object.keys(UNITS)).nullish(),
    })
    .refine(
      ({ maximalsjukskrivningstid: time, maximalsjukskrivningsenhet: unit }) =>
        (time ?? null) === null || Boolean(unit),
      'the length has no unit',
    )
    .nullish(),
});

type Read = { readonly content: FmbContent; readonly status: string };

const choices = (...lists: (readonly [IcfRelevance, z.infer<typeof icfCodes>])[]): IcfChoice[] => {
  const all = lists.flatMap(([relevance, codes]) =>
    (codes ?? []).map(({ kod, beskrivning }) => ({ code: kod, title: beskrivning.trim(), relevance })),
  );
  // what is central is not complementary as well
  return [...new Map(all.toReversed().map((choice) => [choice.code, choice])).values()].toReversed();
};

/** What is published of some diagnoses, from its attributes. Throws ZodError. */
export function readDocument(id: string, attributes: unknown): Read {
  const read = documentAttributes.parse(attributes);
  const [impairment, limitation] = [read.funktionsnedsattning, read.aktivitetsbegransning];
  return {
    status: read.status.kod,
    content: {
      kind: 'DOCUMENT',
      id,
      title: read.diagnosrubrik,
      updatedOn: read.senastuppdaterad,
      diagnoses: read.diagnoskod,
      texts: {
        FUNCTIONAL_IMPAIRMENT: textBlocks(impairment?.funktionsnedsattningsbeskrivning ?? ''),
        ACTIVITY_LIMITATION: textBlocks(limitation?.aktivitetsbegransningsbeskrivning ?? ''),
        REHABILITATION: read.informationomrehabilitering,
        INSURANCE_MEDICINE: read.forsakringsmedicinskinformation,
        SYMPTOMS_PROGNOSIS_TREATMENT: read.symtomprognosbehandling,
      },
      icf: {
        FUNCTIONAL_IMPAIRMENT: choices(
          ['CENTRAL', impairment?.centralkod],
          ['COMPLEMENTARY', impairment?.kompletterandekod],
        ),
        ACTIVITY_LIMITATION: choices(
          ['CENTRAL', limitation?.centralkod],
          ['COMPLEMENTARY', limitation?.kompletterandekod],
        ),
      },
      references: read.referens ?? [],
    },
  };
}

/** A typical case from its attributes. Throws ZodError. */
export function readCase(id: string, attributes: unknown): Read {
  const read = caseAttributes.parse(attributes);
  const advised = read.rekommenderadsjukskrivning;
  const [time, unit] = [advised?.maximalsjukskrivningstid, UNITS[advised?.maximalsjukskrivningsenhet ?? '']];
  return {
    status: read.status.kod,
    content: {
      kind: 'CASE',
      id,
      diagnoses: read.fmbtillstand.diagnoskod.map(({ code }) => code),
      sentence: textBlocks(read.typfallsmening)
        .map(({ text }) => text)
        .join(' '),
      maximum: typeof time === 'number' && unit && unit in LENGTH_UNITS ? lengthOf(time, unit) : null,
      degree: DEGREES[advised?.maximalsjukskrivningsgrad?.kod ?? ''] ?? null,
      updatedOn: read.senastuppdaterad,
    },
  };
}
