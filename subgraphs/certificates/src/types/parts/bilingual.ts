import type { Category } from '../../domain/certificate-type.ts';
import type { Question } from '../../domain/question.ts';

/** What the form says, in Swedish and in English. */
export type Words = readonly [sv: string, en: string];

type Bilingual<Asked> = Asked extends { readonly options: readonly (infer Of)[] }
  ? Omit<Asked, 'label' | 'help' | 'options'> & Spoken & { readonly options: readonly (Omit<Of, 'label'> & Called)[] }
  : Omit<Asked, 'label' | 'help'> & Spoken;

interface Called {
  readonly label: Words;
}
interface Spoken extends Called {
  readonly help?: Words;
}

/** A question whose words stand in both languages, so that types that share it share its English as well. */
export type BilingualQuestion = Bilingual<Question>;

export interface BilingualCategory {
  readonly id: string;
  readonly title: Words;
  readonly questions: readonly BilingualQuestion[];
}

interface Form {
  readonly introduction: string;
  readonly categories: readonly Category[];
  readonly english: Readonly<Record<string, string>>;
}

/** The form as a type has it: the Swedish words in their places, the English ones by what they name. */
export function bilingual(parts: readonly BilingualCategory[], introduction: Words): Form {
  const english: Record<string, string> = {};
  const sv = (key: string, [swedish, other]: Words): string => {
    english[key] = other;
    return swedish;
  };
  const categories = parts.map(({ id, title, questions }) => ({
    id,
    title: sv(id, title),
    questions: questions.map((question) => {
      const { field, label, help } = question;
      return {
        ...question,
        label: sv(field, label),
        ...(help && { help: sv(`${field} help`, help) }),
        ...('options' in question && {
          options: question.options.map((option) => ({
            ...option,
            label: sv(`${field} ${option.code}`, option.label),
          })),
        }),
      } as Question;
    }),
  }));
  return { introduction: sv('introduction', introduction), categories, english };
}
