import { Migration } from '@mikro-orm/migrations';

/** A draft may be begun from a signed certificate of another type (skapat från). */
export class Templates extends Migration {
  override up(): void {
    for (const [table, column] of [
      ['relation', 'kind'],
      ['event', 'relation'],
    ] as const) {
      const check = `${table}_${column}_check`;
      this.addSql(`alter table "certificates"."${table}" drop constraint "${check}"`);
      this.addSql(
        `alter table "certificates"."${table}" add constraint "${check}" check ("${column}" in ('RENEW', 'REPLACE', 'COMPLEMENT', 'COPY_LOCKED', 'TEMPLATE'))`,
      );
    }
  }
}
