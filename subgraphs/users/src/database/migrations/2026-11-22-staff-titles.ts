import { Migration } from '@mikro-orm/migrations';

/** What staff are called (befattning, specialistkompetens); the next import brings it for those who are there. */
export class StaffTitles extends Migration {
  override up(): void {
    for (const column of ['positions', 'specialities']) {
      this.addSql(`alter table "users"."staff" add column "${column}" text[] not null default '{}'`);
      this.addSql(`alter table "users"."staff" alter column "${column}" drop default`);
    }
  }
}
