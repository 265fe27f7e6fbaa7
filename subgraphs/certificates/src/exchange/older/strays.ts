import { XmlFault } from '@intygsgraf/kernel/server';
import type { XmlElement } from 'libxml2-wasm';

/** Where a schema lies is a hint for others. */
const HINT = `namespace-uri() = 'http://www.w3.org/2001/XMLSchema-instance' and local-name() != 'nil'`;

/**
 * Refuses what an older contract has no place for, in elements of its own (their namespaces begin so): attributes but
 * these, and text between elements. Throws XmlFault.
 */
export function refuseStraysOf(message: XmlElement, namespaces: string, attributes: readonly string[]): void {
  const own = `descendant-or-self::*[starts-with(namespace-uri(), '${namespaces}')]`;
  const known = attributes.map((name) => `name() = '${name}'`).join(' or ') || 'false()';
  const attribute = message.get(`${own}[@*[not(${HINT}) and not(${known})]]`);
  if (attribute)
    throw new XmlFault(`${(attribute as XmlElement).name} has an attribute that the contract has not`, attribute.line);
  const text = message.get(`${own}[*][text()[normalize-space() != '']]`);
  if (text) throw new XmlFault(`${(text as XmlElement).name} holds text between its elements`, text.line);
}
