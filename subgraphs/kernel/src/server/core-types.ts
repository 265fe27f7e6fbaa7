import type { XmlElement } from 'libxml2-wasm';
import { parsePersonId, PERSON_ID_ROOT } from '../domain/index.ts';
import type { Issuer } from './directory.ts';

/** Namespaces that all messages about certificates share. Source: RIV-TA, clinicalprocess:healthcond:certificate. */
export const CORE = 'urn:riv:clinicalprocess:healthcond:certificate:3';
export const TYPES = 'urn:riv:clinicalprocess:healthcond:certificate:types:3';

/** What an id is of. Source: domain.md §3.0, OIDs. */
const HSA_ID = '1.2.752.129.2.1.4.1';
const WORKPLACE_CODE = '1.2.752.29.4.71';

/** The contracts' time: Swedish, to the second, without a zone. */
export const contractTime = (at: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO('Europe/Stockholm')
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' });

/** Elements of the core types under a parent. The library escapes: what somebody wrote is never markup. */
export interface CoreTypes {
  /** `prefix` is that of the element itself; what is in it has the prefixes of its own types. */
  text(parent: XmlElement, prefix: string, name: string, content: string): void;
  id(parent: XmlElement, prefix: string, name: string, root: string, extension: string): void;
  code(parent: XmlElement, prefix: string, name: string, code: Code): void;
  /** `today` is `YYYY-MM-DD` in Sweden. */
  personId(parent: XmlElement, prefix: string, name: string, personId: string, today: string): void;
  /** HosPersonal: who wrote it, on which unit. */
  staff(parent: XmlElement, prefix: string, name: string, issuer: FullIssuer): void;
}

/** What HosPersonal may say beside what the directory tells of everybody. */
export interface FullIssuer extends Issuer {
  /** Förskrivarkod. */
  readonly prescriberCode?: string;
  /** Befattningar. */
  readonly positions?: readonly Code[];
  /** Specialistkompetenser; their code system is not said. */
  readonly specialities?: readonly { readonly code: string; readonly displayName?: string }[];
  /** Legitimerade yrken, which came with version 3.2: its prefix has to be declared. */
  readonly licensedProfessions?: readonly Code[];
  readonly unit: Issuer['unit'] & { readonly email?: string };
}

/** A coded value (CVType). */
export interface Code {
  readonly code: string;
  readonly codeSystem: string;
  readonly displayName?: string;
}

interface Prefixes {
  readonly core: string;
  readonly types: string;
  /** Of what came with version 3.2. */
  readonly extension?: string;
}

/** The prefixes are those that an element above declares for the namespaces. */
export function coreTypes({ core, types, extension }: Prefixes): CoreTypes {
  const text: CoreTypes['text'] = (parent, prefix, name, content) => {
    const element = parent.addElement(name, prefix);
    if (content) element.addText(content);
  };
  const id: CoreTypes['id'] = (parent, prefix, name, root, extension) => {
    const element = parent.addElement(name, prefix);
    text(element, types, 'root', root);
    text(element, types, 'extension', extension);
  };
  const code: CoreTypes['code'] = (parent, prefix, name, value) => {
    const element = parent.addElement(name, prefix);
    text(element, types, 'code', value.code);
    text(element, types, 'codeSystem', value.codeSystem);
    if (value.displayName !== undefined) text(element, types, 'displayName', value.displayName);
  };
  return {
    text,
    id,
    code,
    personId(parent, prefix, name, personId, today) {
      id(parent, prefix, name, PERSON_ID_ROOT[parsePersonId(personId, today).kind], personId);
    },
    staff(parent, prefix, name, { hsaId, fullName, unit, ...more }) {
      const staff = parent.addElement(name, prefix);
      id(staff, core, 'personal-id', HSA_ID, hsaId);
      text(staff, core, 'fullstandigtNamn', fullName);
      if (more.prescriberCode !== undefined) text(staff, core, 'forskrivarkod', more.prescriberCode);
      for (const position of more.positions ?? []) code(staff, core, 'befattning', position);
      const element = staff.addElement('enhet', core);
      id(element, core, 'enhets-id', HSA_ID, unit.hsaId);
      id(element, core, 'arbetsplatskod', WORKPLACE_CODE, unit.workplaceCode);
      text(element, core, 'enhetsnamn', unit.name);
      text(element, core, 'postadress', unit.postalAddress);
      text(element, core, 'postnummer', unit.postalCode);
      text(element, core, 'postort', unit.city);
      text(element, core, 'telefonnummer', unit.phone);
      if (unit.email !== undefined) text(element, core, 'epost', unit.email);
      const careProvider = element.addElement('vardgivare', core);
      id(careProvider, core, 'vardgivare-id', HSA_ID, unit.careProvider.hsaId);
      text(careProvider, core, 'vardgivarnamn', unit.careProvider.name);
      for (const { code: speciality, displayName } of more.specialities ?? []) {
        const competence = staff.addElement('specialistkompetens', core);
        text(competence, types, 'code', speciality);
        if (displayName !== undefined) text(competence, types, 'displayName', displayName);
      }
      for (const profession of more.licensedProfessions ?? [])
        code(staff, extension ?? core, 'legitimeratYrke', profession);
    },
  };
}
