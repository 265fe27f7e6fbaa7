import { Migration } from '@mikro-orm/migrations';

/** The name that a journal system gave a draft, which its certificate keeps. */
export class JournalsCertificates extends Migration {
  override up(): void {
    this.addSql(`alter table "certificates"."certificate" add "reference" text null`);
  }
}
