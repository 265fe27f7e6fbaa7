/** HSA-ids of the demo's units that take part in the pilot of risk and advice (SRS). */
export const riskUnits: readonly string[] = ['TSTNMT2321000156-ALVC', 'TSTNMT2321000156-ALMC'];
