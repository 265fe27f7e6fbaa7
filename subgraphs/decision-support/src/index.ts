/** What the demo, the tests and the commands may use of this subgraph; other subgraphs meet it in the graph. */
export { carryRegisters } from './application/registers/carry.ts';
export { importEntries } from './application/registers/import-entries.ts';
export type { CdsHooksSettings } from './cds-hooks/routes.ts';
export { commands } from './commands.ts';
export { database } from './database/database.ts';
export type { DiagnosisRecord } from './domain/diagnosis.ts';
export { chainsOf } from './domain/sick-leave/chain.ts';
export { ICD_10_SE } from './domain/diagnoses/icd-10-se.ts';
export { searchDiagnoses } from './application/search-diagnoses.ts';
export { decisionSupportSchema } from './graphql/schema.ts';
export { type DecisionSupportSettings, start } from './server.ts';
