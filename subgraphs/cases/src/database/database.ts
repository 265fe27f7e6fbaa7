import type { SubgraphDatabase } from '@intygsgraf/kernel/server';
import { entities } from './entities.ts';
import { Initial } from './migrations/2026-11-21-initial.ts';
import { AccessLogActivities } from './migrations/2026-11-22-access-log-activities.ts';
import { MessagesFromCare } from './migrations/2026-11-22-messages-from-care.ts';
import { AccessLogPrints } from './migrations/2026-11-22-access-log-prints.ts';
import { CancelledDeliveries } from './migrations/2026-11-22-cancelled-deliveries.ts';
import { CertificateEvents } from './migrations/2026-11-22-certificate-events.ts';
import { UnhandledCounts } from './migrations/2026-11-22-unhandled-counts.ts';
import { queues } from './queues.ts';

/** An explicit list of migrations: no directory is scanned, so source and build run alike. */
export const database: SubgraphDatabase = {
  schema: 'cases',
  entities,
  queues,
  migrations: [
    { name: '2026-11-21-initial', class: Initial },
    { name: '2026-11-22-access-log-activities', class: AccessLogActivities },
    { name: '2026-11-22-messages-from-care', class: MessagesFromCare },
    { name: '2026-11-22-access-log-prints', class: AccessLogPrints },
    { name: '2026-11-22-cancelled-deliveries', class: CancelledDeliveries },
    { name: '2026-11-22-certificate-events', class: CertificateEvents },
    { name: '2026-11-22-unhandled-counts', class: UnhandledCounts },
  ],
};
