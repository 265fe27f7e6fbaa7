import { Migration } from '@mikro-orm/migrations';

/**
 * What comes with a draft that a journal system asked for, and stays as it came; and what became of a draft when a newer
 * version of its type came, which only the system says.
 */
export class JournalsDrafts extends Migration {
  override up(): void {
    this.addSql(
      `alter table "certificates"."draft" add "reference" text null, add "prefill" jsonb null, add "raised" jsonb null`,
    );
    this.addSql(
      `create or replace function "certificates"."draft_draft_moves_fn"() returns trigger as $$ begin if to_jsonb(new) - '{protection,status,revision,saved_by,saved_at,answers,type_version,raised,revoked_at,revoked_by,revocation_reason,revocation_text}'::text[] <> to_jsonb(old) - '{protection,status,revision,saved_by,saved_at,answers,type_version,raised,revoked_at,revoked_by,revocation_reason,revocation_text}'::text[] then raise exception 'a draft stays where it was begun'; end if; if (old.type_version is distinct from new.type_version or old.raised is distinct from new.raised) and current_setting('app.scope', true) is distinct from 'system' then raise exception 'only the system raises a draft'; end if; if old.status = 'LOCKED' and to_jsonb(new) - '{protection,revoked_at,revoked_by,revocation_reason,revocation_text}'::text[] <> to_jsonb(old) - '{protection,revoked_at,revoked_by,revocation_reason,revocation_text}'::text[] then raise exception 'a locked draft stays as it is'; end if; if old.revoked_at is not null and to_jsonb(new) - '{protection}'::text[] <> to_jsonb(old) - '{protection}'::text[] then raise exception 'what is revoked stays revoked'; end if; if old.status <> 'LOCKED' and new.revoked_at is not null then raise exception 'only a locked draft is revoked'; end if; if new.revision < old.revision or (new.revision = old.revision and new.answers <> old.answers) then raise exception 'a save raises the revision'; end if; if old.protection <> new.protection and current_setting('app.scope', true) is distinct from 'system' then raise exception 'only the system tells a protection'; end if; return new; end; $$ language plpgsql`,
    );
    this.addSql(`grant update ("type_version", "raised") on "certificates"."draft" to "certificates_app"`);
  }
}
