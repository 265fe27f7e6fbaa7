import { Migration } from '@mikro-orm/migrations';

/** The access log tells signing and deleting from writing, in every subgraph alike. */
export class AccessLogActivities extends Migration {
  override up(): void {
    this.addSql(`alter table "users"."access_log" drop constraint "access_log_activity_check"`);
    this.addSql(
      `alter table "users"."access_log" add constraint "access_log_activity_check" check ("activity" in ('READ', 'WRITE', 'SIGN', 'DELETE'))`,
    );
  }
}
