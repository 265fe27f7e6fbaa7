import { Migration } from '@mikro-orm/migrations';

/**
 * What becomes of drafts and certificates: what was made of what, revocations, and the events that `cases` hears. A
 * session may stop what waits for a recipient, as revoking does.
 */
export class Life extends Migration {
  override up(): void {
    this.addSql(
      `alter table "certificates"."certificate" add "revoked_at" timestamptz null, add "revoked_by" text null, add "revocation_reason" text null, add "revocation_text" text null, drop constraint "certificate_status_check"`,
    );
    this.addSql(
      `alter table "certificates"."certificate" add constraint "certificate_status_check" check ("status" in ('SIGNED', 'REVOKED'))`,
    );
    this.addSql(
      `alter table "certificates"."certificate" add constraint "certificate_revoked" check ((status = 'REVOKED') = (revoked_at is not null) and (revoked_at is null) = (revoked_by is null) and (revoked_at is null) = (revocation_reason is null)
        and (revocation_text is null or revoked_at is not null))`,
    );
    this.addSql(
      `alter table "certificates"."certificate" add constraint "certificate_revocation_reason_check" check ("revocation_reason" in ('WRONG_PATIENT', 'OTHER_SERIOUS_ERROR'))`,
    );
    this.addSql(
      `create or replace function "certificates"."certificate_certificate_stays_fn"() returns trigger as $$ begin if to_jsonb(new) - '{protection,sent_at,status,revoked_at,revoked_by,revocation_reason,revocation_text}'::text[] <> to_jsonb(old) - '{protection,sent_at,status,revoked_at,revoked_by,revocation_reason,revocation_text}'::text[] then raise exception 'a signed certificate stays as it is'; end if; if old.status = 'REVOKED' and to_jsonb(new) - '{protection}'::text[] <> to_jsonb(old) - '{protection}'::text[] then raise exception 'a revoked certificate stays revoked'; end if; if old.sent_at is distinct from new.sent_at and old.sent_at is not null then raise exception 'what is sent stays sent'; end if; if old.protection <> new.protection and current_setting('app.scope', true) is distinct from 'system' then raise exception 'only the system tells a protection'; end if; return new; end; $$ language plpgsql`,
    );
    this.addSql(
      `alter table "certificates"."draft" add "revoked_at" timestamptz null, add "revoked_by" text null, add "revocation_reason" text null, add "revocation_text" text null`,
    );
    this.addSql(
      `alter table "certificates"."draft" add constraint "draft_revoked" check ((revoked_at is null or status = 'LOCKED') and (revoked_at is null) = (revoked_by is null) and (revoked_at is null) = (revocation_reason is null)
        and (revocation_text is null or revoked_at is not null))`,
    );
    this.addSql(
      `alter table "certificates"."draft" add constraint "draft_revocation_reason_check" check ("revocation_reason" in ('WRONG_PATIENT', 'OTHER_SERIOUS_ERROR'))`,
    );
    this.addSql(
      `create or replace function "certificates"."draft_draft_moves_fn"() returns trigger as $$ begin if to_jsonb(new) - '{protection,status,revision,saved_by,saved_at,answers,revoked_at,revoked_by,revocation_reason,revocation_text}'::text[] <> to_jsonb(old) - '{protection,status,revision,saved_by,saved_at,answers,revoked_at,revoked_by,revocation_reason,revocation_text}'::text[] then raise exception 'a draft stays where it was begun'; end if; if old.status = 'LOCKED' and to_jsonb(new) - '{protection,revoked_at,revoked_by,revocation_reason,revocation_text}'::text[] <> to_jsonb(old) - '{protection,revoked_at,revoked_by,revocation_reason,revocation_text}'::text[] then raise exception 'a locked draft stays as it is'; end if; if old.revoked_at is not null and to_jsonb(new) - '{protection}'::text[] <> to_jsonb(old) - '{protection}'::text[] then raise exception 'what is revoked stays revoked'; end if; if old.status <> 'LOCKED' and new.revoked_at is not null then raise exception 'only a locked draft is revoked'; end if; if new.revision < old.revision or (new.revision = old.revision and new.answers <> old.answers) then raise exception 'a save raises the revision'; end if; if old.protection <> new.protection and current_setting('app.scope', true) is distinct from 'system' then raise exception 'only the system tells a protection'; end if; return new; end; $$ language plpgsql`,
    );
    this.addSql(
      `create policy "draft_revoke" on "certificates"."draft" for update using (unit = any (string_to_array(current_setting('app.units', true), ' ')) and protection = any (string_to_array(current_setting('app.protections', true), ' ')) and status = 'LOCKED') with check (unit = any (string_to_array(current_setting('app.units', true), ' ')) and protection = any (string_to_array(current_setting('app.protections', true), ' ')) and status = 'LOCKED' and revoked_at is not null)`,
    );
    this.addSql(
      `create table "certificates"."relation" ("child_id" uuid not null, "parent_id" uuid not null, "kind" text not null, "state" text not null, "locked_from" date not null, "created_at" timestamptz not null, "message_id" text null, "previous_period" jsonb null, primary key ("child_id"))`,
    );
    this.addSql(`create index "relation_parent_id_index" on "certificates"."relation" ("parent_id")`);
    this.addSql(
      `alter table "certificates"."relation" add constraint "relation_kind_check" check ("kind" in ('RENEW', 'REPLACE', 'COMPLEMENT', 'COPY_LOCKED'))`,
    );
    this.addSql(
      `alter table "certificates"."relation" add constraint "relation_state_check" check ("state" in ('DRAFT', 'SIGNED', 'REVOKED'))`,
    );
    this.addSql(`alter table "certificates"."relation" enable row level security`);
    this.addSql(`alter table "certificates"."relation" force row level security`);
    this.addSql(
      `create policy "relation_system" on "certificates"."relation" using (current_setting('app.scope', true) = 'system') with check (current_setting('app.scope', true) = 'system')`,
    );
    this.addSql(
      `create policy "relation_read" on "certificates"."relation" for select using (exists (select from certificates.certificate as one where one.id in (parent_id, child_id)) or exists (select from certificates.draft as one where one.id in (parent_id, child_id)))`,
    );
    this.addSql(
      `create policy "relation_add" on "certificates"."relation" for insert with check ((exists (select from certificates.certificate as one where one.id = child_id) or exists (select from certificates.draft as one where one.id = child_id)) and (exists (select from certificates.certificate as one where one.id = parent_id) or exists (select from certificates.draft as one where one.id = parent_id)))`,
    );
    this.addSql(
      `create policy "relation_move" on "certificates"."relation" for update using (exists (select from certificates.certificate as one where one.id = child_id) or exists (select from certificates.draft as one where one.id = child_id)) with check (exists (select from certificates.certificate as one where one.id = child_id) or exists (select from certificates.draft as one where one.id = child_id))`,
    );
    this.addSql(
      `create policy "relation_end" on "certificates"."relation" for delete using (state = 'DRAFT' and (exists (select from certificates.certificate as one where one.id = child_id) or exists (select from certificates.draft as one where one.id = child_id)))`,
    );
    this.addSql(
      `create table "certificates"."event" ("id" uuid not null, "certificate_id" uuid not null, "number" int not null, "kind" text not null, "at" timestamptz not null, "actor" text null, "unit" text not null, "care_unit" text not null, "parent_id" uuid null, "relation" text null, "heard_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(`create index "event_unheard" on "certificates"."event" ("at", "number") where heard_at is null`);
    this.addSql(
      `alter table "certificates"."event" add constraint "event_certificate_id_number_unique" unique ("certificate_id", "number")`,
    );
    this.addSql(
      `alter table "certificates"."event" add constraint "event_kind_check" check ("kind" in ('DRAFT_CREATED', 'DRAFT_DELETED', 'DRAFT_LOCKED', 'CERTIFICATE_SIGNED', 'CERTIFICATE_SENT', 'CERTIFICATE_REVOKED'))`,
    );
    this.addSql(
      `alter table "certificates"."event" add constraint "event_relation_check" check ("relation" in ('RENEW', 'REPLACE', 'COMPLEMENT', 'COPY_LOCKED'))`,
    );
    this.addSql(`alter table "certificates"."event" enable row level security`);
    this.addSql(`alter table "certificates"."event" force row level security`);
    this.addSql(
      `create policy "event_system" on "certificates"."event" using (current_setting('app.scope', true) = 'system') with check (current_setting('app.scope', true) = 'system')`,
    );
    this.addSql(
      `create policy "event_read" on "certificates"."event" for select using (unit = any (string_to_array(current_setting('app.units', true), ' ')))`,
    );
    this.addSql(
      `create policy "event_append" on "certificates"."event" for insert with check (unit = any (string_to_array(current_setting('app.units', true), ' ')))`,
    );
    this.addSql(
      `create policy "delivery_cancel" on "certificates"."delivery" for update using (exists (select from certificates.certificate where id = certificate_id) and state in ('PENDING', 'ERROR')) with check (exists (select from certificates.certificate where id = certificate_id) and state = 'CANCELLED')`,
    );
    this.addSql(
      `grant update ("status", "revoked_at", "revoked_by", "revocation_reason", "revocation_text") on "certificates"."certificate" to "certificates_app"`,
    );
    this.addSql(
      `grant update ("revoked_at", "revoked_by", "revocation_reason", "revocation_text") on "certificates"."draft" to "certificates_app"`,
    );
    this.addSql(`grant select, insert, delete, update ("state") on "certificates"."relation" to "certificates_app"`);
    this.addSql(`grant select, insert, update ("heard_at") on "certificates"."event" to "certificates_app"`);
  }
}
