/** What Markdown would read as more than itself, addresses too. Source: GitHub Flavored Markdown, backslash escapes and autolinks. */
const MARKS = /[\\`*_{}[\]<>#~|&!@]|:(?=\/\/)|(?<=www)\./gi;
/** What begins a list where a line begins. */
const LEADING = /^(?<number>\d*)(?<mark>[-+.)=])/;

/** A text of a register as Markdown that shows it letter by letter, on one line. */
export const plain = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(MARKS, String.raw`\$&`)
    .replace(LEADING, String.raw`$<number>\$<mark>`);

export const heading = (text: string): string => `**${plain(text)}**`;
export const list = (items: readonly string[]): string => items.map((item) => `- ${plain(item)}`).join('\n');
