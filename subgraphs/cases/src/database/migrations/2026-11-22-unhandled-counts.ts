import { Migration } from '@mikro-orm/migrations';

/** As in the indexes, or a plan that is kept could not take them. `schemas.test.ts` holds it to the domain's own. */
const UNHANDLED = `c.status in ('WAITING_FOR_CARE', 'WAITING_FOR_AGENCY', 'ANSWERED')`;

/**
 * Where units stand and their unhandled cases by how those stand, as a function that keeps its plan for each connection:
 * to make one takes four times as long as to follow it, and everybody who watches a unit waits for it. It sees what its
 * caller may see. Lists come as texts, with a space between: neither HSA-ids nor the names of types have any.
 */
export class UnhandledCounts extends Migration {
  override up(): void {
    this.addSql(`create function cases.unhandled_groups(units text, types text, protections text)
      returns table (epoch uuid, versions json, groups json)
      language plpgsql stable security invoker set plan_cache_mode = force_generic_plan as $counting$
      declare
        listed constant text[] := string_to_array(units, ' ');
        seen constant text[] := string_to_array(types, ' ');
        shown constant text[] := string_to_array(protections, ' ');
      begin return query select
        (select e.id from cases.epoch e limit 1),
        (select coalesce(json_object_agg(v.unit, v.version), '{}') from cases.unit_version v where v.unit = any (listed)),
        (select coalesce(json_agg(g), '[]') from (
          select c.unit, c.care_unit as "careUnit", c.status, c.subject, c.answer_by::text as "answerBy",
                 count(*)::int as cases, count(distinct c.certificate_id)::int as certificates
          from cases."case" c join cases.certificate t on t.id = c.certificate_id
          where (c.unit = any (listed) or c.care_unit = any (listed)) and ${UNHANDLED}
            and c.type_id = any (seen) and t.protection = any (shown)
          group by grouping sets ((c.unit, c.care_unit, c.status, c.subject, c.answer_by), (c.unit, c.care_unit))
        ) g);
      end $counting$`);
  }

  override down(): void {
    this.addSql('drop function cases.unhandled_groups');
  }
}
