import type { SubgraphDatabase } from '@intygsgraf/kernel/server';
import { entities } from './entities.ts';
import { Initial } from './migrations/2026-11-21-initial.ts';
import { AccessLogActivities } from './migrations/2026-11-22-access-log-activities.ts';
import { DirectoryEditions } from './migrations/2026-11-22-directory-editions.ts';
import { DirectoryRevision } from './migrations/2026-11-22-directory-revision.ts';
import { AccessLogPrints } from './migrations/2026-11-22-access-log-prints.ts';
import { Sessions } from './migrations/2026-11-22-sessions.ts';
import { StaffTitles } from './migrations/2026-11-22-staff-titles.ts';

/** An explicit list of migrations: no directory is scanned, so source and build run alike. */
export const database: SubgraphDatabase = {
  schema: 'users',
  entities,
  migrations: [
    { name: '2026-11-21-initial', class: Initial },
    { name: '2026-11-22-access-log-activities', class: AccessLogActivities },
    { name: '2026-11-22-directory-editions', class: DirectoryEditions },
    { name: '2026-11-22-directory-revision', class: DirectoryRevision },
    { name: '2026-11-22-access-log-prints', class: AccessLogPrints },
    { name: '2026-11-22-sessions', class: Sessions },
    { name: '2026-11-22-staff-titles', class: StaffTitles },
  ],
};
