/** The recipients' logical addresses on the national service platform, their organisation numbers, by code in kv_part. */
export const LOGICAL_ADDRESS: Readonly<Record<string, string>> = { FKASSA: '2021005521' };
