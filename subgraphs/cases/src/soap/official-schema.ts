import { StartError } from '@intygsgraf/kernel/server';
import {
  xmlCleanupInputProvider,
  XmlDocument,
  type XmlElement,
  xmlRegisterInputProvider,
  XmlValidateError,
  XsdValidator,
} from 'libxml2-wasm';
import { fsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XmlFault } from './envelope.ts';

/** A published schema (XSD), read once: what it refuses is a fault of the message. */
export interface OfficialSchema {
  /** Throws XmlFault, which names the elements and never what is in them. */
  check(body: XmlElement): void;
}

const folderOf = (interaction: string): string => `**/interactions/${interaction}Interaction`;

/**
 * Opens the schema of an interaction in a folder that holds the nation's published schemas, however deep; as RIV-TA's
 * archives have it, `…/interactions/SendMessageToCareInteraction/SendMessageToCareResponder_2.0.xsd`. Throws StartError.
 */
export function openOfficialSchema(folder: string, interaction: string, version: string): OfficialSchema {
  const name = `${folderOf(interaction)}/${interaction}Responder_${version}.xsd`;
  const [file, ...others] = globSync(name, { cwd: folder }).map((found) => path.resolve(folder, found));
  if (!file || others.length > 0)
    throw new StartError(`RIVTA_SCHEMAS must hold ${name} once, not ${file ? others.length + 1 : 0} times.`);
  const validator = compile(folder, file);
  return {
    check(body) {
      try {
        validator.validate(body);
      } catch (error) {
        if (!(error instanceof XmlValidateError)) throw error;
        throw new XmlFault(`The published schema does not allow ${namesOf(error).join(', ')}`);
      }
    },
  };
}

/** What a schema imports is read from its folder and from nowhere else, and only now: no message ever opens a file. */
function compile(folder: string, file: string): XsdValidator {
  const inside = (name: string): boolean => !path.relative(path.resolve(folder), name).startsWith('..');
  const match = (name: string): boolean => inside(name) && fsInputProviders.match(name);
  xmlRegisterInputProvider({ ...fsInputProviders, match });
  try {
    using schema = XmlDocument.fromBuffer(readFileSync(file), { url: file });
    return XsdValidator.fromDoc(schema);
  } catch {
    throw new StartError(`RIVTA_SCHEMAS: ${path.basename(file)} is no schema that can be read.`);
  } finally {
    xmlCleanupInputProvider();
  }
}

/** Most elements that a fault names. */
const MOST = 5;

/** Of libxml2's words only the elements' names: they also quote what is in an element. */
function namesOf({ details }: XmlValidateError): string[] {
  const names = details.map(({ message }) => /^Element '(?:\{[^}]*\})?([\w.-]{1,60})'/.exec(message)?.[1] ?? 'it');
  return [...new Set(names)].slice(0, MOST);
}
