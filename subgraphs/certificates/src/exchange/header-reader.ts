import { PERSON_ID_ROOT } from '@intygsgraf/kernel/domain';
import { CORE, type Sequence, TYPES, XmlFault } from '@intygsgraf/kernel/server';
import { EXTENSION } from '../signature/intyg-document.ts';
import type {
  CodedValue,
  Identifier,
  MessageIssuer,
  MessagePatient,
  MessageRelation,
  MessageStatus,
  MessageUnit,
} from './certificate-message.ts';

/** The code systems and roots that the contract fixes. Source: domain.md §3.0, OIDs; the contract's types 3.2. */
const HSA_ID = '1.2.752.129.2.1.4.1';
const WORKPLACE_CODE = '1.2.752.29.4.71';
const POSITION = '1.2.752.129.2.2.1.4';
const RELATION = 'c2362fcd-eda0-4f9a-bd13-b3bbaf7f2146';
const STATUS = '9871cd17-8755-4ed9-b894-ff3729e775a4';
const PART = '769bb12b-bd9f-4203-a5cd-fd14f2eb3b80';
const ADDRESS_SOURCE = '4ade8de2-effe-41d0-b177-fedc820e69fa';
const LICENSED_PROFESSION = '1.2.752.29.23.1.6';

const SOMETHING = /^.+$/s;
const PERSON_ID = /^\d{12}$/;
/** Blanks around it say nothing (xs:dateTime). */
export const TIMESTAMP = /^\s*\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\s*$/;

const display = (displayName: string | null): { readonly displayName?: string } =>
  displayName === null ? {} : { displayName };

/** A fixed value may be left empty: without a text it is that one. */
function fixed(of: Sequence, name: string, value: string | undefined): string {
  const text = of.text(name);
  if (value === undefined || text === value) return text;
  if (text === '') return value;
  throw new XmlFault(`${name} is not the one of the contract`, of.line);
}

/** Reads a coded value; `system` when the contract fixes it. */
export const codedValue =
  (system?: string) =>
  (of: Sequence): CodedValue => {
    const value = { code: of.text('code'), codeSystem: fixed(of, 'codeSystem', system) };
    // the types that the contract restricts have no more than these; CVType itself has three others
    of.optionalText('codeSystemName');
    of.optionalText('codeSystemVersion');
    const displayName = display(of.optionalText('displayName'));
    of.optionalText('originalText');
    of.end();
    return { ...value, ...displayName };
  };

export const identifier =
  (root?: string, form?: RegExp) =>
  (of: Sequence): Identifier => {
    const id = { root: fixed(of, 'root', root), extension: of.text('extension', form) };
    of.end();
    return id;
  };

export const hsaId = (of: Sequence): string => identifier(HSA_ID, SOMETHING)(of).extension;

function personId(of: Sequence): Identifier {
  const id = identifier(undefined, PERSON_ID)(of);
  const roots: readonly string[] = [PERSON_ID_ROOT.PERSONAL_NUMBER, PERSON_ID_ROOT.COORDINATION_NUMBER];
  if (!roots.includes(id.root)) throw new XmlFault('root is no kind of person id', of.line);
  return id;
}

/** The patient (core type Patient). */
export function readPatient(of: Sequence): MessagePatient {
  const id = of.element('person-id', TYPES, personId);
  const [firstName, lastName] = [of.text('fornamn'), of.text('efternamn')];
  const middleName = of.optionalText('mellannamn');
  const address = {
    postalAddress: of.text('postadress'),
    postalCode: of.text('postnummer'),
    city: of.text('postort'),
  };
  const [source, another] = of.foreign('kallaAdressuppgifter', EXTENSION, TYPES, codedValue(ADDRESS_SOURCE));
  if (another) throw new XmlFault('kallaAdressuppgifter is there twice', of.line);
  of.end();
  return {
    personId: id,
    firstName,
    lastName,
    ...(middleName !== null && { middleName }),
    ...address,
    ...(source && { addressSource: source }),
  };
}

function readUnit(of: Sequence): MessageUnit {
  const ids = {
    hsaId: of.element('enhets-id', TYPES, hsaId),
    workplaceCode: of.element('arbetsplatskod', TYPES, identifier(WORKPLACE_CODE, SOMETHING)).extension,
  };
  const contact = {
    name: of.text('enhetsnamn'),
    postalAddress: of.text('postadress'),
    postalCode: of.text('postnummer'),
    city: of.text('postort'),
    phone: of.text('telefonnummer'),
  };
  const email = of.optionalText('epost', SOMETHING);
  const careProvider = of.element('vardgivare', CORE, (provider) => {
    const named = { hsaId: provider.element('vardgivare-id', TYPES, hsaId), name: provider.text('vardgivarnamn') };
    provider.end();
    return named;
  });
  of.end();
  return { ...ids, ...contact, ...(email !== null && { email }), careProvider };
}

const speciality = (of: Sequence) => {
  const value = { code: of.text('code'), ...display(of.optionalText('displayName')) };
  of.end();
  return value;
};

/** Who wrote it, on which unit (core type HosPersonal). */
export function readIssuer(of: Sequence): MessageIssuer {
  const id = of.element('personal-id', TYPES, hsaId);
  const fullName = of.text('fullstandigtNamn');
  const prescriberCode = of.optionalText('forskrivarkod');
  const positions = of.several('befattning', TYPES, codedValue(POSITION));
  const unit = of.element('enhet', CORE, readUnit);
  const specialities = of.several('specialistkompetens', TYPES, speciality);
  const licensedProfessions = of.foreign('legitimeratYrke', EXTENSION, TYPES, codedValue(LICENSED_PROFESSION));
  of.end();
  return {
    hsaId: id,
    fullName,
    ...(prescriberCode !== null && { prescriberCode }),
    positions,
    specialities,
    licensedProfessions,
    unit,
  };
}

export function readRelation(of: Sequence): MessageRelation {
  const relation = {
    type: of.element('typ', TYPES, codedValue(RELATION)),
    certificateId: of.element('intygs-id', TYPES, identifier()),
  };
  of.end();
  return relation;
}

export function readStatus(of: Sequence): MessageStatus {
  const status = {
    part: of.element('part', TYPES, codedValue(PART)),
    status: of.element('status', TYPES, codedValue(STATUS)),
    at: of.text('tidpunkt', TIMESTAMP).trim(),
  };
  of.end();
  return status;
}
