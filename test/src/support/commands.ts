import { type Command, type CommandSettings, runCommands } from '@intygsgraf/kernel/server';
import { vi } from 'vitest';

/** What a command said and how it ended. */
export interface CommandEnd {
  readonly code: number;
  /** Standard output. */
  readonly said: string;
  /** Standard error: progress, refusals. */
  readonly told: string;
}

/** Runs what was typed as `npm run intyg` does, in this process. */
export async function intyg(
  commands: readonly Command[],
  settings: Partial<CommandSettings>,
  ...args: readonly string[]
): Promise<CommandEnd> {
  const missing = () => {
    throw new Error('this test has no such thing');
  };
  const lines = { log: [] as string[], error: [] as string[] };
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.log.push(line)),
    vi.spyOn(console, 'error').mockImplementation((line: string) => void lines.error.push(line)),
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.log.push(String(text)) > 0),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.error.push(String(text)) > 0),
  ];
  try {
    const code = await runCommands(
      'npm run intyg --',
      [
        {
          commands,
          settings: { databaseUrl: missing, personServiceUrl: missing, importSources: () => [], ...settings },
        },
      ],
      args,
    );
    return { code, said: lines.log.join('\n'), told: lines.error.join('\n') };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
