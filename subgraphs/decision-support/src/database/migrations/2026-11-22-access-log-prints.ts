import { Migration } from '@mikro-orm/migrations';

/** The access log tells printing from reading, and how much was printed, in every subgraph alike. */
export class AccessLogPrints extends Migration {
  override up(): void {
    this.addSql(`alter table "decision_support"."access_log" drop constraint "access_log_activity_check"`);
    this.addSql(
      `alter table "decision_support"."access_log" add constraint "access_log_activity_check" check ("activity" in ('READ', 'WRITE', 'SIGN', 'DELETE', 'PRINT'))`,
    );
    this.addSql(`alter table "decision_support"."access_log" add column "note" text null`);
  }
}
