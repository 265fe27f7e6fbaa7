import type { UserText } from '@intygsgraf/kernel/domain';
import type { CertificateType, ContactOf } from './certificate-type.ts';
import type { ViolationKind } from './rules.ts';

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

const MISSING = { sv: 'Ange kontaktuppgiften.', en: 'Give this part of the address.' };
const POSTAL_CODE_WRONG = { sv: 'Ange ett postnummer med fem siffror.', en: 'Give a postal code of five figures.' };

/** What is missing in the addresses that a type wants whole. Source: domain.md §3.0, V-UNIT and V-PAT. */
export function contactFaults(
  { contacts }: Pick<CertificateType, 'contacts'>,
  given: Readonly<Partial<Record<ContactOf, Contact>>>,
): ContactFault[] {
  return contacts.flatMap((of) =>
    LINES[of].flatMap((line): ContactFault[] => {
      const text = given[of]?.[line]?.trim() ?? '';
      if (text === '') return [{ of, line, rule: 'MANDATORY', kind: 'EMPTY', text: MISSING }];
      const isWrong = line === 'postalCode' && !POSTAL_CODE.test(text);
      return isWrong ? [{ of, line, rule: 'POSTAL_CODE', kind: 'INVALID_FORMAT', text: POSTAL_CODE_WRONG }] : [];
    }),
  );
}
