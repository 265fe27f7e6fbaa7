import { Migration } from '@mikro-orm/migrations';

/** The inbox for the events of certificates, and which certificate handled a case. */
export class CertificateEvents extends Migration {
  override up(): void {
    this.addSql(`alter table "cases"."case" add "handled_with" uuid null`);
    this.addSql(
      `create table "cases"."inbox" ("event_id" uuid not null, "at" timestamptz not null, primary key ("event_id"))`,
    );
    this.addSql(`alter table "cases"."inbox" enable row level security`);
    this.addSql(`alter table "cases"."inbox" force row level security`);
    this.addSql(
      `create policy "inbox_system" on "cases"."inbox" using (current_setting('app.scope', true) = 'system') with check (current_setting('app.scope', true) = 'system')`,
    );
    this.addSql(`grant select, insert on "cases"."inbox" to "cases_app"`);
  }
}
