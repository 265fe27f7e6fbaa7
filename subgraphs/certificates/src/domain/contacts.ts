import type { UserText } from '@intygsgraf/kernel/domain';
import type { CertificateType, ContactOf } from './certificate-type.ts';
import { COMMON_RULES, type RuleDefinition, type ViolationKind } from './rules.ts';
import type { Violation } from './validate.ts';

/** An address as a certificate has it; of a patient without a phone. */
export interface Contact {
  readonly postalAddress: string;
  readonly postalCode: string;
  readonly city: string;
  readonly phone?: string;
}

/** What a contact lacks: whose, which line, and why. */
export interface ContactFault {
  readonly of: ContactOf;
  readonly line: keyof Contact;
  readonly rule: 'MANDATORY' | 'POSTAL_CODE';
  readonly kind: ViolationKind;
  readonly text: UserText;
}

/** Five figures, with or without a blank. Source: domain.md §3.0, V-UNIT and V-PAT. */
const POSTAL_CODE = /^\d{3}\s?\d{2}$/;

const LINES: Readonly<Record<ContactOf, readonly (keyof Contact)[]>> = {
  UNIT: ['postalAddress', 'postalCode', 'city', 'phone'],
  PATIENT: ['postalAddress', 'postalCode', 'city'],
};

/** Of postal codes; what is missing is told by its line. */
const POSTAL_CODE_RULE = {
  kind: 'INVALID_FORMAT',
  text: { sv: 'Postnumret ska ha fem siffror.', en: 'A postal code has five figures.' },
} as const satisfies RuleDefinition;

const LINE_TEXTS: Readonly<Record<keyof Contact, UserText>> = {
  postalAddress: { sv: 'postadress', en: 'postal address' },
  postalCode: { sv: 'postnummer', en: 'postal code' },
  city: { sv: 'postort', en: 'city' },
  phone: { sv: 'telefonnummer', en: 'telephone number' },
};

const OWNER_TEXTS: Readonly<Record<ContactOf, UserText>> = {
  UNIT: { sv: 'Enhetens', en: 'The unit’s' },
  PATIENT: { sv: 'Patientens', en: 'The patient’s' },
};

const missing = (of: ContactOf, line: keyof Contact): UserText => ({
  sv: `${OWNER_TEXTS[of].sv} ${LINE_TEXTS[line].sv} saknas.`,
  en: `${OWNER_TEXTS[of].en} ${LINE_TEXTS[line].en} is missing.`,
});

/** What is missing in the addresses that a type wants whole. Source: domain.md §3.0, V-UNIT and V-PAT. */
export function contactFaults(
  { contacts }: Pick<CertificateType, 'contacts'>,
  given: Readonly<Partial<Record<ContactOf, Contact>>>,
): ContactFault[] {
  return contacts.flatMap((of) =>
    LINES[of].flatMap((line): ContactFault[] => {
      const text = given[of]?.[line]?.trim() ?? '';
      const { kind } = COMMON_RULES.MANDATORY;
      if (text === '') return [{ of, line, rule: 'MANDATORY', kind, text: missing(of, line) }];
      const isWrong = line === 'postalCode' && !POSTAL_CODE.test(text);
      return isWrong ? [{ of, line, rule: 'POSTAL_CODE', ...POSTAL_CODE_RULE }] : [];
    }),
  );
}

/**
 * What the unit's address lacks for its certificates to be signed, as violations of a question `UNIT` that no form asks:
 * the directory has the answers, null when it does not have the unit. The patient's address is not judged: nobody here
 * has it (domain.md §1.8 P2).
 */
export const unitViolations = (
  type: Pick<CertificateType, 'id' | 'version' | 'contacts'>,
  unit: Contact | null,
): Violation[] =>
  contactFaults({ contacts: type.contacts.filter((of) => of === 'UNIT') }, unit ? { UNIT: unit } : {}).map(
    ({ of, line, rule, kind, text }) => ({
      typeId: type.id,
      typeVersion: type.version,
      questionId: of,
      field: `${of}.${line}`,
      rule,
      kind,
      text,
    }),
  );
