import { Migration } from '@mikro-orm/migrations';

/** What comes with a draft that a journal system asked for, and stays as it came. */
export class JournalsDrafts extends Migration {
  override up(): void {
    this.addSql(`alter table "certificates"."draft" add "reference" text null, add "prefill" jsonb null`);
  }
}
