import { Migration } from '@mikro-orm/migrations';

const SYSTEM = `current_setting('app.scope', true) = 'system'`;

/** Where a session is now, and tickets that open a socket once. */
export class Sessions extends Migration {
  override up(): void {
    this.addSql(
      `create table "users"."session" ("staff" text not null, "id" text not null, "unit" text not null, "changed_at" timestamptz not null default now(), primary key ("staff", "id"))`,
    );
    this.addSql(`create index "session_changed_at_index" on "users"."session" ("changed_at")`);
    this.addSql(
      `create table "users"."socket_ticket" ("id" text not null, "user" jsonb not null, "expires_at" timestamptz not null, "used_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "socket_ticket_expires_at_index" on "users"."socket_ticket" ("expires_at")`);
    for (const table of ['session', 'socket_ticket']) {
      this.addSql(`alter table "users"."${table}" enable row level security`);
      this.addSql(`alter table "users"."${table}" force row level security`);
      this.addSql(`create policy "${table}_system" on "users"."${table}" using (${SYSTEM}) with check (${SYSTEM})`);
      this.addSql(`grant select, insert, update, delete on "users"."${table}" to "users_app"`);
    }
  }
}
