import { aViewer, openCasesFor } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import type { Action } from "#lib/policy/index.ts";
import { claimCase, decideCase, getCase } from "#lib/review/index.ts";
import type { QualityValues } from "./schema.ts";

/** Everything is looked at twice, unless a test says otherwise. */
export async function setShares(values: Partial<QualityValues> = {}): Promise<void> {
  await db().qualitySettings.update({
    where: { id: 1 },
    data: { values: { share: 1, queues: {}, policies: {}, goldShare: 0, ...values } },
  });
}

/** The case, claimed by this person. */
export async function claimed(viewer: Viewer, caseNumber: number) {
  return claimCase(viewer, caseNumber, (await getCase(viewer, caseNumber)).version);
}

export const NOTE = "a note that only colleagues may read";

/** A decision by a person in an ordinary case. */
export async function aDecision(
  action: Action = "remove",
  options: { by?: Viewer; item?: Record<string, unknown>; caseNumber?: number } = {},
) {
  const by = options.by ?? (await aViewer("moderator"));
  const caseNumber = options.caseNumber ?? (await openCasesFor(1, options.item))[0] ?? 0;
  const { version } = await claimed(by, caseNumber);
  const { decisionId } = await decideCase(by, caseNumber, {
    version,
    action,
    policyCode: action === "allow" ? null : "H-2",
    rationale: NOTE,
    reveals: 0,
  });
  return { by, caseNumber, decisionId: decisionId ?? "" };
}

/** The second look of a decision, with its case. */
export function lookOf(decisionId: string) {
  return db().secondLook.findUniqueOrThrow({
    where: { decisionId },
    include: { case: true, adjudicationCase: true },
  });
}
