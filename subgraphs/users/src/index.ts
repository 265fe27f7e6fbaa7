/** What the demo, the tests and the commands may use of this subgraph; other subgraphs meet it in the graph. */
export { importDirectory } from './application/import-directory.ts';
export { createPersonService } from './application/person-service.ts';
export { personFacts } from './application/persons.ts';
export { directoryRevision, findViewer } from './application/viewer.ts';
export { commands } from './commands.ts';
export { database } from './database/database.ts';
export type { Directory } from './domain/directory.ts';
export { createLoaders } from './graphql/loaders.ts';
export { usersSchema } from './graphql/schema.ts';
export { start, type UsersSettings } from './server.ts';
