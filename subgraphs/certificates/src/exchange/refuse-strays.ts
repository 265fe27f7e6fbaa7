import { XmlFault } from '@intygsgraf/kernel/server';
import type { XmlElement } from 'libxml2-wasm';

/** An element of the contract, in any of its namespaces. */
const OWN = `[starts-with(namespace-uri(), 'urn:riv:clinicalprocess:healthcond:certificate:')]`;
const FOREIGN = `[not(starts-with(namespace-uri(), 'urn:riv:clinicalprocess:healthcond:certificate:'))]`;
const OF_TYPES = `[starts-with(namespace-uri(), 'urn:riv:clinicalprocess:healthcond:certificate:types:')]`;
/** Elements that nothing may be added to; others take what is of a foreign namespace (xs:any ##other). */
const CLOSED = `[local-name() = 'intyg' or local-name() = 'patient' or local-name() = 'skapadAv']`;
/** Where a schema lies is a hint for others; whether something is nil no element of the contract may say. */
const HINT = `namespace-uri() = 'http://www.w3.org/2001/XMLSchema-instance' and local-name() != 'nil'`;
const ID = `name() = 'id' and (local-name(..) = 'svar' or local-name(..) = 'delsvar')`;

/** What the contract has no place for, and what is said of the element that it is found at. */
const STRAYS: readonly (readonly [xpath: string, words: string])[] = [
  [`descendant-or-self::*${OWN}[@*[not(${HINT}) and not(${ID})]]`, 'has an attribute that the contract has not'],
  [`descendant-or-self::*${OWN}[*][text()[normalize-space() != '']]`, 'holds text between its elements'],
  [`descendant-or-self::*${OWN}/*[namespace-uri() = '']`, 'is of no namespace'],
  [`descendant::*${OWN}[*${OF_TYPES}]/*${FOREIGN}`, 'is not of the contract'],
  [`descendant::*${OWN}${CLOSED}/*${FOREIGN}`, 'is not of the contract'],
];

/** Refuses what would be dropped if it were read past: the contract (RegisterCertificate) has no place for it. Throws XmlFault. */
export function refuseStrays(message: XmlElement): void {
  for (const [xpath, words] of STRAYS) {
    const stray = message.get(xpath);
    if (stray) throw new XmlFault(`${(stray as XmlElement).name} ${words}`, stray.line);
  }
}
