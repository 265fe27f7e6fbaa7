import type { ContactOf } from './certificate-type.ts';
import type { ContactData, Fault, Judging } from './kind.ts';

/** Source: domain.md §3.0, V-UNIT and V-PAT. */
const POSTAL_CODE = /^\d{3}\s?\d{2}$/;

/** What is wrong with the contact data that a type needs, told at `unit.city` or `patient.city`; data not given are not judged. */
export const contactFaults = (
  contacts: readonly ContactOf[],
  { unit, patient }: Judging,
): (Fault & { field: string })[] =>
  contacts.flatMap((of) => (of === 'UNIT' ? faultsOf('unit', unit, true) : faultsOf('patient', patient, false)));

function faultsOf(whose: string, data: ContactData | undefined, needsPhone: boolean): (Fault & { field: string })[] {
  if (!data) return [];
  const { address, postalCode, city, phone = '' } = data;
  const parts = { address, postalCode, city, ...(needsPhone && { phone }) };
  const missing = Object.entries(parts).filter(([, text]) => text.trim() === '');
  const isWrong = postalCode.trim() !== '' && !POSTAL_CODE.test(postalCode.trim());
  return [
    ...missing.map(([part]) => ({ rule: 'CONTACT_MISSING', field: `${whose}.${part}` })),
    ...(isWrong ? [{ rule: 'POSTAL_CODE', field: `${whose}.postalCode` }] : []),
  ];
}
