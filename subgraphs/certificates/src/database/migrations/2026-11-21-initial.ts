import { Migration } from '@mikro-orm/migrations';

/**
 * The first shape of the schema, as MikroORM prints it from the entities (constraint names included: a test compares),
 * and what the app role may do with it. The access log is append-only for it; of a certificate it may change only what
 * was stored of the patient's protection.
 */
export class Initial extends Migration {
  override up(): void {
    this.addSql(
      `create table "certificates"."access_log" ("id" uuid not null, "at" timestamptz not null, "actor" text not null, "actor_unit" text null, "activity" text not null, "resource" text not null, "resource_id" text not null, "person_id" text not null, "unit" text not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "certificates"."access_log" add constraint "access_log_activity_check" check ("activity" in ('READ', 'WRITE'))`,
    );
    this.addSql(
      `create table "certificates"."certificate" ("id" uuid not null, "type_id" text not null, "type_version" text not null, "status" text not null, "unit" text not null, "care_unit" text not null, "care_provider" text not null, "signed_by" text not null, "signed_by_role" text not null, "signed_at" timestamptz not null, "person_id" text not null, "patient_id" uuid not null, "protection" text not null, "test_certificate" boolean not null, "answers" jsonb not null, primary key ("id"))`,
    );
    this.addSql(`create index "certificate_person_id_index" on "certificates"."certificate" ("person_id")`);
    this.addSql(
      `create index "certificate_unit_signed_at_id_index" on "certificates"."certificate" ("unit", "signed_at", "id")`,
    );
    this.addSql(
      `alter table "certificates"."certificate" add constraint "certificate_status_check" check ("status" in ('SIGNED'))`,
    );
    this.addSql(
      `alter table "certificates"."certificate" add constraint "certificate_signed_by_role_check" check ("signed_by_role" in ('DOCTOR', 'PRIVATE_DOCTOR', 'PRIVATE_DOCTOR_UNAUTHORISED', 'DENTIST', 'MIDWIFE', 'NURSE', 'CARE_ADMINISTRATOR'))`,
    );
    this.addSql(
      `alter table "certificates"."certificate" add constraint "certificate_protection_check" check ("protection" in ('OPEN', 'PROTECTED', 'UNKNOWN'))`,
    );
    this.addSql(`alter table "certificates"."access_log" enable row level security`);
    this.addSql(`alter table "certificates"."access_log" force row level security`);
    this.addSql(
      `create policy "access_log_append" on "certificates"."access_log" for insert with check (current_setting('app.scope', true) in ('system', 'user'))`,
    );
    this.addSql(`alter table "certificates"."certificate" enable row level security`);
    this.addSql(`alter table "certificates"."certificate" force row level security`);
    this.addSql(
      `create policy "certificate_system" on "certificates"."certificate" using (current_setting('app.scope', true) = 'system') with check (current_setting('app.scope', true) = 'system')`,
    );
    this.addSql(
      `create policy "certificate_of_unit" on "certificates"."certificate" for select using (unit = any (string_to_array(current_setting('app.units', true), ' ')) and protection = any (string_to_array(current_setting('app.protections', true), ' ')))`,
    );
    this.addSql(`grant usage on schema "certificates" to "certificates_app"`);
    this.addSql(`grant select, insert, update ("protection") on "certificates"."certificate" to "certificates_app"`);
    this.addSql(`grant insert on "certificates"."access_log" to "certificates_app"`);
  }
}
