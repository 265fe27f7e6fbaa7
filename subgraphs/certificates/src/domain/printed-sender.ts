import type { Role } from '@intygsgraf/kernel/domain';
import type { CertificateType } from './certificate-type.ts';

/** Something that a print says of itself, of the patient or of who answers for it. */
export interface PrintedFact {
  readonly label: string;
  readonly lines: readonly string[];
}

/** Who answers for a print, and where they are reached, as the directory has them. */
export interface Sender {
  /** Null when the directory has them no more. */
  readonly fullName: string | null;
  /** Befattningar and specialistkompetenser, in words. */
  readonly positions: readonly string[];
  readonly specialities: readonly string[];
  /** Förskrivarkoder. */
  readonly prescriberCodes: readonly string[];
  readonly unit: PrintedUnit | null;
}

interface PrintedUnit {
  readonly name: string;
  readonly workplaceCode: string;
  readonly postalAddress: string;
  readonly postalCode: string;
  readonly city: string;
  readonly phone: string;
  readonly careProvider: { readonly name: string } | null;
}

const ROLE_LABEL: Readonly<Record<Role, string>> = {
  DOCTOR: 'Läkare',
  PRIVATE_DOCTOR: 'Läkare',
  PRIVATE_DOCTOR_UNAUTHORISED: 'Läkare',
  DENTIST: 'Tandläkare',
  MIDWIFE: 'Barnmorska',
  NURSE: 'Sjuksköterska',
  CARE_ADMINISTRATOR: 'Vårdadministratör',
};

/** Who signed, by HSA-id and as what. */
interface Signer {
  readonly signedBy: string;
  readonly signedByRole: Role;
}

/** Who signed, and what they are. Source: domain.md §3.16, Table 4. */
export const signerFact = (
  { print }: Pick<CertificateType, 'print'>,
  { signedBy, signedByRole }: Signer,
  { fullName, positions, specialities, prescriberCodes }: Sender,
): PrintedFact => ({
  label: ROLE_LABEL[signedByRole],
  lines: [
    fullName ?? 'Namn saknas i katalogen',
    ...positions,
    ...specialities.map((name) => `Specialistkompetens ${name}`),
    `HSA-id ${signedBy}`,
    ...(print.prescriberCode ? prescriberCodes.map((code) => `Förskrivarkod ${code}`) : []),
  ],
});

/** The unit and its care provider (vårdgivare); `unit` is its HSA-id. */
export function unitFacts({ unit: hsaId }: { readonly unit: string }, { unit }: Sender): PrintedFact[] {
  if (!unit) return [{ label: 'Enhet', lines: [`HSA-id ${hsaId}`] }];
  const { name, postalAddress, postalCode, city, phone, workplaceCode, careProvider } = unit;
  const town = `${postalCode.replace(/^(\d{3})(\d{2})$/, '$1 $2')} ${city}`.trim();
  const contact = [
    postalAddress,
    town,
    phone && `Telefon ${phone}`,
    workplaceCode && `Arbetsplatskod ${workplaceCode}`,
  ];
  return [
    { label: 'Enhet', lines: [name, ...contact.filter((line) => line !== '')] },
    ...(careProvider ? [{ label: 'Vårdgivare', lines: [careProvider.name] }] : []),
  ];
}
