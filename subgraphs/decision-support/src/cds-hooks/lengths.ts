import type { LengthUnit, RecommendedDegree, TypicalCase } from '../domain/fmb/guidance.ts';
import type { Language } from './card.ts';

const UNITS: Readonly<Record<Language, Readonly<Record<LengthUnit, readonly [one: string, more: string]>>>> = {
  sv: { DAY: ['dag', 'dagar'], WEEK: ['vecka', 'veckor'], MONTH: ['månad', 'månader'] },
  en: { DAY: ['day', 'days'], WEEK: ['week', 'weeks'], MONTH: ['month', 'months'] },
};
const DEGREES: Readonly<Record<Language, Readonly<Record<RecommendedDegree, string>>>> = {
  sv: { FULL_TIME: 'på heltid', PART_TIME: 'på deltid' },
  en: { FULL_TIME: 'full-time', PART_TIME: 'part-time' },
};
const NONE = { sv: 'Ingen sjukskrivning', en: 'No sick leave' };
const AT_MOST = { sv: 'Högst', en: 'At most' };
const UNSAID = { sv: 'Ingen längd anges', en: 'No length is given' };

/** A recommended length as published, with its degree: a month stays a month. */
export function lengthText({ maximum, degree }: Pick<TypicalCase, 'maximum' | 'degree'>, language: Language): string {
  if (!maximum) return UNSAID[language];
  if (maximum.days === 0) return NONE[language];
  const [one, more] = UNITS[language][maximum.unit];
  const words = [AT_MOST[language], maximum.value, maximum.value === 1 ? one : more];
  return [...words, ...(degree ? [DEGREES[language][degree]] : [])].join(' ');
}
