import { childElements, XmlFault } from '@intygsgraf/kernel/server';
import type { XmlElement } from 'libxml2-wasm';
import type { Identifier } from '../certificate-message.ts';

/** Of identifiers (II) and codes (CV). */
export const CODED_ATTRIBUTES = [
  'root',
  'extension',
  'code',
  'codeSystem',
  'codeSystemName',
  'codeSystemVersion',
  'displayName',
];

/** A message's elements by name; each that is read is taken out, so that what is left is seen. */
export class Elements {
  readonly #left: XmlElement[];
  constructor(readonly parent: XmlElement) {
    this.#left = childElements(parent);
  }

  all(name: string): XmlElement[] {
    const found = this.#left.filter((element) => element.name === name);
    for (const element of found) this.#left.splice(this.#left.indexOf(element), 1);
    return found;
  }

  /** From `least` to `most` of them. */
  some(name: string, least: number, most: number): XmlElement[] {
    const found = this.all(name);
    if (least <= found.length && found.length <= most) return found;
    throw new XmlFault(`${name} must be there ${least} to ${most} times in ${this.parent.name}`, this.parent.line);
  }

  one(name: string): XmlElement {
    const [element, ...more] = this.all(name);
    if (element && more.length === 0) return element;
    throw new XmlFault(`${name} must be there once in ${this.parent.name}`, this.parent.line);
  }

  optional(name: string): XmlElement | undefined {
    const [element, ...more] = this.all(name);
    if (more.length > 0) throw new XmlFault(`${name} is there more than once in ${this.parent.name}`, more[0]?.line);
    return element;
  }

  end(): void {
    const [rest] = this.#left;
    if (rest) throw new XmlFault(`${rest.name} is not allowed in ${this.parent.name}`, rest.line);
  }
}

/** An attribute that has to be there. */
export const attribute = (element: XmlElement, name: string): string => {
  const value = element.attr(name)?.value;
  if (value === undefined || value === '') throw new XmlFault(`${element.name} has no ${name}`, element.line);
  return value;
};

/** An identifier as the older contracts write it. */
export const identifierOf = (element: XmlElement): Identifier => ({
  root: attribute(element, 'root'),
  extension: attribute(element, 'extension'),
});
