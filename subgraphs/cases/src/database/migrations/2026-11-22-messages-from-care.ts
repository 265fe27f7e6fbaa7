import { Migration } from '@mikro-orm/migrations';

/** Questions and answers from care, and their deliveries. What is stored until now came from an agency. */
export class MessagesFromCare extends Migration {
  override up(): void {
    // the owner, too, is bound by the policies
    this.addSql(`select set_config('app.scope', 'system', true)`);
    this.addSql(
      `alter table "cases"."certificate" add "sent" boolean not null default true, add "revoked" boolean not null default false, alter "recipient" drop not null`,
    );
    this.addSql(`alter table "cases"."certificate" alter "sent" drop default, alter "revoked" drop default`);
    this.addSql(
      `alter table "cases"."case" add "asked_by" text not null default 'AGENCY', add "answered_at" timestamptz null`,
    );
    this.addSql(`alter table "cases"."case" alter "asked_by" drop default`);
    this.addSql(
      `alter table "cases"."case" add constraint "case_asked_by_check" check ("asked_by" in ('AGENCY', 'CARE'))`,
    );
    this.addSql(
      `create policy "case_of_unit_insert" on "cases"."case" for insert with check (unit = any (string_to_array(current_setting('app.units', true), ' ')) and asked_by = 'CARE' and exists (select from cases.certificate as about where about.id = certificate_id and about.unit = "case".unit and about.care_unit = "case".care_unit and about.type_id = "case".type_id))`,
    );
    this.addSql(
      `alter table "cases"."message" add "author" text null, add "idempotency_key" text null, add "digest" text null, drop constraint "message_kind_check"`,
    );
    this.addSql(
      `alter table "cases"."message" add constraint "message_kind_check" check ("kind" in ('QUESTION', 'ANSWER', 'REMINDER'))`,
    );
    this.addSql(
      `alter table "cases"."message" add constraint "message_author_idempotency_key_unique" unique ("author", "idempotency_key")`,
    );
    this.addSql(
      `create policy "message_from_care" on "cases"."message" for insert with check (sender = 'HSVARD' and exists (select from cases."case" where id = case_id))`,
    );
    this.addSql(
      `create table "cases"."delivery" ("id" uuid not null, "certificate_id" uuid not null, "sequence" int not null, "recipient" text not null, "interaction" text not null, "bytes" bytea not null, "state" text not null, "attempts" int not null, "created_at" timestamptz not null, "first_tried_at" timestamptz null, "next_try_at" timestamptz null, "settled_at" timestamptz null, "fault" text null, primary key ("id"))`,
    );
    this.addSql(`create index "delivery_pending" on "cases"."delivery" ("next_try_at") where state = 'PENDING'`);
    this.addSql(
      `alter table "cases"."delivery" add constraint "delivery_certificate_id_sequence_unique" unique ("certificate_id", "sequence")`,
    );
    this.addSql(
      `alter table "cases"."delivery" add constraint "delivery_interaction_check" check ("interaction" in ('RegisterCertificate', 'SendMessageToRecipient', 'RevokeCertificate'))`,
    );
    this.addSql(
      `alter table "cases"."delivery" add constraint "delivery_state_check" check ("state" in ('PENDING', 'DELIVERED', 'ERROR', 'CANCELLED'))`,
    );
    this.addSql(
      `alter table "cases"."delivery" add constraint "delivery_fault_check" check ("fault" in ('VALIDATION_ERROR', 'REVOKED', 'APPLICATION_ERROR', 'TECHNICAL_ERROR', 'SOAP_FAULT', 'TIMEOUT', 'UNREACHABLE', 'REDIRECTED', 'ANSWER_TOO_LONG', 'NOT_THE_CONTRACT', 'RECIPIENT_UNKNOWN', 'EARLIER_NOT_DELIVERED'))`,
    );
    this.addSql(`alter table "cases"."delivery" enable row level security`);
    this.addSql(`alter table "cases"."delivery" force row level security`);
    this.addSql(
      `create policy "delivery_system" on "cases"."delivery" using (current_setting('app.scope', true) = 'system') with check (current_setting('app.scope', true) = 'system')`,
    );
    this.addSql(
      `create policy "delivery_read" on "cases"."delivery" for select using (exists (select from cases.certificate where id = certificate_id))`,
    );
    this.addSql(
      `create policy "delivery_append" on "cases"."delivery" for insert with check (exists (select from cases.certificate where id = certificate_id))`,
    );
    // what is sent and when it was made never change
    this.addSql(
      `grant select, insert, update ("state", "attempts", "first_tried_at", "next_try_at", "settled_at", "fault") on "cases"."delivery" to "cases_app"`,
    );
  }
}
