/**
 * The same resolvers, use cases and databases in one server, for comparison: what of the system's work is not the
 * gateway's. One schema, one process; where a subgraph would ask another one, a function is called.
 */
import { casesSchema, createLoaders as casesLoaders, database as casesDatabase } from '@intygsgraf/cases';
import {
  certificatesSchema,
  createLoaders as certificatesLoaders,
  database as certificatesDatabase,
} from '@intygsgraf/certificates';
import {
  addressLists,
  type Caller,
  createVerifier,
  type Directory,
  inRequest,
  inSession,
  listenOn,
  openOrm,
  port,
  readEnvironment,
  runProcess,
  type SubgraphDatabase,
} from '@intygsgraf/kernel/server';
import {
  createLoaders as usersLoaders,
  createPersonService,
  database as usersDatabase,
  findViewer,
  personFacts,
  usersSchema,
} from '@intygsgraf/users';
import express from 'express';
import { type DocumentNode, execute, parse, validate } from 'graphql';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { z } from 'zod';
import { root } from '../measured-process.ts';
import { mergedSchema } from './merged-schema.ts';

/** Which subgraph an entity is found in. */
const OWNERS = {
  Case: 'cases',
  Certificate: 'certificates',
  CareUnit: 'users',
  CareProvider: 'users',
  Patient: 'users',
  Staff: 'users',
};

const nothingIsWritten = (): never => {
  throw new Error('only questions are compared');
};

await runProcess(async () => {
  const environment = readEnvironment({
    PORT: port,
    CASES_DATABASE_URL: z.url(),
    CERTIFICATES_DATABASE_URL: z.url(),
    USERS_DATABASE_URL: z.url(),
    ISSUERS: addressLists,
    PERSON_SERVICE_URL: z.url(),
  });
  const orms = async (database: SubgraphDatabase, url: string) => ({
    orm: await openOrm(database, url),
    side: await openOrm(database, url),
    clock: () => new Date(),
  });
  const cases = await orms(casesDatabase, environment.CASES_DATABASE_URL);
  const certificates = await orms(certificatesDatabase, environment.CERTIFICATES_DATABASE_URL);
  const users = await orms(usersDatabase, environment.USERS_DATABASE_URL);
  const personService = createPersonService(environment.PERSON_SERVICE_URL);
  const system = { scope: 'system' } as const;
  const directory: Directory = {
    async viewer(user) {
      const viewer = await inSession(users.orm, system, (em) => findViewer(em, user));
      if (!viewer) throw new Error('nobody is signed in');
      return viewer;
    },
    viewers: async () => [],
    revision: async () => '',
    personFacts: (ids, unit) => personFacts((step) => inSession(users.side, system, step), personService, ids, unit),
    personServiceAnswers: () => personService.answers(),
    selectedUnit: () => nothingIsWritten(),
    issuer: () => nothingIsWritten(),
    contact: () => nothingIsWritten(),
  };
  const schema = mergedSchema(
    await readFile(path.join(root, 'gateway/supergraph.graphql'), 'utf8'),
    new Map([
      ['cases', await casesSchema()],
      ['certificates', await certificatesSchema()],
      ['users', await usersSchema()],
    ]),
    OWNERS,
  );
  const documents = new Map<string, DocumentNode>();
  const documentOf = (text: string): DocumentNode => {
    const document = documents.get(text) ?? parse(text);
    if (!documents.has(text) && validate(schema, document).length > 0) throw new Error('not a document of the schema');
    documents.set(text, document);
    return document;
  };
  const personServiceWatch = { answers: () => personService.answers(), ask: () => personService.answers() };

  /** One request is one transaction in each of the databases' schemas, as there is a role for each. */
  const answer = async (caller: Caller, query: string, variableValues: Record<string, unknown>) => {
    const viewer = caller.user && (await directory.viewer(caller.user));
    const known = async () => viewer;
    return inRequest({ ...cases, findViewer: known }, caller, (asCases) =>
      inRequest({ ...certificates, findViewer: known }, caller, (asCertificates) =>
        inRequest({ ...users, findViewer: known }, caller, async (asUsers) => {
          // what only changes need is left out
          const reading = { ...asCases, directory, personService: personServiceWatch } as unknown as Parameters<
            typeof casesLoaders
          >[0];
          const readingCertificates = { ...asCertificates, directory } as unknown as Parameters<
            typeof certificatesLoaders
          >[0];
          const contextValue = {
            cases: { ...reading, loaders: casesLoaders(reading) },
            certificates: { ...readingCertificates, loaders: certificatesLoaders(readingCertificates) },
            users: { ...asUsers, personService, loaders: usersLoaders(asUsers, personService) },
          };
          return execute({ schema, document: documentOf(query), variableValues, contextValue });
        }),
      ),
    );
  };

  const verify = createVerifier('monolith', environment.ISSUERS);
  const app = express();
  app.post('/graphql', express.json(), async (request, response) => {
    const { query, variables } = request.body as { query: string; variables: Record<string, unknown> };
    response.json(await answer(await verify(request.headers.authorization), query, variables));
  });
  const server = http.createServer(app);
  const listening = await listenOn(server, environment.PORT);
  return {
    url: `http://127.0.0.1:${listening}/graphql`,
    async stop() {
      server.closeAllConnections();
      server.close();
      for (const { orm, side } of [cases, certificates, users]) await Promise.all([orm.close(), side.close()]);
    },
  };
});
