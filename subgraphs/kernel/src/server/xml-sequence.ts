import { XmlElement } from 'libxml2-wasm';
import { XmlFault } from './xml-document.ts';

/** An element's children of a known namespace, taken one by one in the order of the contract's sequence. */
export interface Sequence {
  /** Where the element begins whose children they are. */
  readonly line: number;
  /** The text of the next element, which must be there. */
  text(name: string, form?: RegExp): string;
  /** The text of the next element, null when it is not there. */
  optionalText(name: string, form?: RegExp): string | null;
  /** The next element's own sequence, its children being of `namespace`. */
  element<T>(name: string, namespace: string, read: (children: Sequence) => T): T;
  optionalElement<T>(name: string, namespace: string, read: (children: Sequence) => T): T | null;
  /** The next elements, as many as there are. */
  elements<T>(name: string, read: (children: Sequence, text: () => string) => T): T[];
  /** The next elements, as many as there are, their children being of `namespace`. */
  several<T>(name: string, namespace: string, read: (children: Sequence) => T): T[];
  /** As `several`, of elements that are not of the sequence's own namespace (a minor version's addition). */
  foreign<T>(name: string, own: string, namespace: string, read: (children: Sequence) => T): T[];
  /** The next elements as they are, for whoever reads them otherwise. */
  nodes(name: string): XmlElement[];
  /** The sequence of one of the `nodes`, its children being of `namespace`. */
  within(element: XmlElement, namespace: string): Sequence;
  /** The namespace of an element, or the one that it is read as. */
  namespaceOf(element: XmlElement): string;
  /** Nothing may follow but elements of foreign namespaces (xs:any ##other). */
  end(): void;
}

/** Longest text of any element, characters; the contracts set none. */
const LONGEST = 32_000;

/** By XPath: walking from sibling to sibling, libxml2-wasm 0.7.2 sees nothing behind a processing instruction. */
export const childElements = (parent: XmlElement): XmlElement[] =>
  parent.find('*').filter((node): node is XmlElement => node instanceof XmlElement);

/** The namespace that one stands for: an older version of a contract may be read as the newer one. */
type Alias = (namespace: string) => string;

/** Reads what the contract allows and refuses everything else, naming the element. */
export function sequenceOf(parent: XmlElement, namespace: string, alias: Alias = (own) => own): Sequence {
  const children = childElements(parent);
  let place = 0;
  const peek = (name: string, own = namespace): XmlElement | undefined => {
    const next = children[place];
    return next?.name === name && alias(next.namespaceUri) === own ? next : undefined;
  };
  const nodes = (name: string, own = namespace): XmlElement[] => {
    const found = [];
    for (let next = peek(name, own); next; next = peek(name, own)) {
      found.push(next);
      place += 1;
    }
    return found;
  };
  const inner = (element: XmlElement, of: string): Sequence => sequenceOf(element, of, alias);
  const take = (name: string): XmlElement => {
    const next = peek(name);
    if (!next)
      throw new XmlFault(`${name} is missing or out of order in ${parent.name}`, (children[place] ?? parent).line);
    place += 1;
    return next;
  };
  const textOf = (element: XmlElement, form?: RegExp): string => {
    if (childElements(element).length > 0) throw new XmlFault(`${element.name} holds elements, not text`, element.line);
    const { content } = element;
    if (content.length > LONGEST)
      throw new XmlFault(`${element.name} is longer than ${LONGEST} characters`, element.line);
    if (form && !form.test(content)) throw new XmlFault(`${element.name} is not of its form`, element.line);
    return content;
  };
  return {
    line: parent.line,
    text: (name, form) => textOf(take(name), form),
    optionalText: (name, form) => (peek(name) ? textOf(take(name), form) : null),
    element: (name, of, read) => read(inner(take(name), of)),
    optionalElement: (name, of, read) => (peek(name) ? read(inner(take(name), of)) : null),
    elements(name, read) {
      const results = [];
      while (peek(name)) {
        const next = take(name);
        results.push(read(inner(next, namespace), () => textOf(next)));
      }
      return results;
    },
    several: (name, of, read) => nodes(name).map((element) => read(inner(element, of))),
    foreign: (name, own, of, read) => nodes(name, own).map((element) => read(inner(element, of))),
    nodes: (name) => nodes(name),
    within: inner,
    namespaceOf: (element) => alias(element.namespaceUri),
    end() {
      const rest = children.slice(place).find((child) => alias(child.namespaceUri) === namespace);
      if (rest) throw new XmlFault(`${rest.name} is not allowed there in ${parent.name}`, rest.line);
    },
  };
}
