/**
 * The recipients' logical addresses on the national service platform, their organisation numbers, by code in kv_part.
 * Source: domain.md §3.0, recipient registry; the agencies' public organisation numbers (2026-11-22).
 */
export const LOGICAL_ADDRESS: Readonly<Record<string, string>> = {
  /** Försäkringskassan. */
  FKASSA: '2021005521',
  /** Transportstyrelsen. */
  TRANSP: '2021006099',
  /** Skatteverket. */
  SKV: '2021005448',
  /** Socialstyrelsen. */
  SOS: '2021000555',
  /** Arbetsförmedlingen. */
  AF: '2021002114',
};
