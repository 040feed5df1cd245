import { AUTOMATIC_SIGNALS, aScorer, aViewer, ingest, openCasesFor } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { judgeItems } from "#lib/content/index.ts";
import { db } from "#lib/db/index.ts";
import { claimCase, decideCase, getCase } from "#lib/review/index.ts";
import { fileAppeal } from "./index.ts";

export const WORDS = "I sold my own bicycle. This was no spam.";

/** A removal by automation; returns its decision. */
export async function automaticRemoval(over: Record<string, unknown> = {}) {
  const [itemId = ""] = await ingest({ text: `cheap watches ${crypto.randomUUID()}`, ...over });
  await judgeItems([itemId], aScorer(AUTOMATIC_SIGNALS), new Date());
  return db().decision.findFirstOrThrow({ where: { itemId }, include: { item: true, statement: true } });
}

/** A removal by a person; returns its decision and who made it. */
export async function personalRemoval(viewer?: Viewer) {
  const by = viewer ?? (await aViewer("moderator"));
  const [number = 0] = await openCasesFor(1);
  const held = await claimCase(by, number, (await getCase(by, number)).version);
  const { decisionId } = await decideCase(by, number, {
    version: held.version,
    action: "remove",
    policyCode: "H-2",
    rationale: "in words for the author",
    privateNote: "for colleagues only",
    reveals: 0,
  });
  const decision = await db().decision.findUniqueOrThrow({
    where: { id: decisionId ?? "" },
    include: { item: true, statement: true },
  });
  return { decision, by, caseNumber: number };
}

/** Files an appeal; returns the number of its case. */
export async function appealed(decisionId: string, statement = WORDS): Promise<number> {
  const { appealId } = await fileAppeal({ decisionId, statement, language: "en" }, "author");
  const appeal = await db().appeal.findUniqueOrThrow({ where: { id: appealId }, include: { case: true } });
  return appeal.case.number;
}

/** The case, claimed by this person. */
export async function claimed(viewer: Viewer, caseNumber: number) {
  return claimCase(viewer, caseNumber, (await getCase(viewer, caseNumber)).version);
}
