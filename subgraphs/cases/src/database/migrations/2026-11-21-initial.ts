import { Migration } from '@mikro-orm/migrations';

/**
 * The first shape of the schema, as MikroORM prints it from the entities (constraint names included: a test compares),
 * and what the app role may do with it. The access log is append-only for it.
 */
export class Initial extends Migration {
  override up(): void {
    this.addSql(
      `create table "cases"."access_log" ("id" uuid not null, "at" timestamptz not null, "actor" text not null, "actor_unit" text null, "activity" text not null, "resource" text not null, "resource_id" text not null, "person_id" text not null, "unit" text not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "cases"."access_log" add constraint "access_log_activity_check" check ("activity" in ('READ', 'WRITE'))`,
    );
    this.addSql(
      `create table "cases"."case" ("id" uuid not null, "certificate_id" uuid not null, "type_id" text not null, "unit" text not null, "care_unit" text not null, "subject" text not null, "status" text not null, "answer_by" date null, "sent_at" timestamptz not null, "received_at" timestamptz not null, "handled_at" timestamptz null, "handled_by" text null, primary key ("id"))`,
    );
    this.addSql(`create index "case_certificate_id_index" on "cases"."case" ("certificate_id")`);
    this.addSql(
      `create index "case_unit_unhandled" on "cases"."case" ("unit", "sent_at") where status in ('WAITING_FOR_CARE', 'WAITING_FOR_AGENCY', 'ANSWERED')`,
    );
    this.addSql(
      `create index "case_care_unit_unhandled" on "cases"."case" ("care_unit", "sent_at") where status in ('WAITING_FOR_CARE', 'WAITING_FOR_AGENCY', 'ANSWERED')`,
    );
    this.addSql(`create index "case_answer_by" on "cases"."case" ("answer_by") where status = 'WAITING_FOR_CARE'`);
    this.addSql(
      `alter table "cases"."case" add constraint "case_subject_check" check ("subject" in ('COMPLEMENT', 'COORDINATION_MEETING', 'CONTACT', 'OTHER'))`,
    );
    this.addSql(
      `alter table "cases"."case" add constraint "case_status_check" check ("status" in ('WAITING_FOR_CARE', 'WAITING_FOR_AGENCY', 'ANSWERED', 'HANDLED'))`,
    );
    this.addSql(
      `create table "cases"."certificate" ("id" uuid not null, "type_id" text not null, "unit" text not null, "care_unit" text not null, "care_provider" text not null, "person_id" text not null, "test_certificate" boolean not null, "recipient" text not null, "question_ids" text[] not null, "protection" text not null, primary key ("id"))`,
    );
    this.addSql(`create index "certificate_person_id_index" on "cases"."certificate" ("person_id")`);
    this.addSql(`create index "certificate_unknown" on "cases"."certificate" ("id") where protection = 'UNKNOWN'`);
    this.addSql(
      `alter table "cases"."certificate" add constraint "certificate_protection_check" check ("protection" in ('OPEN', 'PROTECTED', 'UNKNOWN'))`,
    );
    this.addSql(`create table "cases"."epoch" ("id" uuid not null, primary key ("id"))`);
    this.addSql(
      `create table "cases"."message" ("id" text not null, "case_id" uuid not null, "kind" text not null, "sender" text not null, "reference" text null, "heading" text null, "text" text not null, "contact_lines" text[] not null, "complements" jsonb not null, "sent_at" timestamptz not null, "received_at" timestamptz not null, primary key ("id"))`,
    );
    this.addSql(`create index "message_case_id_index" on "cases"."message" ("case_id")`);
    this.addSql(
      `alter table "cases"."message" add constraint "message_kind_check" check ("kind" in ('QUESTION', 'REMINDER'))`,
    );
    this.addSql(
      `create table "cases"."unit_version" ("unit" text not null, "version" int not null, primary key ("unit"))`,
    );
    this.addSql(`alter table "cases"."access_log" enable row level security`);
    this.addSql(`alter table "cases"."access_log" force row level security`);
    this.addSql(
      `create policy "access_log_append" on "cases"."access_log" for insert with check (current_setting('app.scope', true) in ('system', 'user'))`,
    );
    this.addSql(`alter table "cases"."case" enable row level security`);
    this.addSql(`alter table "cases"."case" force row level security`);
    this.addSql(
      `create policy "case_system" on "cases"."case" using (current_setting('app.scope', true) = 'system') with check (current_setting('app.scope', true) = 'system')`,
    );
    this.addSql(
      `create policy "case_of_unit_read" on "cases"."case" for select using (unit = any (string_to_array(current_setting('app.units', true), ' ')) and exists (select from cases.certificate where id = certificate_id))`,
    );
    this.addSql(
      `create policy "case_of_unit_update" on "cases"."case" for update using (unit = any (string_to_array(current_setting('app.units', true), ' ')) and exists (select from cases.certificate where id = certificate_id)) with check (unit = any (string_to_array(current_setting('app.units', true), ' ')) and exists (select from cases.certificate where id = certificate_id))`,
    );
    this.addSql(`alter table "cases"."certificate" enable row level security`);
    this.addSql(`alter table "cases"."certificate" force row level security`);
    this.addSql(
      `create policy "certificate_system" on "cases"."certificate" using (current_setting('app.scope', true) = 'system') with check (current_setting('app.scope', true) = 'system')`,
    );
    this.addSql(
      `create policy "certificate_of_unit" on "cases"."certificate" for select using (unit = any (string_to_array(current_setting('app.units', true), ' ')) and protection = any (string_to_array(current_setting('app.protections', true), ' ')))`,
    );
    this.addSql(`alter table "cases"."epoch" enable row level security`);
    this.addSql(`alter table "cases"."epoch" force row level security`);
    this.addSql(
      `create policy "epoch_read" on "cases"."epoch" for select using (current_setting('app.scope', true) in ('system', 'user'))`,
    );
    this.addSql(
      `create policy "epoch_new" on "cases"."epoch" for insert with check (current_setting('app.scope', true) = 'system')`,
    );
    this.addSql(`alter table "cases"."message" enable row level security`);
    this.addSql(`alter table "cases"."message" force row level security`);
    this.addSql(
      `create policy "message_system" on "cases"."message" using (current_setting('app.scope', true) = 'system') with check (current_setting('app.scope', true) = 'system')`,
    );
    this.addSql(
      `create policy "message_of_case" on "cases"."message" for select using (exists (select from cases."case" where id = case_id))`,
    );
    this.addSql(`alter table "cases"."unit_version" enable row level security`);
    this.addSql(`alter table "cases"."unit_version" force row level security`);
    this.addSql(
      `create policy "unit_version_session" on "cases"."unit_version" using (current_setting('app.scope', true) in ('system', 'user')) with check (current_setting('app.scope', true) in ('system', 'user'))`,
    );
    this.addSql(`grant usage on schema "cases" to "cases_app"`);
    this.addSql(
      `grant select, insert, update, delete on "cases"."case", "cases"."certificate", "cases"."message", "cases"."unit_version" to "cases_app"`,
    );
    this.addSql(`grant insert on "cases"."access_log" to "cases_app"`);
    this.addSql(`grant select on "cases"."epoch" to "cases_app"`);
    // the owner, too, is bound by the policies
    this.addSql(`select set_config('app.scope', 'system', true)`);
    this.addSql(`insert into "cases"."epoch" ("id") values (gen_random_uuid())`);
  }
}
