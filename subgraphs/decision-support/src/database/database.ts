import type { SubgraphDatabase } from '@intygsgraf/kernel/server';
import { entities } from './entities.ts';
import { Initial } from './migrations/2026-11-21-initial.ts';
import { EditionsAndSearch } from './migrations/2026-11-22-editions-and-search.ts';
import { CdsHooks } from './migrations/2026-11-22-cds-hooks.ts';
import { AccessLogPrints } from './migrations/2026-11-22-access-log-prints.ts';
import { Risk } from './migrations/2026-11-22-risk.ts';
import { ImportRuns } from './migrations/2026-11-22-import-runs.ts';
import { Registers } from './migrations/2026-11-22-registers.ts';
import { SearchInitials } from './migrations/2026-11-22-search-initials.ts';
import { RiskGoes } from './migrations/2026-11-22-risk-goes.ts';
import { SearchFewer } from './migrations/2026-11-22-search-fewer.ts';
import { SearchSteps } from './migrations/2026-11-22-search-steps.ts';
import { SearchTerms } from './migrations/2026-11-22-search-terms.ts';

/** An explicit list of migrations: no directory is scanned, so source and build run alike. */
export const database: SubgraphDatabase = {
  schema: 'decision_support',
  entities,
  migrations: [
    { name: '2026-11-21-initial', class: Initial },
    { name: '2026-11-22-editions-and-search', class: EditionsAndSearch },
    { name: '2026-11-22-registers', class: Registers },
    { name: '2026-11-22-search-terms', class: SearchTerms },
    { name: '2026-11-22-risk', class: Risk },
    { name: '2026-11-22-access-log-prints', class: AccessLogPrints },
    { name: '2026-11-22-search-initials', class: SearchInitials },
    { name: '2026-11-22-risk-goes', class: RiskGoes },
    { name: '2026-11-22-cds-hooks', class: CdsHooks },
    { name: '2026-11-22-search-steps', class: SearchSteps },
    { name: '2026-11-22-import-runs', class: ImportRuns },
    { name: '2026-11-22-search-fewer', class: SearchFewer },
  ],
};
