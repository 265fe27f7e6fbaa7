import { CORE, readXml, type Sequence, sequenceOf, TYPES, XmlFault } from '@intygsgraf/kernel/server';
import { type PlacedAnswer, readAnswer } from './answer-reader.ts';
import type { CodedValue, MessagePatient } from './certificate-message.ts';
import { codedValue, hsaId, readPatient } from './header-reader.ts';
import { messageElement } from './read-register-certificate.ts';

export const CREATE_DRAFT = 'urn:riv:clinicalprocess:healthcond:certificate:CreateDraftCertificateResponder:3';
/** Of the prefill, which came with version 3.3. */
const PREFILL = 'urn:riv:clinicalprocess:healthcond:certificate:3.3';

/** An answer that a journal system gave and nobody can read. */
export interface UnreadablePart {
  readonly message: string;
  readonly line?: number;
}

/** What a journal system knows already (förifyllnad), each answer by itself. */
export interface GivenAnswers {
  readonly answers: readonly PlacedAnswer[];
  readonly unreadable: readonly UnreadablePart[];
}

/** A journal system asks for a draft (CreateDraftCertificate 3.3). */
export interface CreateDraftMessage {
  /** Kv_intygstyp. */
  readonly type: CodedValue;
  readonly patient: MessagePatient;
  readonly author: { readonly hsaId: string; readonly fullName: string; readonly unit: string };
  /** The journal system's own name for it. */
  readonly reference: string | null;
  readonly given: GivenAnswers | null;
}

/** One that cannot be read keeps no other from being read. */
function givenOf(of: Sequence): GivenAnswers {
  const read = of.nodes('svar').map((answer): PlacedAnswer | UnreadablePart => {
    try {
      return readAnswer(of, answer);
    } catch (error) {
      if (!(error instanceof XmlFault)) throw error;
      return { message: error.message, ...(error.line !== undefined && { line: error.line }) };
    }
  });
  return {
    answers: read.filter((one): one is PlacedAnswer => 'subAnswers' in one),
    unreadable: read.filter((one): one is UnreadablePart => 'message' in one),
  };
}

const prefillOf = (of: Sequence): GivenAnswers => {
  const given = givenOf(of);
  of.end();
  return given;
};

function authorOf(of: Sequence): CreateDraftMessage['author'] {
  const id = of.element('personal-id', TYPES, hsaId);
  const fullName = of.text('fullstandigtNamn');
  const unit = of.element('enhet', CREATE_DRAFT, (own) => {
    const unitId = own.element('enhets-id', TYPES, hsaId);
    own.text('enhetsnamn');
    own.end();
    return unitId;
  });
  of.end();
  return { hsaId: id, fullName, unit };
}

function draftOf(of: Sequence): CreateDraftMessage {
  const head = {
    type: of.element('typAvIntyg', TYPES, codedValue()),
    patient: of.element('patient', CORE, readPatient),
    author: of.element('skapadAv', CREATE_DRAFT, authorOf),
    reference: of.optionalText('ref'),
  };
  const [given = null] = of.foreign('forifyllnad', PREFILL, PREFILL, prefillOf);
  of.end();
  return { ...head, given };
}

/** CreateDraftCertificate 3, in a SOAP envelope or without. Throws XmlFault. */
export const readCreateDraft = (bytes: Uint8Array): CreateDraftMessage =>
  readXml(bytes, (document) => {
    const message = messageElement(document);
    if (message.name !== 'CreateDraftCertificate' || message.namespaceUri !== CREATE_DRAFT)
      throw new XmlFault('The message is not CreateDraftCertificate version 3', message.line);
    const of = sequenceOf(message, CREATE_DRAFT);
    const draft = of.element('intyg', CREATE_DRAFT, draftOf);
    of.end();
    return draft;
  });

/** A prefill by itself, or in the request for a draft that it is part of. Throws XmlFault. */
export const readPrefill = (bytes: Uint8Array): GivenAnswers =>
  readXml(bytes, (document) => {
    const { name, namespaceUri } = document.root;
    if (name === 'forifyllnad' && namespaceUri === PREFILL) return prefillOf(sequenceOf(document.root, PREFILL));
    return readCreateDraft(bytes).given ?? { answers: [], unreadable: [] };
  });
