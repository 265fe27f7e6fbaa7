import { type Element, parseXmlDocument, serializeToWellFormedString } from 'slimdom';
import { type Edit, named, partEdits, type Vocabulary } from './value-changes.ts';

/** One change of a message. */
interface Change {
  /** Where and what: `6.2: no code`. The same in each message that it can be made in. */
  readonly name: string;
  /** Makes it. */
  xml(): string;
}

const CORE = 'urn:riv:clinicalprocess:healthcond:certificate:3';

const answersOf = (element: Element): Element[] => named(element.ownerDocument?.documentElement ?? element, 'svar');
const idOf = (element: Element): string => element.getAttribute('id') ?? '';

/** Every change of one thing that a message can be given: of each answer, each sub-answer, and each part of its value. */
export function* directedChanges(xml: string, vocabulary: Vocabulary): Generator<Change> {
  const root = parseXmlDocument(xml).documentElement;
  if (!root) return;
  const changed = (place: number, change: (answer: Element) => void): string => {
    const document = parseXmlDocument(xml);
    const answer = document.documentElement && named(document.documentElement, 'svar')[place];
    if (answer) change(answer);
    return serializeToWellFormedString(document);
  };
  for (const [place, answer] of named(root, 'svar').entries()) {
    for (const [name, edit] of answerEdits(idOf(answer), vocabulary))
      yield { name: `${idOf(answer)}: ${name}`, xml: () => changed(place, edit) };
    for (const [index, part] of named(answer, 'delsvar').entries())
      for (const [name, edit] of partEdits(part, vocabulary)) {
        const editPart = (own: Element): void => {
          const same = named(own, 'delsvar')[index];
          if (same) edit(same);
        };
        yield { name: `${idOf(part)}: ${name}`, xml: () => changed(place, editPart) };
      }
  }
}

function copyAfter(element: Element): Element {
  const copy = element.cloneNode(true) as Element;
  element.after(copy);
  return copy;
}

/** Gives an answer a number (instans), another one, or none. */
function number(answer: Element, text: string | undefined): void {
  const [own] = named(answer, 'instans');
  if (text === undefined) own?.remove();
  else if (own) own.textContent = text;
  else {
    const made = answer.ownerDocument?.createElementNS(CORE, 'instans');
    if (!made) return;
    made.textContent = text;
    answer.prepend(made);
  }
}

const several =
  (times: number) =>
  (answer: Element): void => {
    const there = answersOf(answer).filter((one) => idOf(one) === idOf(answer)).length;
    for (let more = times - 1; more > 0; more -= 1) number(copyAfter(answer), String(there + more));
  };

/** What can be done to an answer (svar) as a whole. */
function answerEdits(id: string, { questions }: Vocabulary): readonly Edit[] {
  const others = questions.filter((other) => other !== id);
  const some = [1, 5, 11].flatMap((by) => others[(Number(id) + by) % others.length] ?? []);
  return [
    ['left out', (answer) => answer.remove()],
    [
      'all left out',
      (answer) => {
        for (const one of answersOf(answer)) if (idOf(one) === id) one.remove();
      },
    ],
    ['twice', (answer) => void copyAfter(answer)],
    ...[2, 5, 12].map((times): Edit => [`${times} times`, several(times)]),
    ['no number', (answer) => number(answer, undefined)],
    ...['0', '-1', '1', '2', '99'].map((text): Edit => [`number ${text}`, (answer) => number(answer, text)]),
    ...[...some, '9001', '77'].map((other): Edit => [`asked as ${other}`, (own) => own.setAttribute('id', other)]),
    ['the other way round', (answer) => answer.append(...named(answer, 'delsvar').toReversed())],
  ];
}

/** What messages of a type say: its questions, its sub-answers, and the codes that were seen there. */
export function vocabularyOf(messages: readonly string[], own: Pick<Vocabulary, 'today' | 'lengths'>): Vocabulary {
  const roots = messages.flatMap((xml) => parseXmlDocument(xml).documentElement ?? []);
  const parts = roots.flatMap((root) => named(root, 'delsvar'));
  const codes = Map.groupBy(
    parts.flatMap((part) => {
      const [code, system] = ['code', 'codeSystem'].map((name) => named(part, name)[0]?.textContent?.trim());
      return code && system ? [{ id: idOf(part), code, system }] : [];
    }),
    ({ id }) => id,
  );
  return {
    ...own,
    questions: [...new Set(roots.flatMap((root) => named(root, 'svar').map(idOf)))],
    fields: [...new Set(parts.map(idOf))],
    codes: new Map(codes),
  };
}
