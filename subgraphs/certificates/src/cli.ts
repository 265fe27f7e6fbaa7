import { commandSettings, runCommands } from '@intygsgraf/kernel/server';
import { commands } from './commands.ts';

/** The commands of this subgraph alone, where the whole system is not: `node dist/cli.js validate FILE`. */
process.exitCode = await runCommands(
  'node dist/cli.js',
  [{ commands, settings: commandSettings() }],
  process.argv.slice(2),
);
