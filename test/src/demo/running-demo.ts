import { StartError } from '@intygsgraf/kernel/server';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findCluster, readPostmaster } from './postgres-cluster.ts';
import type { ProcessName } from './processes.ts';
import { ADMIN, type DatabaseRole, databaseUrl } from './roles.ts';

/** The database of a demo. */
export const DATABASE = 'intyg';

/** The ports of a running demo, by process; the file goes when it ends in peace. */
export const portsFile = (folder: string): string => path.join(folder, 'ports.json');

/** What `npm start` runs from a data folder, found from another process. Everything throws a StartError when it does not run. */
export interface RunningDemo {
  databaseUrl(role: DatabaseRole): string;
  addressOf(name: ProcessName): string;
}

export function findRunningDemo(folder: string): RunningDemo {
  const isDown = (variable: string) =>
    new StartError(`npm start is not running from ${folder}: start it, or name what to work on in ${variable}.`);
  return {
    databaseUrl(role) {
      const cluster = findCluster(path.join(folder, 'postgres'));
      const server = cluster && readPostmaster(cluster);
      if (!cluster || !server?.ready) throw isDown('DATABASE_URL');
      return databaseUrl(`postgresql://${ADMIN}:${cluster.password}@127.0.0.1:${server.port}`, role, DATABASE);
    },
    addressOf(name) {
      try {
        const ports = JSON.parse(readFileSync(portsFile(folder), 'utf8')) as Record<string, number>;
        if (ports[name]) return `http://127.0.0.1:${ports[name]}`;
      } catch {
        // said below
      }
      throw isDown('PERSON_SERVICE_URL');
    },
  };
}
