import { Migration } from '@mikro-orm/migrations';

/**
 * The first shape of the schema, as MikroORM prints it from the entities (constraint names included: a test compares),
 * and what the app role may do with it. The access log is append-only for it.
 */
export class Initial extends Migration {
  override up(): void {
    this.addSql(
      `create table "users"."access_log" ("id" uuid not null, "at" timestamptz not null, "actor" text not null, "actor_unit" text null, "activity" text not null, "resource" text not null, "resource_id" text not null, "person_id" text not null, "unit" text not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "users"."access_log" add constraint "access_log_activity_check" check ("activity" in ('READ', 'WRITE'))`,
    );
    this.addSql(
      `create table "users"."assignment" ("id" uuid not null, "staff" text not null, "unit" text not null, "purpose" text not null, primary key ("id"))`,
    );
    this.addSql(`create index "assignment_staff_index" on "users"."assignment" ("staff")`);
    this.addSql(
      `alter table "users"."assignment" add constraint "assignment_staff_unit_purpose_unique" unique ("staff", "unit", "purpose")`,
    );
    this.addSql(
      `create table "users"."care_provider" ("id" uuid not null, "hsa_id" text not null, "name" text not null, primary key ("id"))`,
    );
    this.addSql(`alter table "users"."care_provider" add constraint "care_provider_hsa_id_unique" unique ("hsa_id")`);
    this.addSql(
      `create table "users"."care_relation" ("patient" uuid not null, "unit" text not null, primary key ("patient", "unit"))`,
    );
    this.addSql(
      `create table "users"."care_unit" ("id" uuid not null, "hsa_id" text not null, "name" text not null, "care_provider" text not null, "care_unit" text null, "workplace_code" text not null, "postal_address" text not null, "postal_code" text not null, "city" text not null, "phone" text not null, "email" text not null, primary key ("id"))`,
    );
    this.addSql(`alter table "users"."care_unit" add constraint "care_unit_hsa_id_unique" unique ("hsa_id")`);
    this.addSql(`create index "care_unit_care_provider_index" on "users"."care_unit" ("care_provider")`);
    this.addSql(`create index "care_unit_care_unit_index" on "users"."care_unit" ("care_unit")`);
    this.addSql(`create table "users"."patient" ("id" uuid not null, "person_id" text not null, primary key ("id"))`);
    this.addSql(`alter table "users"."patient" add constraint "patient_person_id_unique" unique ("person_id")`);
    this.addSql(
      `create table "users"."staff" ("id" uuid not null, "hsa_id" text not null, "given_name" text not null, "surname" text not null, "licensed_professions" text[] not null, "position_codes" text[] not null, "prescriber_codes" text[] not null, "private_practitioner" jsonb null, primary key ("id"))`,
    );
    this.addSql(`alter table "users"."staff" add constraint "staff_hsa_id_unique" unique ("hsa_id")`);
    this.addSql(`alter table "users"."access_log" enable row level security`);
    this.addSql(`alter table "users"."access_log" force row level security`);
    this.addSql(
      `create policy "access_log_append" on "users"."access_log" for insert with check (current_setting('app.scope', true) in ('system', 'user'))`,
    );
    this.addSql(`alter table "users"."assignment" enable row level security`);
    this.addSql(`alter table "users"."assignment" force row level security`);
    this.addSql(
      `create policy "assignment_read" on "users"."assignment" for select using (current_setting('app.scope', true) in ('system', 'user'))`,
    );
    this.addSql(
      `create policy "assignment_import" on "users"."assignment" using (current_setting('app.scope', true) = 'system') with check (current_setting('app.scope', true) = 'system')`,
    );
    this.addSql(`alter table "users"."care_provider" enable row level security`);
    this.addSql(`alter table "users"."care_provider" force row level security`);
    this.addSql(
      `create policy "care_provider_read" on "users"."care_provider" for select using (current_setting('app.scope', true) in ('system', 'user'))`,
    );
    this.addSql(
      `create policy "care_provider_import" on "users"."care_provider" using (current_setting('app.scope', true) = 'system') with check (current_setting('app.scope', true) = 'system')`,
    );
    this.addSql(`alter table "users"."care_relation" enable row level security`);
    this.addSql(`alter table "users"."care_relation" force row level security`);
    this.addSql(
      `create policy "care_relation_system" on "users"."care_relation" using (current_setting('app.scope', true) = 'system') with check (current_setting('app.scope', true) = 'system')`,
    );
    this.addSql(
      `create policy "care_relation_of_unit" on "users"."care_relation" for select using (unit = any (string_to_array(current_setting('app.units', true), ' ')))`,
    );
    this.addSql(`alter table "users"."care_unit" enable row level security`);
    this.addSql(`alter table "users"."care_unit" force row level security`);
    this.addSql(
      `create policy "care_unit_read" on "users"."care_unit" for select using (current_setting('app.scope', true) in ('system', 'user'))`,
    );
    this.addSql(
      `create policy "care_unit_import" on "users"."care_unit" using (current_setting('app.scope', true) = 'system') with check (current_setting('app.scope', true) = 'system')`,
    );
    this.addSql(`alter table "users"."patient" enable row level security`);
    this.addSql(`alter table "users"."patient" force row level security`);
    this.addSql(
      `create policy "patient_system" on "users"."patient" using (current_setting('app.scope', true) = 'system') with check (current_setting('app.scope', true) = 'system')`,
    );
    this.addSql(
      `create policy "patient_of_unit" on "users"."patient" for select using (exists (select from users.care_relation where patient = patient.id))`,
    );
    this.addSql(`alter table "users"."staff" enable row level security`);
    this.addSql(`alter table "users"."staff" force row level security`);
    this.addSql(
      `create policy "staff_read" on "users"."staff" for select using (current_setting('app.scope', true) in ('system', 'user'))`,
    );
    this.addSql(
      `create policy "staff_import" on "users"."staff" using (current_setting('app.scope', true) = 'system') with check (current_setting('app.scope', true) = 'system')`,
    );
    this.addSql(`grant usage on schema "users" to "users_app"`);
    this.addSql(
      `grant select, insert, update, delete on "users"."assignment", "users"."care_provider", "users"."care_relation", "users"."care_unit", "users"."patient", "users"."staff" to "users_app"`,
    );
    this.addSql(`grant insert on "users"."access_log" to "users_app"`);
  }
}
