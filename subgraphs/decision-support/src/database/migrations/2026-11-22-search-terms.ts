import { Migration } from '@mikro-orm/migrations';

const READ = `(select current_setting('app.scope', true) in ('system', 'user'))`;
const IMPORT = `(select current_setting('app.scope', true) = 'system')`;
const WORDS = `array_to_tsvector(string_to_array(term, ' '))`;

/** Kilobytes that wait to be put into an index: a search reads them all, and an import leaves as many as may wait. */
const AT_ONCE = 'with (gin_pending_list_limit = 64)';

/** What diagnoses are found by, and the views through which indexes serve a search. Needs the extension pg_trgm. */
export class SearchTerms extends Migration {
  override up(): void {
    this.addSql(`create extension if not exists pg_trgm with schema "decision_support"`);
    this.addSql(
      `create table "decision_support"."diagnosis_term" ("code_system" text not null, "code" text not null, "term" text not null, "label" text not null, "is_synonym" boolean not null, "familiarity" smallint not null, primary key ("code_system", "code", "term"))`,
    );
    this.addSql(
      `create table "decision_support"."diagnosis_word" ("code_system" text not null, "word" text not null, primary key ("code_system", "word"))`,
    );
    const on = `on "decision_support"."diagnosis_term"`;
    this.addSql(`create index "diagnosis_term_begins" ${on} ("code_system", "term" text_pattern_ops)`);
    this.addSql(`create index "diagnosis_term_words" ${on} using gin (${WORDS}) ${AT_ONCE} where familiarity < 2`);
    this.addSql(
      `create index "diagnosis_term_words_external" ${on} using gin (${WORDS}) ${AT_ONCE} where familiarity = 2`,
    );
    this.addSql(
      `create index "diagnosis_term_alike" ${on} using gin (term "decision_support".gin_trgm_ops) ${AT_ONCE} where familiarity < 2`,
    );
    this.addSql(
      `create index "diagnosis_word_alike" on "decision_support"."diagnosis_word" using gin (word "decision_support".gin_trgm_ops) ${AT_ONCE}`,
    );
    for (const [table, view] of [
      ['diagnosis_term', 'search_term'],
      ['diagnosis_word', 'search_word'],
    ]) {
      const name = `"decision_support"."${table}"`;
      this.addSql(
        `alter table ${name} add constraint "${table}_code_system_check" check ("code_system" in ('ICD_10_SE', 'KSH_97_P'))`,
      );
      this.addSql(`alter table ${name} enable row level security`);
      this.addSql(`alter table ${name} force row level security`);
      this.addSql(`create policy "${table}_read" on ${name} for select using (${READ})`);
      this.addSql(`create policy "${table}_import" on ${name} using (${IMPORT}) with check (${IMPORT})`);
      this.addSql(`create policy "${table}_views" on ${name} for select to "decision_support_owner" using (true)`);
      this.addSql(`grant select, insert, update, delete on ${name} to "decision_support_app"`);
      this.addSql(`create view "decision_support"."${view}" as select * from ${name} where ${READ}`);
      this.addSql(`grant select on "decision_support"."${view}" to "decision_support_app"`);
    }
    // an import looks at what it stored, as the planner reads whole tables until somebody has; before PostgreSQL 17 only
    // the owner may, and the server does it by itself a minute later
    this.addSql(`do $$ begin if current_setting('server_version_num')::int >= 170000 then
      grant maintain on "decision_support"."diagnosis_term", "decision_support"."diagnosis_word" to "decision_support_app";
    end if; end $$`);
    this.addSql(`alter table "decision_support"."diagnosis" drop column "search_text"`);
  }
}
