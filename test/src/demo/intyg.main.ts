import { commandSettings, runCommands } from '@intygsgraf/kernel/server';
import path from 'node:path';
import { COMMANDS } from './commands.ts';
import type { Schema } from './roles.ts';
import { findRunningDemo } from './running-demo.ts';

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
