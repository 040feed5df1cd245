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

/** The filters on language and surface; `of` is the query's name for what carries them. */
export function filterOf({ language, surface }: Scope, of: "i" | "d"): Prisma.Sql {
  const from = Prisma.raw(of);
  return Prisma.sql`(${language}::text IS NULL OR ${from}.language = ${language}) AND (${surface}::text IS NULL OR ${from}.surface = ${surface})`;
}

/** Joins the items of what has an item_id, called `of`, where a filter asks for them: a million rows otherwise read for nothing. */
export function joinItems(scope: Scope, of: string): Prisma.Sql {
  if (scope.language === null && scope.surface === null) return Prisma.empty;
  return Prisma.sql`JOIN items i ON i.id = ${Prisma.raw(of)}.item_id AND ${filterOf(scope, "i")}`;
}

/**
 * Decisions of the window as all figures count them, one row each: no reversals, and none that was taken back
 * before anyone could hear of it (a slip of the hand, no decision; what is contested was heard of). Who found the item first, `finder`, was
 * fixed when the decision was written.
 */
export function decidedInScope(scope: Scope, undoSeconds: number): Prisma.Sql {
  return Prisma.sql`
    SELECT d.id, d.item_id, d.case_id, d.action, d.source::text AS source, d.created_at, d.policy_code AS code, d.received_at,
           d.finder, r.created_at IS NOT NULL AS reversed, a.state::text AS appeal
    FROM decisions d
    LEFT JOIN decisions r ON r.reverses_id = d.id
    LEFT JOIN appeals a ON a.decision_id = d.id
    WHERE d.created_at >= ${scope.from} AND d.created_at <= ${scope.to} AND d.reverses_id IS NULL
      AND (r.created_at IS NULL OR a.decision_id IS NOT NULL OR r.created_at > d.created_at + make_interval(secs => ${undoSeconds}))
      AND (${scope.policy}::text IS NULL OR d.policy_code = ${scope.policy}) AND ${filterOf(scope, "d")}`;
}
