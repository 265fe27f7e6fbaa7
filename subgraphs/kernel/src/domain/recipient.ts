/** What the recipients are called, by code in kv_part. */
export const RECIPIENT_NAME: Readonly<Record<string, string>> = {
  FKASSA: 'Försäkringskassan',
  TRANSP: 'Transportstyrelsen',
  SKV: 'Skatteverket',
  SOS: 'Socialstyrelsen',
  AF: 'Arbetsförmedlingen',
};

/**
 * The recipients' logical addresses on the national service platform, their organisation numbers, by code in kv_part.
 * Source: domain.md §3.0, recipient registry; the agencies' public organisation numbers (2026-11-22).
 */
export const LOGICAL_ADDRESS: Readonly<Record<string, string>> = {
  FKASSA: '2021005521',
  TRANSP: '2021006099',
  SKV: '2021005448',
  SOS: '2021000555',
  AF: '2021002114',
};
