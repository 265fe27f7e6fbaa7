import { Migration } from '@mikro-orm/migrations';

const OF_CERTIFICATE = 'exists (select from certificates.certificate where id = certificate_id)';
const SYSTEM = `current_setting('app.scope', true) = 'system'`;

/** Guidance that stood beside a certificate when it was signed. */
export class Guidance extends Migration {
  override up(): void {
    this.addSql(
      `create table "certificates"."guidance" ("certificate_id" uuid not null, "at" timestamptz not null, "lengths" jsonb not null, primary key ("certificate_id"))`,
    );
    this.addSql(`alter table "certificates"."guidance" enable row level security`);
    this.addSql(`alter table "certificates"."guidance" force row level security`);
    this.addSql(
      `create policy "guidance_system" on "certificates"."guidance" using (${SYSTEM}) with check (${SYSTEM})`,
    );
    this.addSql(`create policy "guidance_read" on "certificates"."guidance" for select using (${OF_CERTIFICATE})`);
    this.addSql(
      `create policy "guidance_append" on "certificates"."guidance" for insert with check (${OF_CERTIFICATE})`,
    );
    this.addSql(`grant select, insert on "certificates"."guidance" to "certificates_app"`);
  }
}
