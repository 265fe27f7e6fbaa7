/** Code systems of Transportstyrelsen's certificates. Source: domain.md §3.9. */
export const CONCERNS = '24c41b8d-258a-46bf-a08a-b90738b28770';
export const IDENTITY = 'e7cc8f30-a353-4c42-b17a-a189b6876647';
export const MEETS = 'e889fa20-1dee-4f79-8b37-03853e75a9f8';
export const ICD_10 = '1.2.752.116.1.1.1.1.3';

/** Licence categories as the older contracts name them; kv_intyget_avser and kv_körkortsbehörighet number them. */
const CATEGORIES = ['C1', 'C1E', 'C', 'CE', 'D1', 'D1E', 'D', 'DE', 'TAXI', 'ANNAT'] as const;
const SMALL = ['AM', 'A1', 'A2', 'A', 'B', 'BE', 'TRAKTOR'] as const;

const numbered = (names: readonly string[], prefix: string, first: number): Record<string, string> =>
  Object.fromEntries(names.map((name, place) => [name, `${prefix}${place + first}`]));

export const CONCERNS_CODES = { ...numbered(CATEGORIES, 'IAV', 1), ...numbered(SMALL, 'IAV', 11) };
export const MEETS_CODES = { ...numbered(CATEGORIES, 'VAR', 1), ...numbered(SMALL, 'VAR', 12) };
/** Kan inte ta ställning. */
export const CANNOT_SAY = { code: 'VAR11', codeSystem: MEETS } as const;
export const IDENTITY_CODES = Object.fromEntries([1, 2, 3, 4, 5, 6].map((id) => [`IDK${id}`, `IDK${id}`]));
export const DIABETES_CODES = { TYP1: 'E10', TYP2: 'E11' };
