import { Migration } from '@mikro-orm/migrations';

const SYSTEM = `current_setting('app.scope', true) = 'system'`;

/** What journal systems were shown by CDS Hooks, what became of it, and the tokens they have used. */
export class CdsHooks extends Migration {
  override up(): void {
    this.addSql(
      `create table "decision_support"."cds_card" ("id" uuid not null, "client" text not null, "service" text not null, "shown_on" date not null, "resolved_code" text null, "guidance_id" text null, "revision" int null, "suggestions" jsonb not null, primary key ("id"))`,
    );
    this.addSql(`create index "cds_card_shown_on_index" on "decision_support"."cds_card" ("shown_on")`);
    this.addSql(
      `create table "decision_support"."cds_feedback" ("client" text not null, "card" uuid not null, "outcome" text not null, "service" text not null, "outcome_at" timestamptz not null, "received_at" timestamptz not null, "accepted_suggestions" text[] not null, "accepted_cases" text[] not null, "reason" jsonb null, "user_comment" text null, "resolved_code" text null, "guidance_id" text null, "revision" int null, primary key ("client", "card", "outcome"))`,
    );
    this.addSql(
      `alter table "decision_support"."cds_feedback" add constraint "cds_feedback_outcome_check" check ("outcome" in ('accepted', 'overridden'))`,
    );
    this.addSql(
      `create table "decision_support"."cds_used_token" ("client" text not null, "digest" text not null, "until" timestamptz not null, primary key ("client", "digest"))`,
    );
    this.addSql(`create index "cds_used_token_until_index" on "decision_support"."cds_used_token" ("until")`);
    for (const table of ['cds_card', 'cds_feedback', 'cds_used_token']) {
      const name = `"decision_support"."${table}"`;
      this.addSql(`alter table ${name} enable row level security`);
      this.addSql(`alter table ${name} force row level security`);
      this.addSql(`create policy "${table}_system" on ${name} using (${SYSTEM}) with check (${SYSTEM})`);
    }
    for (const table of ['cds_card', 'cds_used_token'])
      this.addSql(`grant select, insert, delete on "decision_support"."${table}" to "decision_support_app"`);
    // a comment can be written and never be read again by the app: it may hold anything
    this.addSql(`grant insert, update on "decision_support"."cds_feedback" to "decision_support_app"`);
    this.addSql(
      `grant select ("client", "card", "outcome", "outcome_at") on "decision_support"."cds_feedback" to "decision_support_app"`,
    );
  }
}
