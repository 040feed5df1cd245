import { Prisma } from "#lib/db/index.ts";
import type { InsightsQuery } from "./schema.ts";
import { windowOf } from "./window.ts";

/** What the figures are about: a span of time and the filters. */
export interface Scope {
  from: Date;
  to: Date;
  policy: string | null;
  language: string | null;
  surface: string | null;
}

export function scopeOf(query: InsightsQuery, now: Date): Scope {
  const { policy = null, language = null, surface = null } = query;
  return { ...windowOf(query.weeks, now), policy, language, surface };
}

/** The filters on items; the query calls the table `i`. */
export function itemFilter({ language, surface }: Scope): Prisma.Sql {
  return Prisma.sql`(${language}::text IS NULL OR i.language = ${language}) AND (${surface}::text IS NULL OR i.surface = ${surface})`;
}

/**
 * Decisions of the window as all figures count them, one row each: no reversals, and none that was taken back
 * before anyone could hear of it (a slip of the hand, no decision).
 * finder: who found the item first. The times are never rewritten, so that it stays fixed: the sample, where the
 * blind case itself led to the decision; a report, where one came before Docket routed or acted; else the system.
 */
export function decidedInScope(scope: Scope, undoSeconds: number): Prisma.Sql {
  return Prisma.sql`
    SELECT d.id, d.item_id, d.case_id, d.action, d.source::text AS source, d.created_at, p.code, i.received_at, i.external_id,
           r.id IS NOT NULL AS reversed,
           CASE WHEN c.purpose = 'prevalence' THEN 'sample'
                WHEN (SELECT min(report.created_at) FROM reports report WHERE report.item_id = d.item_id)
                     <= least(d.created_at, (SELECT min(own.created_at) FROM cases own
                                             WHERE own.item_id = d.item_id AND own.purpose <> 'prevalence')) THEN 'report'
                ELSE 'system' END AS finder
    FROM decisions d
    JOIN items i ON i.id = d.item_id
    LEFT JOIN cases c ON c.id = d.case_id
    LEFT JOIN policy_versions v ON v.id = d.policy_version_id
    LEFT JOIN policies p ON p.id = v.policy_id
    LEFT JOIN decisions r ON r.reverses_id = d.id
    WHERE d.created_at >= ${scope.from} AND d.created_at <= ${scope.to} AND d.reverses_id IS NULL
      AND (r.id IS NULL OR r.created_at > d.created_at + make_interval(secs => ${undoSeconds}))
      AND (${scope.policy}::text IS NULL OR p.code = ${scope.policy}) AND ${itemFilter(scope)}`;
}
