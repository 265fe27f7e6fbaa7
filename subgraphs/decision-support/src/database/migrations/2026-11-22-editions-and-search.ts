import { Migration } from '@mikro-orm/migrations';

/** Editions of the registers, what a code says of itself, and what it is found by. */
export class EditionsAndSearch extends Migration {
  override up(): void {
    this.addSql(
      `create table "decision_support"."register_edition" ("id" uuid not null, "code_system" text not null, "imported_at" timestamptz not null, "fingerprint" text not null, "codes" int not null, "added" int not null, "changed" int not null, "retired" int not null, primary key ("id"))`,
    );
    this.addSql(
      `create index "register_edition_code_system_imported_at_index" on "decision_support"."register_edition" ("code_system", "imported_at")`,
    );
    this.addSql(
      `alter table "decision_support"."diagnosis" add "marker" text null, add "valid_from" date null, add "retired_on" date null, add "search_text" text not null default ''`,
    );
    this.addSql(
      `alter table "decision_support"."diagnosis" add constraint "diagnosis_marker_check" check ("marker" in ('ETIOLOGY', 'MANIFESTATION'))`,
    );
    this.addSql(
      `alter table "decision_support"."register_edition" add constraint "register_edition_code_system_check" check ("code_system" in ('ICD_10_SE', 'KSH_97_P'))`,
    );
    this.addSql(`alter table "decision_support"."register_edition" enable row level security`);
    this.addSql(`alter table "decision_support"."register_edition" force row level security`);
    this.addSql(
      `create policy "register_edition_read" on "decision_support"."register_edition" for select using ((select current_setting('app.scope', true) in ('system', 'user')))`,
    );
    this.addSql(
      `create policy "register_edition_import" on "decision_support"."register_edition" using ((select current_setting('app.scope', true) = 'system')) with check ((select current_setting('app.scope', true) = 'system'))`,
    );
    this.addSql(
      `alter policy "diagnosis_read" on "decision_support"."diagnosis" using ((select current_setting('app.scope', true) in ('system', 'user')))`,
    );
    this.addSql(
      `alter policy "diagnosis_import" on "decision_support"."diagnosis" using ((select current_setting('app.scope', true) = 'system')) with check ((select current_setting('app.scope', true) = 'system'))`,
    );
    this.addSql(`grant select, insert on "decision_support"."register_edition" to "decision_support_app"`);
  }
}
