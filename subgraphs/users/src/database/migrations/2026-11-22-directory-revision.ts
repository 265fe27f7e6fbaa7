import { Migration } from '@mikro-orm/migrations';

/** What a right follows from: who somebody is, where they are assigned, and which unit belongs to which. */
const TABLES = ['staff', 'assignment', 'care_unit'];

/** Another revision with each statement that changes the directory, seen when its transaction is committed. */
export class DirectoryRevision extends Migration {
  override up(): void {
    this.addSql(`create table "users"."directory_revision" ("id" uuid not null, primary key ("id"))`);
    this.addSql(`alter table "users"."directory_revision" enable row level security`);
    this.addSql(`alter table "users"."directory_revision" force row level security`);
    this.addSql(
      `create policy "directory_revision_any" on "users"."directory_revision" using (true) with check (true)`,
    );
    this.addSql(`grant select, update on "users"."directory_revision" to "users_app"`);
    this.addSql(`insert into "users"."directory_revision" ("id") values (gen_random_uuid())`);
    this.addSql(
      `create function "users"."revise_directory"() returns trigger language plpgsql as $$
         begin update "users"."directory_revision" set "id" = gen_random_uuid(); return null; end $$`,
    );
    for (const table of TABLES)
      this.addSql(
        `create trigger "revise_directory" after insert or update or delete or truncate on "users"."${table}"
         for each statement execute function "users"."revise_directory"()`,
      );
  }
}
