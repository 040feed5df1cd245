import { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { inTransaction } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { FUSION_MODEL, LATE_FUSION } from "#lib/scoring/index.ts";

/** Into the shadow or out of it. */
export const shadowSchema = z.object({ shadow: z.boolean() });

/**
 * Lets a fused version score each new item in shadow: its scores are kept beside the signals, and nothing listens to
 * them. Or ends that; what it said stays.
 * @throws DomainError not_found, conflict for a version in force, and where it is so already
 */
export function setShadow(
  viewer: Viewer,
  version: string,
  { shadow }: z.infer<typeof shadowSchema>,
): Promise<{ state: string }> {
  assertCan(viewer, "models:promote");
  if (version === LATE_FUSION)
    throw new DomainError("conflict", "Late fusion is always there to compare with.");
  return inTransaction(async (tx) => {
    const where = { name: FUSION_MODEL, version };
    const { count } = await tx.modelVersion.updateMany({
      where: { ...where, state: shadow ? { in: ["candidate", "archived"] } : "challenger" },
      data: { state: shadow ? "challenger" : "candidate" },
    });
    if (count !== 1) {
      if ((await tx.modelVersion.count({ where })) === 0)
        throw new DomainError("not_found", "There is no such version.");
      throw new DomainError("conflict", "This version is in force, or somebody did the same meanwhile.");
    }
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: shadow ? "model.shadow_started" : "model.shadow_ended",
        subject: `model:${FUSION_MODEL}/${version}`,
        data: {},
      },
    ]);
    return { state: shadow ? "challenger" : "candidate" };
  });
}
