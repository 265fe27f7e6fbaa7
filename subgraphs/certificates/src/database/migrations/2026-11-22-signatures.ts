import { Migration } from '@mikro-orm/migrations';

/** What was signed, and that a user may sign and send: a signature is only ever added. */
export class Signatures extends Migration {
  override up(): void {
    this.addSql(
      `create table "certificates"."signature" ("certificate_id" uuid not null, "document" bytea not null, "signed_by" text not null, "signed_at" timestamptz not null, "revision" int not null, primary key ("certificate_id"))`,
    );
    this.addSql(
      `create policy "certificate_sign" on "certificates"."certificate" for insert with check (unit = any (string_to_array(current_setting('app.units', true), ' ')) and protection = any (string_to_array(current_setting('app.protections', true), ' ')))`,
    );
    this.addSql(
      `create policy "certificate_send" on "certificates"."certificate" for update using (unit = any (string_to_array(current_setting('app.units', true), ' ')) and protection = any (string_to_array(current_setting('app.protections', true), ' '))) with check (unit = any (string_to_array(current_setting('app.units', true), ' ')) and protection = any (string_to_array(current_setting('app.protections', true), ' ')))`,
    );
    this.addSql(`alter table "certificates"."signature" enable row level security`);
    this.addSql(`alter table "certificates"."signature" force row level security`);
    this.addSql(
      `create policy "signature_system" on "certificates"."signature" using (current_setting('app.scope', true) = 'system') with check (current_setting('app.scope', true) = 'system')`,
    );
    this.addSql(
      `create policy "signature_read" on "certificates"."signature" for select using (exists (select from certificates.certificate where id = certificate_id))`,
    );
    this.addSql(
      `create policy "signature_append" on "certificates"."signature" for insert with check (exists (select from certificates.certificate where id = certificate_id))`,
    );
    this.addSql(`grant select, insert on "certificates"."signature" to "certificates_app"`);
  }
}
