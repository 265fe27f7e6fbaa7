import { childElements, XmlFault } from '@intygsgraf/kernel/server';
import type { XmlElement } from 'libxml2-wasm';
import type { TransportValue } from '../../domain/transport.ts';
import type { PlacedSubAnswer } from '../answer-reader.ts';
import type { MessageIssuer, MessagePatient } from '../certificate-message.ts';
import { answersOf } from './contents.ts';
import { attribute, CODED_ATTRIBUTES, Elements, identifierOf } from './elements.ts';
import { CONCERNS, ICD_10, IDENTITY, MEETS } from './driving-codes.ts';
import { type Asked, CONTENTS, DIABETES_TYPE, NOT_ASKED_TODAY, SIDES } from './observations.ts';
import { type OlderMessage, versionOf } from './read-ts.ts';
import { refuseStraysOf } from '../refuse-strays.ts';

function patientOf(element: XmlElement): MessagePatient {
  const of = new Elements(element);
  const { root, extension } = identifierOf(of.one('person-id'));
  const text = (name: string): string => of.optional(name)?.content ?? '';
  const patient = {
    personId: { root, extension: extension.replace('-', '') },
    firstName: of
      .all('fornamn')
      .map(({ content }) => content)
      .join(' '),
    lastName: of.one('efternamn').content,
    postalAddress: text('postadress'),
    postalCode: text('postnummer'),
    city: text('postort'),
  };
  of.end();
  return patient;
}

function issuerOf(element: XmlElement): MessageIssuer {
  const of = new Elements(element);
  const unit = new Elements(of.one('enhet'));
  const provider = new Elements(unit.one('vardgivare'));
  const text = (from: Elements, name: string): string => from.optional(name)?.content ?? '';
  const issuer = {
    hsaId: identifierOf(of.one('personal-id')).extension,
    fullName: text(of, 'fullstandigtNamn'),
    positions: of.all('befattning').map(({ content }) => ({ code: content, codeSystem: '' })),
    specialities: of.all('specialitet').map((one) => ({ code: attribute(one, 'code') })),
    licensedProfessions: [],
    unit: {
      hsaId: identifierOf(unit.one('enhets-id')).extension,
      workplaceCode: '',
      name: unit.one('enhetsnamn').content,
      postalAddress: text(unit, 'postadress'),
      postalCode: text(unit, 'postnummer'),
      city: text(unit, 'postort'),
      phone: text(unit, 'telefonnummer'),
      careProvider: {
        hsaId: identifierOf(provider.one('vardgivare-id')).extension,
        name: provider.one('vardgivarnamn').content,
      },
    },
  };
  for (const one of [of, unit, provider]) one.end();
  return issuer;
}

/** What an observation, activity, recommendation or enclosure says, in today's sub-answers. */
function saidIn(element: XmlElement, asked: Readonly<Record<string, Asked>>): PlacedSubAnswer[] {
  const of = new Elements(element);
  const coded = of.one(CODED[element.name] ?? '');
  const code = attribute(coded, 'code');
  const { line } = element;
  const said: PlacedSubAnswer[] = [];
  const put = (id: string | undefined, value: TransportValue): void => {
    if (id === undefined) throw new XmlFault(`${element.name} ${code} says more than there is a question for`, line);
    said.push({ id, value, line });
  };
  for (const name of ['observations-id', 'aktivitets-id']) of.optional(name);
  of.all('metod');
  const is = of.optional('forekomst')?.content.trim();
  const type = DIABETES_TYPE[code as keyof typeof DIABETES_TYPE] as string | undefined;
  if (type !== undefined && is === 'true') put(type, { code, codeSystem: ICD_10 });
  const places = Object.hasOwn(asked, code) ? asked[code] : undefined;
  if (!places && type === undefined) throw new XmlFault(`${element.name} has the unknown code ${shown(code)}`, line);
  const { is: isField, text, since, on, when, where, sides, values } = places ?? {};
  const side = of.optional('lateralitet');
  const sideField = side && sides?.[(SIDES as readonly string[]).indexOf(attribute(side, 'code'))];
  if (is !== undefined && type === undefined && (isField !== undefined || sideField !== undefined))
    put(isField ?? sideField, { text: is });
  for (const value of of.all('varde')) put(sideField ?? values, valueOf(value));
  for (const [name, id] of [
    ['beskrivning', text],
    ['ostruktureradtid', when],
    ['plats', where],
    ['observationstid', on],
  ] as const) {
    const found = of.optional(name);
    if (found) put(id, { text: found.content });
  }
  const period = of.optional('observationsperiod');
  if (period) put(since, { format: 'YYYY', partialDate: new Elements(period).one('from').content.slice(0, 4) });
  of.end();
  return said;
}

