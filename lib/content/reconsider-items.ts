import { z } from "zod";
import { db, inTransaction, type Tx } from "#lib/db/index.ts";
import {
  policiesInForce,
  type Routing,
  routeItem,
  rulesInForce,
  type SignalSetValues,
  signalSetSchema,
} from "#lib/policy/index.ts";
import { openCases, refreshCasePriority } from "#lib/review/index.ts";
import { toCase } from "./judge-items.ts";
import { type LoadedItem, loadItems } from "./judge-store.ts";

/**
 * Looks again at items whose reports changed: one that was allowed may now need a person, one already
 * before people may become more urgent. What was actioned stays as decided.
 * @returns ids still pending; the caller tries those again
 */
export async function reconsiderItems(itemIds: string[], now: Date): Promise<string[]> {
  const items = await loadItems(db(), itemIds, ["pending", "allowed", "in_review"]);
  const [policies, rules] = await Promise.all([policiesInForce(db()), rulesInForce(db())]);
  for (const item of items) {
    if (item.state === "pending") continue;
    await inTransaction(async (tx) => {
      const routing = routeItem({
        itemId: item.id,
        item: item.facts,
        signals: await storedSignals(tx, item.id),
        policies,
        rules,
      });
      if (routing.outcome !== "allow") await bringToPeople(tx, item, toReview(routing), now);
    });
  }
  return items.filter((item) => item.state === "pending").map((item) => item.id);
}

type Review = Extract<Routing, { outcome: "review" }>;

/** After the fact nothing is taken down by automation alone: a report asks for a person. */
function toReview(routing: Exclude<Routing, { outcome: "allow" }>): Review {
  return routing.outcome === "review"
    ? routing
    : { ...routing, outcome: "review", queueSlug: routing.policy.queueSlug };
}

async function bringToPeople(tx: Tx, item: LoadedItem, routing: Review, now: Date): Promise<void> {
  const wanted = toCase(item, routing);
  if (item.state === "in_review") return refreshCasePriority(tx, wanted);
  // Decided by a person already: further reports are noted, and only a rule change or an appeal reopens it.
  const decided = await tx.decision.count({ where: { itemId: item.id, source: "person" } });
  if (decided > 0) return;
  const { count } = await tx.item.updateMany({
    where: { id: item.id, state: "allowed" },
    data: { state: "in_review", stateAt: now },
  });
  if (count === 1) await openCases(tx, [wanted], now);
}

const storedSchema = z.array(signalSetSchema);

async function storedSignals(tx: Tx, itemId: string): Promise<SignalSetValues[]> {
  return storedSchema.parse(await tx.signalSet.findMany({ where: { itemId } }));
}
