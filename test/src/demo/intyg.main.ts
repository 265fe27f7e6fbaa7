import { commandsWith } from '@intygsgraf/certificates';
import { commands as decisionSupport } from '@intygsgraf/decision-support';
import { type Command, commandSettings, runCommands } from '@intygsgraf/kernel/server';
import { commands as users } from '@intygsgraf/users';
import path from 'node:path';
import { INTERNAL_FORMATS } from '../conformance/internal-json/format-readers.ts';
import { type Schema } from './roles.ts';
import { findRunningDemo } from './running-demo.ts';

/** The commands of each subgraph: what `npm run intyg -- <command>` runs, on the database that `npm start` keeps. */
const COMMANDS: Readonly<Partial<Record<Schema, readonly Command[]>>> = {
  users,
  decision_support: decisionSupport,
  certificates: commandsWith(INTERNAL_FORMATS),
};

const root = path.resolve(import.meta.dirname, '../../..');
// the same folder as `npm start -- --data <folder>`
const args = process.argv.slice(2);
const place = args.indexOf('--data');
const [, folder = '.data'] = place < 0 ? [] : args.splice(place, 2);
const demo = findRunningDemo(path.resolve(root, folder));

process.exitCode = await runCommands(
  'npm run intyg --',
  Object.entries(COMMANDS).map(([schema, commands]) => ({
    commands,
    settings: commandSettings({
      databaseUrl: () => demo.databaseUrl(`${schema as Schema}_app`),
      personServiceUrl: () => demo.addressOf('person-service'),
    }),
  })),
  args,
);
