import type { Command } from '@intygsgraf/kernel/server';

/** What the operator may do with this subgraph's data. */
export const commands: readonly Command[] = [];
