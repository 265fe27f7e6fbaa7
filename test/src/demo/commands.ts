import { commandsWith } from '@intygsgraf/certificates';
import { commands as decisionSupport } from '@intygsgraf/decision-support';
import type { Command } from '@intygsgraf/kernel/server';
import { commands as users } from '@intygsgraf/users';
import { INTERNAL_FORMATS } from '../conformance/internal-json/format-readers.ts';
import type { Schema } from './roles.ts';

/** The commands of each subgraph: what `npm run intyg -- <command>` runs, on the database that `npm start` keeps. */
export const COMMANDS: Readonly<Partial<Record<Schema, readonly Command[]>>> = {
  users,
  decision_support: decisionSupport,
  certificates: commandsWith(INTERNAL_FORMATS),
};
