/** A line of a file of KSH97-P: columns 1–7 the code, padded, then a title. Source: Socialstyrelsen, KSH97-P. */
const CODE_WIDTH = 7;

/** A code of KSH97-P. Source: domain.md §7.5. */
export const KSH_97_P_CODE = /^(?:[A-Z]\d{2}-?\d?P?|F438A)$/;

/** What stands for a byte that is no text, and control characters. */
// oxlint-disable-next-line eslint/no-control-regex -- control characters are what it looks for
const UNPRINTABLE = /[\u0000-\u001F\u007F-\u009F\uFFFD]/;

export type KshLine =
  | { readonly code: string; readonly title: string }
  | { readonly column: number; readonly fault: string };

/** The parts of a line, fixed or with a tab between them. */
export function readKshLine(line: string): KshLine {
  const [first = '', ...rest] = line.split('\t');
  const isTable = rest.length > 0;
  const code = (isTable ? first : line.slice(0, CODE_WIDTH)).trim();
  const title = (isTable ? rest.join(' ') : line.slice(CODE_WIDTH)).trim();
  if (!KSH_97_P_CODE.test(code)) return { column: 1, fault: 'this is no code of KSH97-P' };
  const column = isTable ? 2 : CODE_WIDTH + 1;
  if (title === '') return { column, fault: 'there is no title' };
  return UNPRINTABLE.test(title) ? { column, fault: 'the title is not readable' } : { code, title };
}
