import { playwright } from '@vitest/browser-playwright';
import { createRequire } from 'node:module';
import { configDefaults, defineConfig } from 'vitest/config';
import { chromium } from './test/src/support/chromium.ts';
import { LongestFirst } from './test/src/support/longest-first.ts';

const graphql = createRequire(new URL('gateway/package.json', import.meta.url)).resolve('graphql');

/** Workspace packages come from their sources: nothing to build before a test. */
const fromSources = { resolve: { conditions: ['source', 'module', 'node', 'development|production'] } };

/** What changes the libraries' or our own modules for good: in a worker of its own. */
const ALONE = ['test/src/scenarios/a-type-is-one-file.test.ts'];

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        // `__vitest__` is where the global set-up runs.
        ssr: fromSources,
        environments: { __vitest__: fromSources },
        // The file that Node takes, too, as the libraries do: else graphql is there twice, and neither knows the other's classes.
        resolve: { alias: [{ find: /^graphql$/, replacement: graphql }] },
        test: {
          name: 'node',
          include: ['{subgraphs,gateway,test}/**/src/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...ALONE],
          globalSetup: ['test/src/support/global-setup.ts'],
          pool: 'forks',
          // the libraries are read once for a worker, not for every file: a third of the work
          isolate: false,
          // many tests wait for a heartbeat or a process more than they work
          maxWorkers: 4,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        ssr: fromSources,
        environments: { __vitest__: fromSources },
        resolve: { alias: [{ find: /^graphql$/, replacement: graphql }] },
        test: {
          name: 'node alone',
          include: ALONE,
          globalSetup: ['test/src/support/global-setup.ts'],
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['web-components/src/**/*.test.ts'],
          setupFiles: ['web-components/src/testing/online.ts'],
          api: { host: '127.0.0.1' },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: await chromium() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
