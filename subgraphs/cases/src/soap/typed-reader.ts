import { XmlElement } from 'libxml2-wasm';
import { SoapFault } from './envelope.ts';

/** An element's children of a known namespace, taken one by one in the order of the contract's sequence. */
export interface Sequence {
  /** The text of the next element, which must be there. */
  text(name: string, form?: RegExp): string;
  /** The text of the next element, null when it is not there. */
  optionalText(name: string, form?: RegExp): string | null;
  /** The next element's own sequence, its children being of `namespace`. */
  element<T>(name: string, namespace: string, read: (children: Sequence) => T): T;
  optionalElement<T>(name: string, namespace: string, read: (children: Sequence) => T): T | null;
  /** The next elements, as many as there are. */
  elements<T>(name: string, read: (children: Sequence, text: () => string) => T): T[];
  /** Nothing may follow but elements of foreign namespaces (xs:any ##other). */
  end(): void;
}

/** Longest text of any element, characters; the contract sets none. */
const LONGEST = 32_000;

/** By XPath: walking from sibling to sibling, libxml2-wasm 0.7.2 sees nothing behind a processing instruction. */
const childElements = (parent: XmlElement): XmlElement[] =>
  parent.find('*').filter((node): node is XmlElement => node instanceof XmlElement);

/** Reads what the contract allows and refuses everything else, naming the element. */
export function sequenceOf(parent: XmlElement, namespace: string): Sequence {
  const children = childElements(parent);
  let place = 0;
  const peek = (name: string): XmlElement | undefined => {
    const next = children[place];
    return next?.name === name && next.namespaceUri === namespace ? next : undefined;
  };
  const take = (name: string): XmlElement => {
    const next = peek(name);
    if (!next) throw new SoapFault(`${name} is missing or out of order in ${parent.name}`);
    place += 1;
    return next;
  };
  const textOf = (element: XmlElement, form?: RegExp): string => {
    if (childElements(element).length > 0) throw new SoapFault(`${element.name} holds elements, not text`);
    const { content } = element;
    if (content.length > LONGEST) throw new SoapFault(`${element.name} is longer than ${LONGEST} characters`);
    if (form && !form.test(content)) throw new SoapFault(`${element.name} is not of its form`);
    return content;
  };
  return {
    text: (name, form) => textOf(take(name), form),
    optionalText: (name, form) => (peek(name) ? textOf(take(name), form) : null),
    element: (name, of, read) => read(sequenceOf(take(name), of)),
    optionalElement: (name, of, read) => (peek(name) ? read(sequenceOf(take(name), of)) : null),
    elements(name, read) {
      const results = [];
      while (peek(name)) {
        const next = take(name);
        results.push(read(sequenceOf(next, namespace), () => textOf(next)));
      }
      return results;
    },
    end() {
      const rest = children.slice(place).find((child) => child.namespaceUri === namespace);
      if (rest) throw new SoapFault(`${rest.name} is not allowed there in ${parent.name}`);
    },
  };
}
