import { Migration } from '@mikro-orm/migrations';

/**
 * Drafts, what a request with an idempotency key led to, and when a certificate was sent. Who may change what of a row:
 * the app's grants by column, the users' policies by unit, the triggers for everybody.
 */
export class Drafts extends Migration {
  override up(): void {
    this.addSql(`alter table "certificates"."access_log" drop constraint "access_log_activity_check"`);
    this.addSql(
      `alter table "certificates"."access_log" add constraint "access_log_activity_check" check ("activity" in ('READ', 'WRITE', 'SIGN', 'DELETE'))`,
    );
    this.addSql(`alter table "certificates"."certificate" add column "sent_at" timestamptz null`);
    this.addSql(
      `create index "certificate_patient_id_signed_at_id_index" on "certificates"."certificate" ("patient_id", "signed_at", "id")`,
    );
    this.addSql(
      `alter table "certificates"."certificate" add constraint "certificate_sent" check (sent_at is null or not test_certificate)`,
    );
    this.addSql(
      `create or replace function "certificates"."certificate_certificate_stays_fn"() returns trigger as $$ begin if to_jsonb(new) - '{protection,sent_at}'::text[] <> to_jsonb(old) - '{protection,sent_at}'::text[] then raise exception 'a signed certificate stays as it is'; end if; if old.sent_at is distinct from new.sent_at and old.sent_at is not null then raise exception 'what is sent stays sent'; end if; if old.protection <> new.protection and current_setting('app.scope', true) is distinct from 'system' then raise exception 'only the system tells a protection'; end if; return new; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "certificate_stays" BEFORE UPDATE on "certificates"."certificate" for each ROW execute function "certificates"."certificate_certificate_stays_fn"()`,
    );
    this.addSql(
      `create table "certificates"."draft" ("id" uuid not null, "type_id" text not null, "type_version" text not null, "status" text not null, "unit" text not null, "care_unit" text not null, "care_provider" text not null, "person_id" text not null, "patient_id" uuid not null, "protection" text not null, "test_certificate" boolean not null, "created_by" text not null, "created_at" timestamptz not null, "locked_from" date not null, "revision" int not null, "saved_by" text null, "saved_at" timestamptz null, "answers" jsonb not null, primary key ("id"))`,
    );
    this.addSql(`create index "draft_person_id_index" on "certificates"."draft" ("person_id")`);
    this.addSql(`create index "draft_unit_created_at_id_index" on "certificates"."draft" ("unit", "created_at", "id")`);
    this.addSql(
      `create index "draft_patient_id_created_at_id_index" on "certificates"."draft" ("patient_id", "created_at", "id")`,
    );
    this.addSql(
      `alter table "certificates"."draft" add constraint "draft_lock_day" check (locked_from = (created_at at time zone 'Europe/Stockholm')::date + 15)`,
    );
    this.addSql(
      `alter table "certificates"."draft" add constraint "draft_saved" check (case when revision = 0
        then saved_by is null and saved_at is null and status in ('EMPTY_DRAFT', 'LOCKED')
        else revision > 0 and saved_by is not null and saved_at is not null and status <> 'EMPTY_DRAFT' end)`,
    );
    this.addSql(
      `alter table "certificates"."draft" add constraint "draft_status_check" check ("status" in ('EMPTY_DRAFT', 'DRAFT_INCOMPLETE', 'DRAFT_COMPLETE', 'LOCKED'))`,
    );
    this.addSql(
      `alter table "certificates"."draft" add constraint "draft_protection_check" check ("protection" in ('OPEN', 'PROTECTED', 'UNKNOWN'))`,
    );
    this.addSql(
      `create or replace function "certificates"."draft_draft_moves_fn"() returns trigger as $$ begin if to_jsonb(new) - '{protection,status,revision,saved_by,saved_at,answers}'::text[] <> to_jsonb(old) - '{protection,status,revision,saved_by,saved_at,answers}'::text[] then raise exception 'a draft stays where it was begun'; end if; if old.status = 'LOCKED' and to_jsonb(new) - '{protection}'::text[] <> to_jsonb(old) - '{protection}'::text[] then raise exception 'a locked draft stays as it is'; end if; if new.revision < old.revision or (new.revision = old.revision and new.answers <> old.answers) then raise exception 'a save raises the revision'; end if; if old.protection <> new.protection and current_setting('app.scope', true) is distinct from 'system' then raise exception 'only the system tells a protection'; end if; return new; end; $$ language plpgsql`,
    );
    this.addSql(
      `create trigger "draft_moves" BEFORE UPDATE on "certificates"."draft" for each ROW execute function "certificates"."draft_draft_moves_fn"()`,
    );
    this.addSql(
      `create table "certificates"."idempotency" ("actor" text not null, "operation" text not null, "key" text not null, "unit" text not null, "result" uuid not null, "at" timestamptz not null, primary key ("actor", "operation", "key"))`,
    );
    this.addSql(`alter table "certificates"."draft" enable row level security`);
    this.addSql(`alter table "certificates"."draft" force row level security`);
    this.addSql(
      `create policy "draft_system" on "certificates"."draft" using (current_setting('app.scope', true) = 'system') with check (current_setting('app.scope', true) = 'system')`,
    );
    this.addSql(
      `create policy "draft_read" on "certificates"."draft" for select using (unit = any (string_to_array(current_setting('app.units', true), ' ')) and protection = any (string_to_array(current_setting('app.protections', true), ' ')))`,
    );
    this.addSql(
      `create policy "draft_create" on "certificates"."draft" for insert with check (unit = any (string_to_array(current_setting('app.units', true), ' ')) and protection = any (string_to_array(current_setting('app.protections', true), ' ')) and status = 'EMPTY_DRAFT')`,
    );
    this.addSql(
      `create policy "draft_save" on "certificates"."draft" for update using (unit = any (string_to_array(current_setting('app.units', true), ' ')) and protection = any (string_to_array(current_setting('app.protections', true), ' ')) and status in ('EMPTY_DRAFT', 'DRAFT_INCOMPLETE', 'DRAFT_COMPLETE')) with check (unit = any (string_to_array(current_setting('app.units', true), ' ')) and protection = any (string_to_array(current_setting('app.protections', true), ' ')) and status in ('EMPTY_DRAFT', 'DRAFT_INCOMPLETE', 'DRAFT_COMPLETE'))`,
    );
    this.addSql(
      `create policy "draft_delete" on "certificates"."draft" for delete using (unit = any (string_to_array(current_setting('app.units', true), ' ')) and protection = any (string_to_array(current_setting('app.protections', true), ' ')) and status in ('EMPTY_DRAFT', 'DRAFT_INCOMPLETE', 'DRAFT_COMPLETE'))`,
    );
    this.addSql(`alter table "certificates"."idempotency" enable row level security`);
    this.addSql(`alter table "certificates"."idempotency" force row level security`);
    this.addSql(
      `create policy "idempotency_of_unit" on "certificates"."idempotency" using (unit = any (string_to_array(current_setting('app.units', true), ' '))) with check (unit = any (string_to_array(current_setting('app.units', true), ' ')))`,
    );
    this.addSql(`grant update ("sent_at") on "certificates"."certificate" to "certificates_app"`);
    this.addSql(
      `grant select, insert, delete, update ("protection", "status", "revision", "saved_by", "saved_at", "answers") on "certificates"."draft" to "certificates_app"`,
    );
    this.addSql(`grant select, insert on "certificates"."idempotency" to "certificates_app"`);
  }
}
