import { defineEntity, p } from '@mikro-orm/core';
import { DiagnosisCodeSystem } from '../domain/diagnosis.ts';
import { INITIALS } from '../domain/diagnosis-search.ts';
import { registerPolicies } from './registers.ts';

/**
 * The owner reads all: no index serves a search on a table whose policies ask for the session. Nobody reads as the owner
 * but the views `search_term` and `search_word`, and they ask for the session themselves.
 */
const policies = (table: string) => [
  ...registerPolicies(table),
  { name: `${table}_views`, command: 'select' as const, roles: ['decision_support_owner'], using: 'true' },
];

/** What a diagnosis is found by: its title and its synonyms, folded (`termOf`). */
export const DiagnosisTermEntity = defineEntity({
  name: 'DiagnosisTerm',
  properties: {
    codeSystem: p.enum(() => DiagnosisCodeSystem).primary(),
    code: p.text().primary(),
    term: p.text().primary(),
    /** As it is written. */
    label: p.text(),
    isSynonym: p.boolean(),
    /** `Familiarity`. */
    familiarity: p.smallint(),
  },
  indexes: [
    {
      name: 'diagnosis_term_begins',
      expression:
        'create index "diagnosis_term_begins" on "decision_support"."diagnosis_term" ("code_system", "term" text_pattern_ops)',
    },
    ...INITIALS.map((letters) => ({
      name: `diagnosis_term_initials_${letters}`,
      expression: `create index "diagnosis_term_initials_${letters}" on "decision_support"."diagnosis_term" ("code_system", ("left"(term, ${letters})), "familiarity", "is_synonym", (length(term)), "code") where familiarity < 2`,
    })),
    {
      name: 'diagnosis_term_words',
      expression: `create index "diagnosis_term_words" on "decision_support"."diagnosis_term" using gin (array_to_tsvector(string_to_array(term, ' '))) with (gin_pending_list_limit = 64) where familiarity < 2`,
    },
    {
      name: 'diagnosis_term_words_external',
      expression: `create index "diagnosis_term_words_external" on "decision_support"."diagnosis_term" using gin (array_to_tsvector(string_to_array(term, ' '))) with (gin_pending_list_limit = 64) where familiarity = 2`,
    },
    {
      name: 'diagnosis_term_alike',
      expression: `create index "diagnosis_term_alike" on "decision_support"."diagnosis_term" using gin (term "decision_support".gin_trgm_ops) with (gin_pending_list_limit = 64) where familiarity < 2`,
    },
  ],
  rowLevelSecurity: 'force',
  policies: policies('diagnosis_term'),
});

/** The words of all terms of a register. */
export const DiagnosisWordEntity = defineEntity({
  name: 'DiagnosisWord',
  properties: {
    codeSystem: p.enum(() => DiagnosisCodeSystem).primary(),
    word: p.text().primary(),
  },
  indexes: [
    {
      name: 'diagnosis_word_alike',
      expression: `create index "diagnosis_word_alike" on "decision_support"."diagnosis_word" using gin (word "decision_support".gin_trgm_ops) with (gin_pending_list_limit = 64)`,
    },
  ],
  rowLevelSecurity: 'force',
  policies: policies('diagnosis_word'),
});

/** What an index serves a search of, for who says who asks: as the owner sees it, on that condition. */
const viewOf = (table: string): string =>
  `select * from "decision_support"."${table}" where (select current_setting('app.scope', true) in ('system', 'user'))`;

export const SearchTermView = defineEntity({
  name: 'SearchTerm',
  view: true,
  expression: viewOf('diagnosis_term'),
  properties: {
    codeSystem: p.text().primary(),
    code: p.text().primary(),
    term: p.text().primary(),
    label: p.text(),
    isSynonym: p.boolean(),
    familiarity: p.smallint(),
  },
});

export const SearchWordView = defineEntity({
  name: 'SearchWord',
  view: true,
  expression: viewOf('diagnosis_word'),
  properties: { codeSystem: p.text().primary(), word: p.text().primary() },
});
