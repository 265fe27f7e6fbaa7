import { type Sequence, sequenceOf, XmlFault } from '@intygsgraf/kernel/server';
import type { XmlElement } from 'libxml2-wasm';
import type { CertificateMessage, Identifier, MessageIssuer, MessagePatient } from '../certificate-message.ts';
import { answersOf, type Collected, type Part } from './contents.ts';
import { refuseStraysOf } from '../refuse-strays.ts';
import { BAS, DIABETES, TS } from './ts-contents.ts';

const TYPES = 'urn:local:se:intygstjanster:services:types:1';
const TIMESTAMP = /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d$/;
/** Kv_utlåtandetyp_intyg, which TS-BAS and TS-DIABETES are named in to this day. */
const OLD_TYPE_SYSTEM = 'f6fb361a-e31d-48b8-8657-99b63912dd9b';

/** A certificate of an older contract, as today's would have it, and what today's has no place for. */
export interface OlderMessage extends CertificateMessage {
  readonly others: NonNullable<CertificateMessage['others']>;
}

interface Contract {
  readonly name: 'RegisterTSBas' | 'RegisterTSDiabetes';
  /** What it calls the type, and what that is in kv_intygstyp. */
  readonly type: string;
  readonly code: string;
  readonly parts: readonly Part[];
}

const CONTRACTS: readonly Contract[] = [
  { name: 'RegisterTSBas', type: 'ts-bas', code: 'TSTRK1007', parts: BAS },
  { name: 'RegisterTSDiabetes', type: 'ts-diabetes', code: 'TSTRK1031', parts: DIABETES },
];

const namespaceOf = ({ name }: Contract): string => `urn:local:se:intygstjanster:services:${name}Responder:1`;

const idOf = (of: Sequence): Identifier => {
  const id = { root: of.text('root'), extension: of.optionalText('extension') ?? '' };
  of.end();
  return id;
};

/** Version 06, edition 07 is called 6.7 today. */
export const versionOf = (version: string, edition: string): string => `${Number(version)}.${Number(edition)}`;

function unitOf(of: Sequence): MessageIssuer['unit'] {
  const hsaId = of.element('enhetsId', TYPES, idOf).extension;
  const contact = {
    name: of.text('enhetsnamn'),
    postalAddress: of.text('postadress'),
    postalCode: of.text('postnummer'),
    city: of.text('postort'),
    phone: of.text('telefonnummer'),
  };
  const careProvider = of.element('vardgivare', TS, (own) => {
    const named = { hsaId: own.element('vardgivarid', TYPES, idOf).extension, name: own.text('vardgivarnamn') };
    own.end();
    return named;
  });
  of.end();
  return { hsaId, workplaceCode: '', ...contact, careProvider };
}

function issuerOf(of: Sequence): MessageIssuer {
  const hsaId = of.element('personId', TYPES, idOf).extension;
  const fullName = of.text('fullstandigtNamn');
  const speciality = of.optionalText('specialistKompetens');
  of.optionalText('atLakare');
  of.optionalText('stLakare');
  const unit = of.element('vardenhet', TS, unitOf);
  const specialities = of.elements('specialiteter', (_, text) => text());
  const positions = of.elements('befattningar', (_, text) => text());
  of.end();
  return {
    hsaId,
    fullName,
    positions: positions.map((code) => ({ code, codeSystem: '' })),
    specialities: [...(speciality === null ? [] : [speciality]), ...specialities].map((code) => ({ code })),
    licensedProfessions: [],
    unit,
  };
}

function patientOf(of: Sequence): MessagePatient {
  const { root, extension } = of.element('personId', TYPES, idOf);
  of.text('fullstandigtNamn');
  const patient = {
    personId: { root, extension: extension.replace('-', '') },
    firstName: of.text('fornamn'),
    lastName: of.text('efternamn'),
    postalAddress: of.text('postadress'),
    postalCode: of.text('postnummer'),
    city: of.text('postort'),
  };
  of.end();
  return patient;
}

function certificateOf(of: Sequence, { type, code, parts }: Contract): OlderMessage {
  const id = of.text('intygsId');
  if (![type, ''].includes(of.text('intygsTyp')))
    throw new XmlFault('intygsTyp is not the one of the contract', of.line);
  const version = versionOf(of.text('version'), of.text('utgava'));
  const head = of.element('grundData', TS, (own) => {
    const signedAt = own.text('signeringsTidstampel', TIMESTAMP);
    const people = {
      issuer: own.element('skapadAv', TS, issuerOf),
      patient: own.element('patient', TS, patientOf),
    };
    own.end();
    return { signedAt, ...people };
  });
  const collected: Collected = { subAnswers: [], others: [] };
  for (const part of parts) part(of, collected);
  of.nodes('statuses');
  of.end();
  return {
    ...head,
    id: { root: head.issuer.unit.hsaId, extension: id },
    type: { code, codeSystem: OLD_TYPE_SYSTEM },
    version,
    sentAt: null,
    relations: [],
    statuses: [],
    answers: answersOf(collected.subAnswers, ['1', '33']),
    signed: false,
    others: collected.others,
  };
}

const readerOf =
  (contract: Contract) =>
  (message: XmlElement): OlderMessage => {
    const of = sequenceOf(message, namespaceOf(contract));
    const certificate = of.element('intyg', TS, (own) => certificateOf(own, contract));
    of.end();
    refuseStraysOf(message, 'urn:local:se:intygstjanster:services:', []);
    return certificate;
  };

/** RegisterTSBas 1 and RegisterTSDiabetes 1: how each is called, and who reads it. */
export const TS_CONTRACTS = CONTRACTS.map((contract) => ({
  name: contract.name,
  namespace: namespaceOf(contract),
  read: readerOf(contract),
}));
