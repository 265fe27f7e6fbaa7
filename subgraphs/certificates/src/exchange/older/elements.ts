import { childElements, XmlFault } from '@intygsgraf/kernel/server';
import { isDate } from '@intygsgraf/kernel/domain';
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

/** What an element says, and where. */
export interface PlacedText {
  readonly content: string;
  readonly line: number;
}

const ZONE = /(?:Z|[+-]\d\d:\d\d)$/;
const TIME = /^\s*\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?\s*$/;

/** The domain of a contract's namespaces, as urn:riv:insuranceprocess:healthreporting. */
const domainOf = ({ namespaceUri }: XmlElement): string => namespaceUri.split(':').slice(0, 4).join(':');

/**
 * A message's elements by name; each that is read is taken out, so that what is left is seen. Elements of another domain,
 * which these contracts let anybody add (xs:any ##other), are let through and not kept.
 */
export class Elements {
  readonly #left: XmlElement[];
  constructor(readonly parent: XmlElement) {
    this.#left = childElements(parent).filter((one) => one.namespaceUri === '' || domainOf(one) === domainOf(parent));
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

  /** The text of a time (xs:dateTime), which may have a zone and parts of a second. */
  time(name: string): string {
    const { content, line } = this.one(name);
    if (!TIME.test(content)) throw new XmlFault(`${name} is no time`, line);
    return content.trim();
  }

  /** The text of a day (xs:date) of the calendar, which may have a zone. */
  optionalDay(name: string): PlacedText | undefined {
    const element = this.optional(name);
    return element && dayIn(element);
  }

  day(name: string): PlacedText {
    return dayIn(this.one(name));
  }

  end(): void {
    const [rest] = this.#left;
    if (rest) throw new XmlFault(`${rest.name} is not allowed in ${this.parent.name}`, rest.line);
  }
}

function dayIn({ name, content, line }: XmlElement): PlacedText {
  const day = content.trim().replace(ZONE, '');
  if (!isDate(day)) throw new XmlFault(`${name} is no day of the calendar`, line);
  return { content: day, line };
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
