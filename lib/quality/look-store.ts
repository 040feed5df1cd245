import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";
import type { Verdict } from "./schema.ts";

const lookSchema = z.array(
  z.object({
    id: z.string(),
    role: z.enum(["second", "adjudication"]),
  }),
);

/**
 * The unfinished second look that a case is about and the decision it looks at, both locked; null when there is
 * none. The decision is locked first, as an undo and an appeal do, so that none of them waits for each other.
 */
export async function lockLook(tx: Tx, caseNumber: number) {
  const about = await tx.secondLook.findFirst({
    where: { OR: [{ case: { number: caseNumber } }, { adjudicationCase: { number: caseNumber } }] },
    select: { decisionId: true },
  });
  if (!about) return null;
  const first = await loadFirst(tx, about.decisionId);
  const rows = await tx.$queryRaw`
    SELECT l.id, CASE WHEN c.id = l.case_id THEN 'second' ELSE 'adjudication' END AS role
    FROM cases c JOIN second_looks l ON c.id IN (l.case_id, l.adjudication_case_id)
    WHERE c.number = ${caseNumber} AND l.state = CASE WHEN c.id = l.case_id THEN 'open' ELSE 'disagreed' END::look_state
    FOR UPDATE OF l`;
  const [look] = lookSchema.parse(rows);
  return look ? { ...look, first } : null;
}

async function loadFirst(tx: Tx, decisionId: string) {
  await tx.$queryRaw`SELECT id FROM decisions WHERE id = ${decisionId}::uuid FOR UPDATE`;
  return tx.decision.findUniqueOrThrow({
    where: { id: decisionId },
    include: {
      item: { select: { id: true, externalId: true, revision: true, reach: true } },
      case: { select: { severity: true, policyCode: true } },
      reversedBy: { select: { id: true } },
      appeal: { select: { id: true } },
    },
  });
}
export type First = Awaited<ReturnType<typeof loadFirst>>;

/** What a decision says, as a second person would say it. */
export const verdictOf = ({ action, policyCode }: First): Verdict => ({ action, policyCode });

/** Where disagreements wait for a third person: the queue of that name, else any of this purpose. */
export async function adjudicationQueue(tx: Tx): Promise<string | null> {
  const queues = await tx.queue.findMany({
    where: { purpose: "quality" },
    orderBy: { position: "asc" },
    select: { slug: true },
  });
  return (queues.find(({ slug }) => slug === "adjudication") ?? queues[0])?.slug ?? null;
}

/** Whether people still have the item before them for another reason. */
export async function isInReview(tx: Tx, itemId: string): Promise<boolean> {
  const open = await tx.case.count({
    where: { itemId, state: "open", purpose: { in: ["triage", "escalation"] } },
  });
  return open > 0;
}
