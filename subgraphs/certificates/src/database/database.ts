import type { SubgraphDatabase } from '@intygsgraf/kernel/server';
import { entities } from './entities.ts';
import { Initial } from './migrations/2026-11-21-initial.ts';
import { Deliveries } from './migrations/2026-11-22-deliveries.ts';
import { Drafts } from './migrations/2026-11-22-drafts.ts';
import { JournalsDrafts } from './migrations/2026-11-22-journals-drafts.ts';
import { JournalsCertificates } from './migrations/2026-11-22-journals-certificates.ts';
import { Guidance } from './migrations/2026-11-22-guidance.ts';
import { Signatures } from './migrations/2026-11-22-signatures.ts';
import { AccessLogPrints } from './migrations/2026-11-22-access-log-prints.ts';
import { Life } from './migrations/2026-11-22-life.ts';
import { Templates } from './migrations/2026-11-22-templates.ts';
import { queues } from './queues.ts';

/** An explicit list of migrations: no directory is scanned, so source and build run alike. */
export const database: SubgraphDatabase = {
  schema: 'certificates',
  entities,
  queues,
  migrations: [
    { name: '2026-11-21-initial', class: Initial },
    { name: '2026-11-22-deliveries', class: Deliveries },
    { name: '2026-11-22-drafts', class: Drafts },
    { name: '2026-11-22-signatures', class: Signatures },
    { name: '2026-11-22-access-log-prints', class: AccessLogPrints },
    { name: '2026-11-22-life', class: Life },
    { name: '2026-11-22-guidance', class: Guidance },
    { name: '2026-11-22-journals-drafts', class: JournalsDrafts },
    { name: '2026-11-22-journals-certificates', class: JournalsCertificates },
    { name: '2026-11-22-templates', class: Templates },
  ],
};
