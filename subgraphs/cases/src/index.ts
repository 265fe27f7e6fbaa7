/** What the demo, the tests and the commands may use of this subgraph; other subgraphs meet it in the graph. */
export { database } from './database/database.ts';
export { createLoaders } from './graphql/loaders.ts';
export { casesSchema } from './graphql/schema.ts';
export { type CasesSettings, start } from './server.ts';
