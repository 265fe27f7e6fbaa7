import { Migration } from '@mikro-orm/migrations';

/** Risks that were computed, and who saw whose. What was computed stays. */
export class Risk extends Migration {
  override up(): void {
    this.addSql(
      `create table "decision_support"."access_log" ("id" uuid not null, "at" timestamptz not null, "actor" text not null, "actor_unit" text null, "activity" text not null, "resource" text not null, "resource_id" text not null, "person_id" text not null, "unit" text not null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "decision_support"."access_log" add constraint "access_log_activity_check" check ("activity" in ('READ', 'WRITE', 'SIGN', 'DELETE'))`,
    );
    this.addSql(
      `create table "decision_support"."risk_prediction" ("id" uuid not null, "certificate_id" uuid not null, "unit" text not null, "person_id" text not null, "protection" text not null, "made_by" text not null, "made_at" timestamptz not null, "situation" text not null, "diagnosis" text not null, "model_code" text not null, "model_version" text not null, "revision" int not null, "is_demo" boolean not null, "risk" double precision not null, "level" text not null, "is_indicative" boolean not null, "values" jsonb not null, "contributions" jsonb not null, "curve" jsonb not null, "opinion" text null, "opinion_by" text null, "opinion_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "risk_prediction_person_id_index" on "decision_support"."risk_prediction" ("person_id")`);
    this.addSql(
      `create index "risk_prediction_certificate_id_made_at_index" on "decision_support"."risk_prediction" ("certificate_id", "made_at")`,
    );
    this.addSql(
      `alter table "decision_support"."risk_prediction" add constraint "risk_prediction_protection_check" check ("protection" in ('OPEN', 'PROTECTED', 'UNKNOWN'))`,
    );
    this.addSql(
      `alter table "decision_support"."risk_prediction" add constraint "risk_prediction_situation_check" check ("situation" in ('NEW', 'EXTENSION', 'LATE_EXTENSION'))`,
    );
    this.addSql(
      `alter table "decision_support"."risk_prediction" add constraint "risk_prediction_level_check" check ("level" in ('MODERATE', 'HIGH', 'VERY_HIGH'))`,
    );
    this.addSql(
      `alter table "decision_support"."risk_prediction" add constraint "risk_prediction_opinion_check" check ("opinion" in ('HIGHER', 'CORRECT', 'LOWER', 'CANNOT_TELL'))`,
    );
    this.addSql(`alter table "decision_support"."access_log" enable row level security`);
    this.addSql(`alter table "decision_support"."access_log" force row level security`);
    this.addSql(
      `create policy "access_log_append" on "decision_support"."access_log" for insert with check (current_setting('app.scope', true) in ('system', 'user'))`,
    );
    this.addSql(`alter table "decision_support"."risk_prediction" enable row level security`);
    this.addSql(`alter table "decision_support"."risk_prediction" force row level security`);
    this.addSql(
      `create policy "risk_prediction_system" on "decision_support"."risk_prediction" using (current_setting('app.scope', true) = 'system') with check (current_setting('app.scope', true) = 'system')`,
    );
    this.addSql(
      `create policy "risk_prediction_of_unit" on "decision_support"."risk_prediction" using (unit = any (string_to_array(current_setting('app.units', true), ' ')) and protection = any (string_to_array(current_setting('app.protections', true), ' '))) with check (unit = any (string_to_array(current_setting('app.units', true), ' ')) and protection = any (string_to_array(current_setting('app.protections', true), ' ')))`,
    );
    this.addSql(`grant select, insert on "decision_support"."risk_prediction" to "decision_support_app"`);
    this.addSql(
      `grant update ("protection", "opinion", "opinion_by", "opinion_at") on "decision_support"."risk_prediction" to "decision_support_app"`,
    );
    this.addSql(`grant insert on "decision_support"."access_log" to "decision_support_app"`);
  }
}
