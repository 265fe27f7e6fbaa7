import { Migration } from '@mikro-orm/migrations';

/**
 * The first shape of the schema, as MikroORM prints it from the entities (constraint names included: a test compares),
 * and what the app role may do with it. No access log: nothing here is about a patient.
 */
export class Initial extends Migration {
  override up(): void {
    this.addSql(
      `create table "decision_support"."diagnosis" ("code_system" text not null, "code" text not null, "title" text not null, "parent" text null, primary key ("code_system", "code"))`,
    );
    this.addSql(
      `alter table "decision_support"."diagnosis" add constraint "diagnosis_code_system_check" check ("code_system" in ('ICD_10_SE', 'KSH_97_P'))`,
    );
    this.addSql(`alter table "decision_support"."diagnosis" enable row level security`);
    this.addSql(`alter table "decision_support"."diagnosis" force row level security`);
    this.addSql(
      `create policy "diagnosis_read" on "decision_support"."diagnosis" for select using (current_setting('app.scope', true) in ('system', 'user'))`,
    );
    this.addSql(
      `create policy "diagnosis_import" on "decision_support"."diagnosis" using (current_setting('app.scope', true) = 'system') with check (current_setting('app.scope', true) = 'system')`,
    );
    this.addSql(`grant usage on schema "decision_support" to "decision_support_app"`);
    this.addSql(`grant select, insert, update, delete on "decision_support"."diagnosis" to "decision_support_app"`);
  }
}
