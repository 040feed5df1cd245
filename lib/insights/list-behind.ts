import { z } from "zod";
import type { Viewer } from "#lib/auth/index.ts";
import { db, Prisma } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { withinRights } from "./rights.ts";
import type { Figure, InsightsQuery } from "./schema.ts";
import { decidedInScope, filterOf, type Scope, scopeOf } from "./scope.ts";

const rowSchema = z.object({
  caseNumber: z.number().nullable(),
  itemId: z.string(),
  externalId: z.string(),
  at: z.date().transform((at) => at.toISOString()),
  /** The action, the verdict or the case's state. */
  outcome: z.string(),
  policyCode: z.string().nullable(),
  /** system, report or sample; null where nobody had to find it. */
  finder: z.string().nullable(),
});
export type BehindRow = z.infer<typeof rowSchema>;

/** How many rows stand behind a figure on its page, newest first. */
export const BEHIND_LIMIT = 200;

/** The newest cases and decisions that a figure was counted from, under the same filters. */
export async function listBehind(
  viewer: Viewer,
  figure: Figure,
  query: InsightsQuery,
  now = new Date(),
): Promise<BehindRow[]> {
  const rows = await db()
    .$queryRaw`${behind(figure, scopeOf(await withinRights(viewer, query), now))} ORDER BY at DESC LIMIT ${BEHIND_LIMIT}`;
  return rowSchema.array().parse(rows);
}

function behind(figure: Figure, scope: Scope): Prisma.Sql {
  switch (figure) {
    case "prevalence":
      return judged(scope, Prisma.sql`true`);
    case "precision":
      return judged(
        scope,
        Prisma.sql`EXISTS (SELECT 1 FROM decisions d WHERE d.item_id = s.item_id AND d.source = 'automation' AND d.action <> 'allow')`,
      );
    case "proactive":
    case "action":
      return decided(scope, Prisma.sql`action <> 'allow' AND NOT reversed`);
    case "appeals":
      return contested(scope);
    case "reversed":
      return decided(scope, Prisma.sql`action <> 'allow' AND reversed`);
    case "automation":
      return decided(scope, Prisma.sql`source = 'automation'`);
    case "late":
      return late(scope);
    case "agreement":
      return judgedAgain(scope);
  }
}

/** Judged posts of the sample; with a policy those that violate it. */
function judged(scope: Scope, which: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT (SELECT max(c.number) FROM cases c WHERE c.item_id = s.item_id AND c.purpose = 'prevalence') AS "caseNumber",
           i.id AS "itemId", i.external_id AS "externalId", s.judged_at AS at, s.verdict::text AS outcome,
           s.policy_code AS "policyCode", NULL AS finder
    FROM prevalence_samples s JOIN items i ON i.id = s.item_id
    WHERE s.drawn_at >= ${scope.from} AND s.drawn_at <= ${scope.to} AND s.verdict IS NOT NULL AND ${which}
      AND (${scope.policy}::text IS NULL OR s.policy_code = ${scope.policy}) AND ${filterOf(scope, "i")}`;
}

function decided(scope: Scope, which: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    WITH decided AS (${decidedInScope(scope, env().UNDO_SECONDS)}),
    newest AS (SELECT * FROM decided WHERE ${which} ORDER BY created_at DESC LIMIT ${BEHIND_LIMIT})
    SELECT c.number AS "caseNumber", newest.item_id AS "itemId", i.external_id AS "externalId",
           newest.created_at AS at, newest.action AS outcome, newest.code AS "policyCode", newest.finder
    FROM newest JOIN items i ON i.id = newest.item_id LEFT JOIN cases c ON c.id = newest.case_id`;
}

/** Appeals against decisions of the window, whatever became of them. */
function contested(scope: Scope): Prisma.Sql {
  return Prisma.sql`
    WITH decided AS (${decidedInScope(scope, env().UNDO_SECONDS)})
    SELECT c.number AS "caseNumber", decided.item_id AS "itemId", i.external_id AS "externalId", a.filed_at AS at,
           a.state::text AS outcome, decided.code AS "policyCode", decided.finder
    FROM decided JOIN appeals a ON a.decision_id = decided.id JOIN cases c ON c.id = a.case_id JOIN items i ON i.id = decided.item_id
    WHERE action <> 'allow'`;
}

/** Second looks and calibration items that count towards agreement, by what they came to. */
function judgedAgain(scope: Scope): Prisma.Sql {
  return Prisma.sql`
    WITH twice AS (
      SELECT l.item_id, c.number, l.second_at AS at, l.state::text AS outcome, d.policy_code AS one, l.second_policy_code AS other
      FROM second_looks l JOIN decisions d ON d.id = l.decision_id LEFT JOIN cases c ON c.id = d.case_id
      WHERE l.state IN ('agreed', 'disagreed', 'settled') AND l.second_at >= ${scope.from} AND l.second_at <= ${scope.to}
      UNION ALL
      SELECT shown.item_id, shown.number, session.closed_at,
             CASE WHEN count(DISTINCT coalesce(a.policy_code, '')) = 1 THEN 'agreed' ELSE 'disagreed' END,
             min(a.policy_code), max(a.policy_code)
      FROM calibration_sessions session JOIN calibration_items i ON i.session_id = session.id JOIN cases shown ON shown.id = i.case_id
      JOIN calibration_answers a ON a.item_id = i.id
      WHERE session.state = 'closed' AND session.closed_at >= ${scope.from} AND session.closed_at <= ${scope.to}
      GROUP BY shown.item_id, shown.number, session.closed_at, i.id HAVING count(*) >= 2)
    SELECT twice.number AS "caseNumber", i.id AS "itemId", i.external_id AS "externalId", twice.at, twice.outcome,
           -- Until a disagreement is settled it tells nobody what was said: the reader may be the third.
           CASE WHEN twice.outcome <> 'disagreed' THEN coalesce(twice.one, twice.other) END AS "policyCode", NULL AS finder
    FROM twice JOIN items i ON i.id = twice.item_id
    WHERE (${scope.policy}::text IS NULL OR ${scope.policy} IN (twice.one, twice.other)) AND ${filterOf(scope, "i")}`;
}

/** Cases that were not decided by their due time. */
function late(scope: Scope): Prisma.Sql {
  return Prisma.sql`
    SELECT c.number AS "caseNumber", i.id AS "itemId", i.external_id AS "externalId", c.due_at AS at,
           c.state::text AS outcome, c.policy_code AS "policyCode", NULL AS finder
    FROM cases c JOIN items i ON i.id = c.item_id
    WHERE c.due_at >= ${scope.from} AND c.due_at <= ${scope.to} AND c.state <> 'cancelled' AND c.purpose <> 'prevalence'
      AND NOT (c.state = 'decided' AND c.closed_at <= c.due_at)
      AND (${scope.policy}::text IS NULL OR c.policy_code = ${scope.policy}) AND ${filterOf(scope, "i")}`;
}
