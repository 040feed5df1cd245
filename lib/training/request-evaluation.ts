import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { inTransaction } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { evaluateModel, sendJobs } from "#lib/jobs/index.ts";
import { TEXT_MODEL } from "#lib/scoring/index.ts";
import type { MovableModel } from "./schema.ts";

/**
 * Has a version measured against the champion of this moment, on the snapshot it was trained on, as the worker finds
 * time; needed when the champion has changed since it was measured.
 * @throws DomainError not_found, conflict for a version that was not trained here
 */
export function requestEvaluation(
  viewer: Viewer,
  version: string,
  name: MovableModel = TEXT_MODEL,
): Promise<void> {
  assertCan(viewer, "models:train");
  return inTransaction(async (tx) => {
    const found = await tx.modelVersion.findUnique({
      where: { name_version: { name, version } },
      select: { id: true, trainingRun: { select: { snapshotId: true } } },
    });
    if (!found) throw new DomainError("not_found", "There is no such version.");
    if (!found.trainingRun)
      throw new DomainError("conflict", "Only a version trained here has a snapshot to be measured on.");
    await sendJobs(tx, evaluateModel, [{ versionId: found.id, snapshotId: found.trainingRun.snapshotId }]);
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "model.evaluation_requested",
        subject: `model:${name}/${version}`,
        data: {},
      },
    ]);
  });
}
