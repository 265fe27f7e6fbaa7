import { normalCode, WIDEST } from '../diagnosis.ts';

/** How codes of ICD-10-SE are gathered. */
export const DiagnosisGroupKind = {
  /** kapitel. */
  CHAPTER: 'CHAPTER',
  /** avsnitt. */
  BLOCK: 'BLOCK',
  /** diagnosgrupp: several chapters for statistics. */
  GROUP: 'GROUP',
} as const;
export type DiagnosisGroupKind = keyof typeof DiagnosisGroupKind;

/** A chapter, a block or a group of diagnoses. */
export interface DiagnosisGroup {
  readonly kind: DiagnosisGroupKind;
  readonly title: string;
  /** First and last three-position code of each range. */
  readonly ranges: readonly (readonly [string, string])[];
}

export const nameOfGroup = ({ kind, ranges }: DiagnosisGroup): string =>
  `${kind} ${ranges.map(([first, last]) => `${first}-${last}`).join(',')}`;

/** The groups that a code belongs to, the widest first. */
export function groupsOf(groups: readonly DiagnosisGroup[], code: string): DiagnosisGroup[] {
  const wide = normalCode(code).slice(0, WIDEST);
  const order: readonly DiagnosisGroupKind[] = ['GROUP', 'CHAPTER', 'BLOCK'];
  return groups
    .filter(({ ranges }) => ranges.some(([first, last]) => first <= wide && wide <= last))
    .toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
}

const RANGE = String.raw`([A-Z]\d{2})-([A-Z]\d{2})`;
/** A range and its name glued to it; a range, tabs and a name; ranges, a colon and a name. */
const FORMS: readonly (readonly [DiagnosisGroupKind, RegExp])[] = [
  ['BLOCK', new RegExp(String.raw`^(${RANGE})\t+(?<title>[^\t]+)$`)],
  ['GROUP', new RegExp(String.raw`^(${RANGE}(?:,${RANGE})*):(?<title>.+)$`)],
  ['CHAPTER', new RegExp(String.raw`^(${RANGE})(?<title>[^\t:].*)$`)],
];

/** A line of one of the three files; undefined when it is of none. */
export function readGroupLine(line: string): DiagnosisGroup | undefined {
  for (const [kind, form] of FORMS) {
    const found = form.exec(line);
    if (!found) continue;
    const ranges = [...(found[1] ?? '').matchAll(new RegExp(RANGE, 'g'))].map(
      ([, first = '', last = '']): [string, string] => [first, last],
    );
    return { kind, title: found.groups?.['title']?.trim() ?? '', ranges };
  }
  return undefined;
}
