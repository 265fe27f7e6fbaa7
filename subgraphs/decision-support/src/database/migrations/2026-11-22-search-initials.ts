import { Migration } from '@mikro-orm/migrations';

/** Names in the order in which they are shown, by their first letters: one letter begins thousands. */
export class SearchInitials extends Migration {
  override up(): void {
    for (const letters of [1, 2, 3])
      this.addSql(
        `create index "diagnosis_term_initials_${letters}" on "decision_support"."diagnosis_term" ("code_system", ("left"(term, ${letters})), "familiarity", "is_synonym", (length(term)), "code") where familiarity < 2`,
      );
  }
}
