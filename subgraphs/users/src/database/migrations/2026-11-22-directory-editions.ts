import { Migration } from '@mikro-orm/migrations';

/** Imports of the directory, a dated row each. */
export class DirectoryEditions extends Migration {
  override up(): void {
    this.addSql(
      `create table "users"."directory_edition" ("id" uuid not null, "imported_at" timestamptz not null, "fingerprint" text not null, "care_providers" int not null, "units" int not null, "staff" int not null, "assignments" int not null, "left_out" int not null, primary key ("id"))`,
    );
    this.addSql(`create index "directory_edition_imported_at_index" on "users"."directory_edition" ("imported_at")`);
    this.addSql(`alter table "users"."directory_edition" enable row level security`);
    this.addSql(`alter table "users"."directory_edition" force row level security`);
    this.addSql(
      `create policy "directory_edition_import" on "users"."directory_edition" using (current_setting('app.scope', true) = 'system') with check (current_setting('app.scope', true) = 'system')`,
    );
    this.addSql(`grant select, insert on "users"."directory_edition" to "users_app"`);
  }
}
