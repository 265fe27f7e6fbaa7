import { Migration } from '@mikro-orm/migrations';

const SYSTEM = `current_setting('app.scope', true) = 'system'`;

/** Imports that were asked for through the graph, and how far they have come. */
export class ImportRuns extends Migration {
  override up(): void {
    this.addSql(
      `create table "decision_support"."register_import" ("id" uuid not null, "register" text not null, "started_by" text not null, "started_at" timestamptz not null, "seen_at" timestamptz not null, "state" text not null, "size" int null, "stored" int not null, "counts" jsonb not null, "left_out" text[] not null, "refusals" text[] not null, "edition" uuid null, "is_new" boolean not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "register_import_started_at_index" on "decision_support"."register_import" ("started_at")`,
    );
    this.addSql(
      `alter table "decision_support"."register_import" add constraint "register_import_register_check" check ("register" in ('ICD_10_SE', 'KSH_97_P', 'DIAGNOSIS_GROUPS', 'ICF', 'FMB', 'SRS'))`,
    );
    this.addSql(
      `alter table "decision_support"."register_import" add constraint "register_import_state_check" check ("state" in ('RUNNING', 'DONE', 'REFUSED', 'FAILED'))`,
    );
    this.addSql(`alter table "decision_support"."register_import" enable row level security`);
    this.addSql(`alter table "decision_support"."register_import" force row level security`);
    this.addSql(
      `create policy "register_import_system" on "decision_support"."register_import" using (${SYSTEM}) with check (${SYSTEM})`,
    );
    this.addSql(`grant select, insert, update on "decision_support"."register_import" to "decision_support_app"`);
  }
}
