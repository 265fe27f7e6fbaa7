import { Migration } from '@mikro-orm/migrations';

/** A risk goes with the draft that it was computed for. */
export class RiskGoes extends Migration {
  override up(): void {
    this.addSql(
      `create policy "risk_prediction_goes" on "decision_support"."risk_prediction" as restrictive for delete using (current_setting('app.scope', true) = 'system')`,
    );
    this.addSql(`grant delete on "decision_support"."risk_prediction" to "decision_support_app"`);
  }
}
