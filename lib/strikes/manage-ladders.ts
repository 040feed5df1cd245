import type { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { currentPolicies } from "#lib/policy/index.ts";
import { INSTALLED_LADDER } from "./ladder.ts";
import type { LaddersView, LadderView, saveLadderSchema } from "./schema.ts";
import { appendLadder, type LadderRow, newestLadders } from "./store.ts";

/** The default ladder and that of every policy in force, as their page shows them. */
export async function listLadders(viewer: Viewer): Promise<LaddersView> {
  assertCan(viewer, "strikes:manage");
  const [rows, policies] = await Promise.all([newestLadders(db()), currentPolicies()]);
  return {
    general: toView(null, rows, INSTALLED_LADDER),
    policies: policies.map((policy) => ({
      code: policy.code,
      title: { en: policy.title, fa: policy.translations.fa?.title ?? policy.title },
      severity: policy.severity,
      allowedActions: policy.allowedActions,
      ladder: toView(policy.code, rows, null),
    })),
  };
}

/**
 * Writes the next version of a ladder; strikes that were given keep their end. Versioned, and in the audit log.
 * @throws DomainError conflict when it was changed meanwhile, invalid without a default or for no policy
 */
export function saveLadder(
  viewer: Viewer,
  { policyCode, version, content, note }: z.output<typeof saveLadderSchema>,
): Promise<LaddersView> {
  assertCan(viewer, "strikes:manage");
  if (policyCode === null && content === null)
    throw new DomainError("invalid", "There must be a default.", {
      fields: [{ field: "content", message: "the default cannot be left out" }],
    });
  return inTransaction(async (tx) => {
    if (policyCode !== null && (await tx.policy.count({ where: { code: policyCode } })) === 0)
      throw new DomainError("not_found", "There is no such policy.");
    const row = { policyCode, version, content, note, authorId: viewer.userId };
    if (!(await appendLadder(tx, row)))
      throw new DomainError("conflict", "Somebody changed this ladder meanwhile. Look at it again.");
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "strikes.ladder_changed",
        subject: policyCode === null ? "strikes:default" : `policy:${policyCode}`,
        data: { version: version + 1, content, note },
      },
    ]);
  }).then(() => listLadders(viewer));
}

function toView(
  policyCode: string | null,
  rows: readonly LadderRow[],
  installed: typeof INSTALLED_LADDER | null,
): LadderView {
  const row = rows.find((other) => other.policyCode === policyCode);
  return {
    policyCode,
    version: row?.version ?? 0,
    content: row ? row.content : installed,
    note: row?.note ?? "",
    authorName: row?.authorName ?? null,
    changedAt: row?.createdAt.toISOString() ?? null,
  };
}