/** Which element says what each of them is. */
const CODED: Readonly<Record<string, string>> = {
  observation: 'observationskod',
  aktivitet: 'aktivitetskod',
  rekommendation: 'rekommendationskod',
  bilaga: 'bilagetyp',
};

/** The code that says what it is; empty when it has none. */
const madeOf = (element: XmlElement): string =>
  childElements(element)
    .find(({ name }) => name === CODED[element.name])
    ?.attr('code')?.value ?? '';

const shown = (code: string): string => (/^[\w.]{1,20}$/.test(code) ? code : '(not of its form)');

function valueOf(element: XmlElement): TransportValue {
  const code = element.attr('code')?.value;
  if (code !== undefined) return { code, codeSystem: MEETS };
  return { text: element.attr('value')?.value ?? element.content.trim() };
}

function statementOf(element: XmlElement): OlderMessage {
  const of = new Elements(element);
  const id = identifierOf(of.one('utlatande-id'));
  const { code, codeSystem } = codeOf(of.one('typAvUtlatande'));
  const asked = Object.hasOwn(CONTENTS, code) ? CONTENTS[code] : undefined;
  if (!asked) throw new XmlFault(`There is no type ${shown(code)} in version 1 of the contract`, element.line);
  const comment = of.optional('kommentar');
  const head = {
    id,
    type: { code, codeSystem },
    signedAt: of.time('signeringsdatum'),
    sentAt: of.optional('skickatdatum')?.content ?? null,
    patient: patientOf(of.one('patient')),
    issuer: issuerOf(of.one('skapadAv')),
  };
  const identity = of.all('vardkontakt').flatMap((contact) => {
    const own = new Elements(contact);
    own.one('vardkontakttyp');
    const identity = own.optional('idKontroll');
    return identity ? [coded('2.1', identity, IDENTITY)] : [];
  });
  const concerns = of.all('intygAvser').map((one) => coded('1.1', one, CONCERNS));
  const statements = Object.keys(CODED).flatMap((name) => of.all(name));
  const isAsked = (one: XmlElement): boolean => !NOT_ASKED_TODAY.includes(madeOf(one));
  const said = statements.filter(isAsked).flatMap((one) => saidIn(one, asked));
  of.all('observationAktivitetRelation');
  const [version, edition] = [of.optional('version'), of.optional('utgava')];
  of.end();
  const comments = comment ? [{ id: '32.1', value: { text: comment.content }, line: comment.line }] : [];
  return {
    ...head,
    // the contract does not ask for it: then it is the last that was written in it
    version: version && edition ? versionOf(version.content, edition.content) : (LAST[code] ?? ''),
    relations: [],
    statuses: [],
    answers: answersOf([...concerns, ...identity, ...said, ...comments], ['1', '33']),
    signed: false,
    others: statements.filter((one) => !isAsked(one)).map(otherOf),
  };
}

/** The last versions of the types that this contract was used for. */
const LAST: Readonly<Record<string, string>> = { TSTRK1007: '6.8', TSTRK1031: '2.8' };

/** What today's contract has no question for. */
function otherOf(element: XmlElement): OlderMessage['others'][number] {
  const of = new Elements(element);
  of.one(CODED[element.name] ?? '');
  of.optional('aktivitets-id');
  return { name: madeOf(element), text: 'true' };
}

const codeOf = (element: XmlElement) => ({
  code: attribute(element, 'code'),
  codeSystem: attribute(element, 'codeSystem'),
});

const coded = (id: string, element: XmlElement, codeSystem: string): PlacedSubAnswer => ({
  id,
  value: { code: attribute(element, 'code'), codeSystem },
  line: element.line,
});

/** Of RegisterCertificate 1, whose certificates are statements (utlåtanden) made of observations. */
export const REGISTER_1 = 'urn:riv:clinicalprocess:healthcond:certificate:RegisterCertificateResponder:1';

/** RegisterCertificate 1. Throws XmlFault. */
export function registeredStatementOf(message: XmlElement): OlderMessage {
  const statement = statementOf(new Elements(message).one('utlatande'));
  refuseStraysOf(message, 'urn:riv:clinicalprocess:healthcond:certificate:', ATTRIBUTES);
  return statement;
}

/** Of quantities (PQ), too. */
const ATTRIBUTES = [...CODED_ATTRIBUTES, 'originalText', 'value', 'unit'];
