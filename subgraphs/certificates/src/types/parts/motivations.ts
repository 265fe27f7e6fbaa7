import { valueOf } from '../../domain/answers.ts';
import type { Question, TypeRule } from '../../domain/certificate-type.ts';
import type { Condition } from '../../domain/condition.ts';
import { holds } from '../../domain/holds.ts';
import { ASKED, type Part } from './question.ts';

/**
 * What a form asks to be motivated and no message has a question for: at signing it joins the other information (25).
 * Source: domain.md §3.1, rows 4 and 13, §3.3, §3.5, §3.7.
 */
const LONGEST = 150;

const HELP = 'Läggs till under Övriga upplysningar när du signerar.';
const HELP_ENGLISH = 'Is added to Other information when you sign.';

const motivation = (id: string, label: string, words: string, showWhen: Condition): Part => {
  const field = `${id}.motivation`;
  return {
    questions: [{ kind: 'text', id, field, label, help: HELP, showWhen, appendedTo: '25.1', maxLength: LONGEST }],
    english: { [field]: words, [`${field} help`]: HELP_ENGLISH },
  };
};

/** Why the certificate is based on something else than an examination. */
export const notExamined = motivation(
  '1',
  'Varför bygger intyget inte på en undersökning av patienten?',
  'Why is the certificate not based on an examination of the patient?',
  { all: [{ field: '1.1', answered: true }, { not: { field: '1.1', has: ['UNDERSOKNING'] } }] },
);

/** Why the sick leave begins more than a week ago. */
export const earlyStart = motivation(
  '32',
  'Varför börjar sjukskrivningen mer än en vecka tillbaka i tiden?',
  'Why does the sick leave begin more than a week ago?',
  { field: '32.1', before: { today: -7 } },
);

/** What is signed fits the other information: it and what is added to it, each on a line of its own. */
export const roomFor = (maxLength: number, ...motivations: readonly Part[]): TypeRule => {
  const questions: readonly Question[] = motivations.flatMap((part) => part.questions);
  return {
    id: 'TOO_LONG_TOGETHER',
    kind: 'OTHER',
    field: '25.1',
    only: 'DRAFT',
    text: {
      sv: 'Texten är för lång tillsammans med motiveringarna som läggs till.',
      en: 'The text is too long together with the motivations that are added.',
    },
    brokenWhen: (answers, days) => {
      const shown = questions.filter(({ askedWhen = ASKED, showWhen = ASKED }) =>
        [askedWhen, showWhen].every((condition) => holds(condition, answers, days)),
      );
      const added = shown.flatMap(({ field }) => valueOf(answers, { field, kind: 'text' }) ?? []);
      const own = valueOf(answers, { field: '25.1', kind: 'text' }) ?? [];
      return added.length > 0 && [own, ...added].flat().join('\n').length > maxLength ? [{}] : [];
    },
  };
};
