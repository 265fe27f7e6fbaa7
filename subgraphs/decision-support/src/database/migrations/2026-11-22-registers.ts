import { Migration } from '@mikro-orm/migrations';

const REGISTERS = `'ICD_10_SE', 'KSH_97_P', 'DIAGNOSIS_GROUPS', 'ICF', 'FMB', 'SRS'`;
const READ = `(select current_setting('app.scope', true) in ('system', 'user'))`;
const IMPORT = `(select current_setting('app.scope', true) = 'system')`;

/** Any register comes in as numbered editions, with what each of them changed. */
export class Registers extends Migration {
  override up(): void {
    this.addSql(
      `alter table "decision_support"."register_edition" drop constraint "register_edition_code_system_check"`,
    );
    this.addSql(`drop index "decision_support"."register_edition_code_system_imported_at_index"`);
    for (const [old, name] of Object.entries({ code_system: 'register', codes: 'entries', retired: 'removed' }))
      this.addSql(`alter table "decision_support"."register_edition" rename column "${old}" to "${name}"`);
    this.addSql(
      `alter table "decision_support"."register_edition" add "number" int null, add "origin" text not null default 'IMPORTED'`,
    );
    this.addSql(
      `update "decision_support"."register_edition" edition set number = (select count(*) from "decision_support"."register_edition" other where other.register = edition.register and other.imported_at <= edition.imported_at)`,
    );
    this.addSql(`alter table "decision_support"."register_edition" alter column "number" set not null`);
    this.addSql(
      `alter table "decision_support"."register_edition" add constraint "register_edition_register_check" check ("register" in (${REGISTERS})), add constraint "register_edition_origin_check" check ("origin" in ('CARRIED', 'IMPORTED')), add constraint "register_edition_register_number_unique" unique ("register", "number")`,
    );
    this.addSql(`alter table "decision_support"."diagnosis" add "synonyms" text[] not null default '{}'`);
    this.addSql(
      `create table "decision_support"."register_entry" ("register" text not null, "code" text not null, "content" jsonb not null, "revision" int not null, primary key ("register", "code"))`,
    );
    this.addSql(
      `create table "decision_support"."register_change" ("register" text not null, "revision" int not null, "code" text not null, "change" text not null, "content" jsonb null, primary key ("register", "revision", "code"))`,
    );
    this.addSql(
      `create index "register_change_register_code_revision_index" on "decision_support"."register_change" ("register", "code", "revision")`,
    );
    this.addSql(
      `alter table "decision_support"."register_change" add constraint "register_change_change_check" check ("change" in ('ADDED', 'CHANGED', 'REMOVED'))`,
    );
    for (const table of ['register_entry', 'register_change']) {
      const name = `"decision_support"."${table}"`;
      this.addSql(`alter table ${name} add constraint "${table}_register_check" check ("register" in (${REGISTERS}))`);
      this.addSql(`alter table ${name} enable row level security`);
      this.addSql(`alter table ${name} force row level security`);
      this.addSql(`create policy "${table}_read" on ${name} for select using (${READ})`);
      this.addSql(`create policy "${table}_import" on ${name} using (${IMPORT}) with check (${IMPORT})`);
    }
    this.addSql(
      `grant select, insert, update, delete on "decision_support"."register_entry" to "decision_support_app"`,
    );
    this.addSql(`grant select, insert on "decision_support"."register_change" to "decision_support_app"`);
  }
}
