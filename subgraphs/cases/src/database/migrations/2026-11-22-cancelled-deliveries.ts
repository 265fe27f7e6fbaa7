import { Migration } from '@mikro-orm/migrations';

/** Who revokes a certificate stops what waits for its recipient. */
export class CancelledDeliveries extends Migration {
  override up(): void {
    this.addSql(
      `create policy "delivery_cancel" on "cases"."delivery" for update using (exists (select from cases.certificate where id = certificate_id) and state in ('PENDING', 'ERROR')) with check (exists (select from cases.certificate where id = certificate_id) and state = 'CANCELLED')`,
    );
  }
}
