import { z } from "zod";
import { db, inTransaction } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { takeBack } from "#lib/review/index.ts";
import { moveMembers, nextMembers } from "./member-store.ts";

const CHUNK = 20;
const reasonSchema = z.object({ reason: z.enum(["appealed", "decided_anew", "reversed"]) });

/** Takes the next decisions back, each in a transaction of its own: one that stands for good reasons stops no other. */
export async function takeSomeBack(bulkId: string, now: Date): Promise<void> {
  const bulk = await db().bulkAction.findUniqueOrThrow({ where: { id: bulkId } });
  const members = await nextMembers(db(), bulkId, "decided", CHUNK);
  if (members.length === 0) {
    await db().bulkAction.updateMany({
      where: { id: bulkId, state: "undoing" },
      data: { state: "undone", finishedAt: now },
    });
    return;
  }
  for (const { itemId, decisionId } of members)
    await takeOneBack(bulkId, bulk, itemId, decisionId ?? "", now);
}

async function takeOneBack(
  bulkId: string,
  { undoneById, number }: { undoneById: string | null; number: number },
  itemId: string,
  decisionId: string,
  now: Date,
): Promise<void> {
  try {
    await inTransaction(async (tx) => {
      const { outcome } = await takeBack(
        tx,
        decisionId,
        { by: undoneById ?? "", claim: false, bulk: number },
        now,
      );
      await moveMembers(tx, bulkId, "decided", [
        { itemId, state: outcome === "cancelled" ? "taken_back" : "reversed" },
      ]);
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // Contested, decided anew or taken back alone meanwhile: it stands, and the page says why.
    const told = reasonSchema.safeParse(error.extra);
    const reason = told.success ? told.data.reason : "decided_anew";
    await moveMembers(db(), bulkId, "decided", [{ itemId, state: "kept", reason }]);
  }
}
