import { database, importEntries } from '@intygsgraf/decision-support';
import { inSession, openOrm } from '@intygsgraf/kernel/server';
import type { FreshDatabase } from './database.ts';

/** A recommended length: for a code, so many days, weeks or months. */
export interface Recommended {
  readonly code: string;
  readonly value: number;
  readonly unit: 'DAY' | 'WEEK' | 'MONTH';
}

const DAYS = { DAY: 1, WEEK: 7, MONTH: 31 } as const;

/** Brings guidance in that recommends these lengths and nothing else, as a new edition. */
export const recommend = (database_: FreshDatabase, lengths: readonly Recommended[]): Promise<void> =>
  bringIn(database_, lengths, ({ code, value, unit }) => `Vid ${code}: ${value} ${unit}`);

/** The same for one code and a week, said in these words. */
export const recommendTold = (database_: FreshDatabase, code: string, sentence: string): Promise<void> =>
  bringIn(database_, [{ code, value: 1, unit: 'WEEK' }], () => sentence);

async function bringIn(
  database_: FreshDatabase,
  lengths: readonly Recommended[],
  sentenceOf: (one: Recommended) => string,
): Promise<void> {
  const codes = [...new Set(lengths.map(({ code }) => code))];
  const documents = codes.map((code, place) => ({
    code: `D${place}`,
    content: {
      kind: 'DOCUMENT',
      id: `D${place}`,
      title: `Om ${code}`,
      updatedOn: '2026-01-01',
      diagnoses: [{ code, title: code }],
      texts: {
        FUNCTIONAL_IMPAIRMENT: [],
        ACTIVITY_LIMITATION: [],
        REHABILITATION: [],
        INSURANCE_MEDICINE: [],
        SYMPTOMS_PROGNOSIS_TREATMENT: [],
      },
      icf: { FUNCTIONAL_IMPAIRMENT: [], ACTIVITY_LIMITATION: [] },
      references: [],
    },
  }));
  const cases = lengths.map((one, place) => ({
    code: `C${place}`,
    content: {
      kind: 'CASE',
      id: `${place}`,
      diagnoses: [one.code],
      sentence: sentenceOf(one),
      maximum: { value: one.value, unit: one.unit, days: one.value * DAYS[one.unit] },
      degree: null,
      updatedOn: '2026-01-01',
    },
  }));
  const orm = await openOrm(database, database_.url('decision_support_app'));
  try {
    await inSession(orm, { scope: 'system' }, (em) =>
      importEntries(em, 'FMB', [...documents, ...cases], { now: new Date() }),
    );
  } finally {
    await orm.close();
  }
}
