import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";

/** The longest words that are kept while they cannot be taken, UTF-16 units. */
const DRAFT_CHARACTERS = 20_000;
/** How long they are kept. */
const DRAFT_HOURS = 24;

/** Keeps words that the appeal page could not take, and forgets those of yesterday. */
export async function keepDraft(tx: Tx, decisionId: string, words: string, now: Date): Promise<void> {
  const statement = words.slice(0, DRAFT_CHARACTERS).toWellFormed();
  await tx.appealDraft.deleteMany({
    where: { updatedAt: { lt: new Date(now.getTime() - DRAFT_HOURS * 3_600_000) } },
  });
  await tx.appealDraft.upsert({
    where: { decisionId },
    create: { decisionId, statement, updatedAt: now },
    update: { statement, updatedAt: now },
  });
}

/**
 * A decision with what an appeal needs to know of it. The row is locked: of an undo, a reversal and an appeal at
 * the same moment each sees what the one before it did. (Reading for the page needs no lock.)
 */
export async function loadContested(tx: Tx, decisionId: string, lock: boolean) {
  if (lock) await tx.$queryRaw`SELECT id FROM decisions WHERE id = ${decisionId}::uuid FOR UPDATE`;
  return tx.decision.findUnique({
    where: { id: decisionId },
    include: {
      item: { select: { id: true, externalId: true, revision: true, kind: true, text: true, reach: true } },
      policyVersion: { include: { policy: { select: { code: true } } } },
      statement: { select: { content: true } },
      reversedBy: { select: { id: true } },
      strike: { select: { policyCode: true, expiresAt: true } },
      appealDraft: { select: { statement: true } },
      appeal: { include: { case: { select: { dueAt: true } } } },
    },
  });
}
export type Contested = NonNullable<Awaited<ReturnType<typeof loadContested>>>;

const openAppealSchema = z.array(
  z.object({
    id: z.string(),
    decisionId: z.string(),
    locale: z.string(),
  }),
);

/** The open appeal that a case is about, locked; null when there is none. */
export async function lockOpenAppeal(
  tx: Tx,
  caseNumber: number,
): Promise<z.infer<typeof openAppealSchema>[number] | null> {
  const rows = await tx.$queryRaw`
    SELECT a.id, a.decision_id AS "decisionId", a.locale
    FROM appeals a JOIN cases c ON c.id = a.case_id
    WHERE c.number = ${caseNumber} AND a.state = 'open'
    FOR UPDATE OF a`;
  return openAppealSchema.parse(rows)[0] ?? null;
}

const stateSchema = z.array(z.object({ state: z.enum(["allowed", "actioned", "in_review"]) }));

/** The state an item returns to when one decision on it falls: whatever else stands, stands. */
export async function stateWithout(
  tx: Tx,
  itemId: string,
  decisionId: string,
): Promise<"allowed" | "actioned" | "in_review"> {
  const rows = await tx.$queryRaw`
    SELECT CASE
      WHEN EXISTS (SELECT 1 FROM cases WHERE item_id = ${itemId}::uuid AND state = 'open' AND purpose IN ('triage', 'escalation'))
        THEN 'in_review'
      WHEN EXISTS (SELECT 1 FROM decisions d WHERE d.item_id = ${itemId}::uuid AND d.id <> ${decisionId}::uuid
                     AND d.action <> 'allow' AND NOT EXISTS (SELECT 1 FROM decisions r WHERE r.reverses_id = d.id))
        THEN 'actioned'
      ELSE 'allowed' END AS state`;
  return stateSchema.parse(rows)[0]?.state ?? "allowed";
}
