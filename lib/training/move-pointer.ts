import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { inTransaction, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { TEXT_MODEL } from "#lib/scoring/index.ts";
import { evaluationSchema, type MovableModel, type MoveRequest, moveSchema } from "./schema.ts";
import { isMeasuredOnNow } from "./text-model-then.ts";

type Move = {
  kind: "promote" | "roll_back";
  to: { id: string; version: string };
  /** What the next roll-back would go to. */
  previousId: string | null;
  evaluationId: string | null;
};

/**
 * Puts a version in force. It must have passed an evaluation against the very champion it replaces (invariant 12);
 * the database refuses it otherwise too. Workers follow with their next batch.
 * @throws DomainError not_found, conflict
 */
export function promoteVersion(
  viewer: Viewer,
  version: string,
  body: MoveRequest,
  name: MovableModel = TEXT_MODEL,
): Promise<{ revision: number }> {
  assertCan(viewer, "models:promote");
  return movePointer(viewer, name, body, async (tx, pointer) => {
    const to = await tx.modelVersion.findUnique({
      where: { name_version: { name, version } },
      select: { id: true, version: true },
    });
    if (!to) throw new DomainError("not_found", "There is no such version.");
    if (to.id === pointer.versionId) throw new DomainError("conflict", "This version is in force already.");
    const evaluation = await tx.modelEvaluation.findFirst({
      where: { challengerId: to.id, championId: pointer.versionId },
      orderBy: { createdAt: "desc" },
      select: { id: true, passed: true, result: true },
    });
    if (!evaluation?.passed)
      throw new DomainError(
        "conflict",
        evaluation
          ? "The gate refused this version: it did not beat the champion on the same frozen test split."
          : "This version was never measured against the champion in force; evaluate it first.",
      );
    if (!(await isMeasuredOnNow(tx, evaluationSchema.parse(evaluation.result))))
      throw new DomainError(
        "conflict",
        "The text model has changed since this version was measured against it; evaluate it again.",
      );
    return { kind: "promote", to, previousId: pointer.versionId, evaluationId: evaluation.id };
  });
}

/** Puts back in force what was in force before. @throws DomainError conflict where there is nothing before */
export function rollBack(
  viewer: Viewer,
  body: MoveRequest,
  name: MovableModel = TEXT_MODEL,
): Promise<{ revision: number }> {
  assertCan(viewer, "models:promote");
  return movePointer(viewer, name, body, async (tx, pointer) => {
    if (!pointer.previousVersionId)
      throw new DomainError("conflict", "Nothing was in force before this version.");
    const to = await tx.modelVersion.findUniqueOrThrow({
      where: { id: pointer.previousVersionId },
      select: { id: true, version: true },
    });
    // What had been replaced when that one came into force.
    const came = await tx.modelPointerMove.findFirst({
      where: { name, toVersionId: to.id, kind: { not: "roll_back" } },
      orderBy: { revision: "desc" },
    });
    return { kind: "roll_back", to, previousId: came?.fromVersionId ?? null, evaluationId: null };
  });
}

function movePointer(
  viewer: Viewer,
  name: MovableModel,
  body: MoveRequest,
  decide: (tx: Tx, pointer: { versionId: string; previousVersionId: string | null }) => Promise<Move>,
): Promise<{ revision: number }> {
  const { revision, reason } = moveSchema.parse(body);
  return inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT name FROM model_pointers WHERE name = ${name} FOR UPDATE`;
    const pointer = await tx.modelPointer.findUnique({ where: { name } });
    if (pointer?.revision !== revision)
      throw new DomainError("conflict", "Somebody moved the champion meanwhile; look again.");
    const { kind, to, previousId, evaluationId } = await decide(tx, pointer);
    const next = revision + 1;
    await tx.modelPointer.update({
      where: { name, revision },
      data: { versionId: to.id, previousVersionId: previousId, revision: next, movedAt: new Date() },
    });
    await tx.modelVersion.update({ where: { id: pointer.versionId }, data: { state: "archived" } });
    await tx.modelVersion.update({ where: { id: to.id }, data: { state: "champion" } });
    await tx.modelPointerMove.create({
      data: {
        name,
        revision: next,
        kind,
        fromVersionId: pointer.versionId,
        toVersionId: to.id,
        evaluationId,
        reason,
        actorId: viewer.userId,
      },
    });
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: kind === "promote" ? "model.promoted" : "model.rolled_back",
        subject: `model:${name}/${to.version}`,
        data: { revision: next, evaluationId, reason },
      },
    ]);
    return { revision: next };
  });
}
