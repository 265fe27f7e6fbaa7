import type { PlacedAnswer } from './answer-reader.ts';

/** An identifier of the contracts (IIType): whose it is (OID), and what it is. */
export interface Identifier {
  readonly root: string;
  readonly extension: string;
}

/** A coded value of the contracts (CVType), as it stood there. */
export interface CodedValue {
  readonly code: string;
  readonly codeSystem: string;
  readonly displayName?: string;
}

/** The patient as the message has them; the texts may be empty. */
export interface MessagePatient {
  /** 12 figures; a person number or a co-ordination number. */
  readonly personId: Identifier;
  readonly firstName: string;
  readonly lastName: string;
  readonly middleName?: string;
  readonly postalAddress: string;
  readonly postalCode: string;
  readonly city: string;
  /** Where the address is from (källa adressuppgifter). */
  readonly addressSource?: CodedValue;
}

/** The unit (enhet) that the certificate was written on. */
export interface MessageUnit {
  readonly hsaId: string;
  readonly workplaceCode: string;
  readonly name: string;
  readonly postalAddress: string;
  readonly postalCode: string;
  readonly city: string;
  readonly phone: string;
  readonly email?: string;
  readonly careProvider: { readonly hsaId: string; readonly name: string };
}

/** Who wrote and signed it (HosPersonal). */
export interface MessageIssuer {
  readonly hsaId: string;
  readonly fullName: string;
  /** Förskrivarkod. */
  readonly prescriberCode?: string;
  /** Befattningar. */
  readonly positions: readonly CodedValue[];
  /** Specialistkompetenser; their code system is not said. */
  readonly specialities: readonly { readonly code: string; readonly displayName?: string }[];
  /** Legitimerade yrken. */
  readonly licensedProfessions: readonly CodedValue[];
  readonly unit: MessageUnit;
}

/** What the certificate is to another one (kv_relation: ERSATT, KOMPLT, FRLANG, KOPIA). */
export interface MessageRelation {
  readonly type: CodedValue;
  readonly certificateId: Identifier;
}

/** What became of the certificate (kv_status), with whom (kv_part). */
export interface MessageStatus {
  readonly part: CodedValue;
  readonly status: CodedValue;
  /** Swedish time without a zone. */
  readonly at: string;
}

/**
 * A certificate as a message carries it (RIV-TA clinicalprocess:healthcond:certificate 3, core type Intyg): everything
 * that the contract has a place for, before any type has been asked about it. Times are Swedish, without a zone.
 */
export interface CertificateMessage {
  readonly id: Identifier;
  /** Kv_intygstyp. */
  readonly type: CodedValue;
  readonly version: string;
  readonly signedAt: string | null;
  readonly sentAt: string | null;
  readonly patient: MessagePatient;
  readonly issuer: MessageIssuer;
  readonly relations: readonly MessageRelation[];
  readonly statuses: readonly MessageStatus[];
  readonly answers: readonly PlacedAnswer[];
  /** Whether there is a signature (underskrift); it is not verified here. */
  readonly signed: boolean;
  /** Of an older contract alone: what today's has no place for. */
  readonly others?: readonly { readonly name: string; readonly text: string }[];
  /** The message that the certificate answers (svarPa), when it was made for a complement. */
  readonly answersMessage?: { readonly messageId: string; readonly reference?: string };
}
