import { XmlFault } from '@intygsgraf/kernel/server';
import type { XmlElement } from 'libxml2-wasm';

type Stray = readonly [xpath: string, words: string];

/** An element of a contract, in any of its namespaces. */
const ownOf = (namespaces: string): string => `[starts-with(namespace-uri(), '${namespaces}')]`;

const OWN = ownOf('urn:riv:clinicalprocess:healthcond:certificate:');
const FOREIGN = `[not(starts-with(namespace-uri(), 'urn:riv:clinicalprocess:healthcond:certificate:'))]`;
const OF_TYPES = `[starts-with(namespace-uri(), 'urn:riv:clinicalprocess:healthcond:certificate:types:')]`;
/** Elements that nothing may be added to; others take what is of a foreign namespace (xs:any ##other). */
const CLOSED = `[local-name() = 'intyg' or local-name() = 'patient' or local-name() = 'skapadAv']`;
/** Where a schema lies is a hint for others; whether something is nil no element of the contract may say. */
const HINT = `namespace-uri() = 'http://www.w3.org/2001/XMLSchema-instance' and local-name() != 'nil'`;
const ID = `name() = 'id' and (local-name(..) = 'svar' or local-name(..) = 'delsvar')`;

/** What no contract has a place for, and what is said of the element that it is found at. */
const straysOf = (own: string, known: string): readonly Stray[] => [
  [`descendant-or-self::*${own}[@*[not(${HINT}) and not(${known})]]`, 'has an attribute that the contract has not'],
  [`descendant-or-self::*${own}[*][text()[normalize-space() != '']]`, 'holds text between its elements'],
];

const STRAYS: readonly Stray[] = [
  ...straysOf(OWN, ID),
  [`descendant-or-self::*${OWN}/*[namespace-uri() = '']`, 'is of no namespace'],
  [`descendant::*${OWN}[*${OF_TYPES}]/*${FOREIGN}`, 'is not of the contract'],
  [`descendant::*${OWN}${CLOSED}/*${FOREIGN}`, 'is not of the contract'],
];

function refuse(message: XmlElement, strays: readonly Stray[]): void {
  for (const [xpath, words] of strays) {
    const stray = message.get(xpath);
    if (stray) throw new XmlFault(`${(stray as XmlElement).name} ${words}`, stray.line);
  }
}

/** Refuses what would be dropped if it were read past: the contract (RegisterCertificate) has no place for it. Throws XmlFault. */
export const refuseStrays = (message: XmlElement): void => refuse(message, STRAYS);

/** The same for an older contract: of its elements (their namespaces begin so), with these attributes. Throws XmlFault. */
export const refuseStraysOf = (message: XmlElement, namespaces: string, attributes: readonly string[]): void =>
  refuse(
    message,
    straysOf(ownOf(namespaces), attributes.map((name) => `name() = '${name}'`).join(' or ') || 'false()'),
  );
