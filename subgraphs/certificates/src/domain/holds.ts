import { type Answers, chosenCodes, factsOf } from './answers.ts';
import { addDays, isDate } from '@intygsgraf/kernel/domain';
import type { Condition, Day, Look } from './condition.ts';
import type { Judging } from './kind.ts';

/** The days that a condition may compare with. */
export type Days = Pick<Judging, 'today' | 'birthDate'>;

/** Whether a condition holds. What it compares with a day that is not known does not hold. */
export function holds(condition: Condition, answers: Answers, days: Days): boolean {
  if ('not' in condition) return !holds(condition.not, answers, days);
  if ('all' in condition) return condition.all.every((part) => holds(part, answers, days));
  if ('any' in condition) return condition.any.some((part) => holds(part, answers, days));
  return isSo(condition, answers, days);
}

function isSo(look: Look, answers: Answers, days: Days): boolean {
  if ('has' in look) return chosenCodes(answers, look.field).some((code) => look.has.includes(code));
  if ('answered' in look) return isAnswered(answers, look.field);
  const facts = factsOf(answers, look.field);
  if (!facts) return false;
  if ('is' in look) return facts.is === look.is;
  if ('atLeast' in look) return facts.number !== undefined && facts.number >= look.atLeast;
  if ('below' in look) return facts.number !== undefined && facts.number < look.below;
  const bound = dayOf('before' in look ? look.before : look.after, answers, days);
  if (bound === undefined) return false;
  const own = (facts.days ?? []).filter(({ of }) => look.of === undefined || of === look.of);
  return own.some(({ first, last }) => ('before' in look ? first < bound : last > bound));
}

/** Whether an answer says something: blanks and empty lists do not. */
function isAnswered(answers: Answers, field: string): boolean {
  const [value]: unknown[] = Object.hasOwn(answers, field) ? Object.values(answers[field] ?? {}) : [];
  if (typeof value === 'string') return value.trim() !== '';
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

/** The day to compare with; of an answer's several, the earliest. */
function dayOf(day: Day, answers: Answers, { today, birthDate }: Days): string | undefined {
  if ('today' in day) return addDays(today, day.today);
  if ('birth' in day) return birthDate !== undefined && isDate(birthDate) ? addDays(birthDate, day.birth) : undefined;
  const [first] = (factsOf(answers, day.field)?.days ?? [])
    .filter(({ of }) => day.of === undefined || of === day.of)
    .map((one) => one.first)
    .sort();
  return first === undefined ? undefined : addDays(first, day.days ?? 0);
}
