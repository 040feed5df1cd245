import { z } from "zod";
import type { Viewer } from "#lib/auth/index.ts";
import type { Tx } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import type { Action } from "#lib/policy/index.ts";
import { drawNumber, inclusionProbability, type SamplingDesign } from "./sampling.ts";

/** The design that the settings ask for. */
function designInForce(): SamplingDesign {
  const { PREVALENCE_RATE, PREVALENCE_REACH_UNIT, PREVALENCE_CAP } = env();
  return { rate: PREVALENCE_RATE, reachUnit: PREVALENCE_REACH_UNIT ?? null, cap: PREVALENCE_CAP };
}

/**
 * Draws the prevalence sample among items that were inserted in this transaction, before any score exists
 * (Poisson sampling: each item for itself), and stores with what chance (invariant 10).
 */
export async function drawSample(
  tx: Tx,
  items: { id: string; externalId: string; contentHash: string; reach: number }[],
  design = designInForce(),
): Promise<void> {
  const drawn = items.flatMap(({ id, externalId, contentHash, reach }) => {
    const chance = inclusionProbability(design, reach);
    return drawNumber(env().DOCKET_SECRET, externalId, contentHash) < chance
      ? [{ itemId: id, inclusionProbability: chance, views: reach }]
      : [];
  });
  if (drawn.length > 0) await tx.prevalenceSample.createMany({ data: drawn });
}

/** Which of these items are sampled and not judged yet. */
export async function pendingSamples(tx: Tx, itemIds: string[]): Promise<string[]> {
  const rows = await tx.prevalenceSample.findMany({
    where: { itemId: { in: itemIds }, verdict: null },
    select: { itemId: true },
  });
  return rows.map(({ itemId }) => itemId);
}

const itemSchema = z.array(z.object({ actsNow: z.boolean() }));

/**
 * Writes the verdict of a blind judgement. It is an act on the item too only when it confirms harm on one that is
 * up and that no person has decided: an item already down needs none, one in review has its own case, and
 * against a colleague's decision a blind second opinion is evidence about agreement, not an order.
 * @returns whether the caller is to record it as an ordinary decision
 */
export async function judgeSample(
  tx: Tx,
  viewer: Viewer,
  itemId: string,
  judgement: { action: Action; policyCode: string | null },
  now: Date,
): Promise<boolean> {
  const violating = judgement.action !== "allow";
  await tx.prevalenceSample.update({
    where: { itemId },
    data: {
      verdict: violating ? "violating" : "not_violating",
      policyCode: violating ? judgement.policyCode : null,
      judgedById: viewer.userId,
      judgedAt: now,
    },
  });
  const [item] = itemSchema.parse(
    await tx.$queryRaw`
      SELECT state = 'allowed' AND NOT EXISTS (
        SELECT 1 FROM decisions d WHERE d.item_id = items.id AND d.source = 'person' AND d.reverses_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM decisions r WHERE r.reverses_id = d.id)) AS "actsNow"
      FROM items WHERE id = ${itemId}::uuid FOR UPDATE`,
  );
  return violating && item?.actsNow === true;
}

/** The sample waits for its verdict again. */
export async function takeVerdictBack(tx: Tx, itemId: string): Promise<void> {
  await tx.prevalenceSample.update({
    where: { itemId },
    data: { verdict: null, policyCode: null, judgedById: null, judgedAt: null },
  });
}
