import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { type LookRow, lookStateSchema, type Pair } from "./schema.ts";

/** How many looks a page lists, newest first. */
const LOOKS_SHOWN = 50;
const EXCERPT_CHARACTERS = 120;

/**
 * The newest second looks. What was answered is told when a look is finished and not before: whoever reads this may
 * be the second or third person tomorrow.
 * @param pair only those that these two answered, in whichever order
 */
export async function listLooks(viewer: Viewer, pair?: Pair): Promise<LookRow[]> {
  assertCan(viewer, "quality:manage");
  const rows = await db().secondLook.findMany({
    where: {
      state: { not: "cancelled" },
      ...(pair && { firstById: { in: pair }, secondById: { in: pair } }),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: LOOKS_SHOWN,
    include: {
      decision: { select: { action: true, policyCode: true, case: { select: { number: true } } } },
      item: { select: { text: true } },
      case: { select: { number: true, dueAt: true } },
      adjudicationCase: { select: { number: true, dueAt: true } },
      firstBy: { select: { name: true } },
      secondBy: { select: { name: true } },
      settledBy: { select: { name: true } },
    },
  });
  return rows.map((row) => {
    const finished = row.state !== "open" && row.state !== "disagreed";
    const answer = (by: { name: string } | null, action: string | null, policyCode: string | null) =>
      finished && by && action ? { name: by.name, action, policyCode } : null;
    return {
      id: row.id,
      state: lookStateSchema.parse(row.state),
      drawnBy: row.drawnBy === "rule" ? "rule" : "share",
      chance: row.chance,
      excerpt: row.item.text.slice(0, EXCERPT_CHARACTERS).toWellFormed(),
      at: (row.settledAt ?? row.secondAt ?? row.createdAt).toISOString(),
      dueAt: finished ? null : (row.adjudicationCase ?? row.case).dueAt.toISOString(),
      firstCase: row.decision.case?.number ?? null,
      waitingCase: finished ? null : (row.adjudicationCase ?? row.case).number,
      first: answer(row.firstBy, row.decision.action, row.decision.policyCode),
      second: answer(row.secondBy, row.secondAction, row.secondPolicyCode),
      settled: answer(row.settledBy, row.settledAction, row.settledPolicyCode),
    };
  });
}
