import { Migration } from '@mikro-orm/migrations';

/** What a right follows from: who somebody is, where they are assigned, and which unit belongs to which. */
const TABLES = ['assignment', 'care_unit', 'staff'];

/** Another revision with each statement that changes the directory, seen when its transaction is committed. */
export class DirectoryRevision extends Migration {
  override up(): void {
    this.addSql(`create table "users"."directory_revision" ("id" uuid not null, primary key ("id"))`);
    this.addSql(`insert into "users"."directory_revision" ("id") values (gen_random_uuid())`);
    this.addSql(`alter table "users"."directory_revision" enable row level security`);
    this.addSql(`alter table "users"."directory_revision" force row level security`);
    this.addSql(
      `create policy "directory_revision_read" on "users"."directory_revision" for select using (current_setting('app.scope', true) in ('system', 'user'))`,
    );
    this.addSql(
      `create policy "directory_revision_change" on "users"."directory_revision" for update using (true) with check (true)`,
    );
    this.addSql(`grant select, update on "users"."directory_revision" to "users_app"`);
    for (const table of TABLES) {
      const called = `"users"."${table}_${table}_revises_fn"()`;
      this.addSql(
        `create or replace function ${called} returns trigger as $$ begin update users.directory_revision set id = gen_random_uuid(); return null; end; $$ language plpgsql`,
      );
      this.addSql(
        `create trigger "${table}_revises" AFTER INSERT OR UPDATE OR DELETE on "users"."${table}" for each STATEMENT execute function ${called}`,
      );
    }
  }
}
