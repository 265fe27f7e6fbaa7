import { Migration } from '@mikro-orm/migrations';

/** Messages to recipients. */
export class Deliveries extends Migration {
  override up(): void {
    this.addSql(
      `create table "certificates"."delivery" ("id" uuid not null, "certificate_id" uuid not null, "sequence" int not null, "recipient" text not null, "interaction" text not null, "bytes" bytea not null, "state" text not null, "attempts" int not null, "created_at" timestamptz not null, "first_tried_at" timestamptz null, "next_try_at" timestamptz null, "settled_at" timestamptz null, "fault" text null, primary key ("id"))`,
    );
    this.addSql(`create index "delivery_pending" on "certificates"."delivery" ("next_try_at") where state = 'PENDING'`);
    this.addSql(
      `alter table "certificates"."delivery" add constraint "delivery_certificate_id_sequence_unique" unique ("certificate_id", "sequence")`,
    );
    this.addSql(
      `alter table "certificates"."delivery" add constraint "delivery_interaction_check" check ("interaction" in ('RegisterCertificate', 'SendMessageToRecipient', 'RevokeCertificate'))`,
    );
    this.addSql(
      `alter table "certificates"."delivery" add constraint "delivery_state_check" check ("state" in ('PENDING', 'DELIVERED', 'ERROR', 'CANCELLED'))`,
    );
    this.addSql(
      `alter table "certificates"."delivery" add constraint "delivery_fault_check" check ("fault" in ('VALIDATION_ERROR', 'REVOKED', 'APPLICATION_ERROR', 'TECHNICAL_ERROR', 'SOAP_FAULT', 'TIMEOUT', 'UNREACHABLE', 'REDIRECTED', 'ANSWER_TOO_LONG', 'NOT_THE_CONTRACT', 'RECIPIENT_UNKNOWN', 'EARLIER_NOT_DELIVERED'))`,
    );
    this.addSql(`alter table "certificates"."delivery" enable row level security`);
    this.addSql(`alter table "certificates"."delivery" force row level security`);
    this.addSql(
      `create policy "delivery_system" on "certificates"."delivery" using (current_setting('app.scope', true) = 'system') with check (current_setting('app.scope', true) = 'system')`,
    );
    this.addSql(
      `create policy "delivery_read" on "certificates"."delivery" for select using (exists (select from certificates.certificate where id = certificate_id))`,
    );
    this.addSql(
      `create policy "delivery_append" on "certificates"."delivery" for insert with check (exists (select from certificates.certificate where id = certificate_id))`,
    );
    // what is sent and when it was made never change
    this.addSql(
      `grant select, insert, update ("state", "attempts", "first_tried_at", "next_try_at", "settled_at", "fault") on "certificates"."delivery" to "certificates_app"`,
    );
  }
}
