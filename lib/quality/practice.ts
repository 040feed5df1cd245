import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { recordExposure } from "#lib/care/index.ts";
import { db, inTransaction, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import type { KeptDraft } from "#lib/review/draft-schema.ts";
import {
  getCaseUnseen,
  type HoldRequest,
  holdRequestSchema,
  readDraft,
  storeDraft,
} from "#lib/review/index.ts";
import type { CaseView, DecisionRequest, DecisionResult } from "#lib/review/schema.ts";
import { agrees } from "./look.ts";
import { answerHeldPractice, changePractice, holdPractice } from "./practice-store.ts";

/** A person's own practice case with what it is made of. @throws DomainError not_found, also for other people's */
async function loadPractice(tx: Tx, viewer: Viewer, caseNumber: number) {
  const found = await tx.practiceCase.findUnique({
    where: { number: caseNumber, userId: viewer.userId },
    include: {
      gold: {
        include: {
          case: {
            select: { number: true, purpose: true, severity: true, queue: { select: { slaMinutes: true } } },
          },
        },
      },
    },
  });
  if (!found) throw new DomainError("not_found", "There is no such case.");
  return found;
}

/** The number of the case whose item a practice case shows. @throws DomainError not_found */
export async function sourceOfPractice(viewer: Viewer, caseNumber: number): Promise<number> {
  return (await loadPractice(db(), viewer, caseNumber)).gold.case.number;
}

/**
 * A practice case as the desk shows any case of its queue: the item as it was, moved to this day, with nothing of
 * what was decided on it.
 * @throws DomainError not_found
 */
export async function getPractice(viewer: Viewer, caseNumber: number): Promise<CaseView> {
  const found = await loadPractice(db(), viewer, caseNumber);
  const shown = await getCaseUnseen(viewer, found.gold.case.number);
  const { createdAt, claimExpiresAt, heldAt, holdReason, gold } = found;
  const later = createdAt.getTime() - Date.parse(shown.item.receivedAt);
  const moved = (at: string) => new Date(Date.parse(at) + later).toISOString();
  const held = found.state === "open" && claimExpiresAt !== null && claimExpiresAt > new Date();
  const mine = held
    ? { userId: viewer.userId, userName: viewer.name, mine: true, expiresAt: claimExpiresAt.toISOString() }
    : null;
  return {
    ...shown,
    number: found.number,
    version: found.version,
    state: found.state === "open" ? "open" : "decided",
    tookPart: false,
    createdAt: createdAt.toISOString(),
    dueAt: new Date(createdAt.getTime() + gold.case.queue.slaMinutes * 60_000).toISOString(),
    item: {
      ...shown.item,
      receivedAt: moved(shown.item.receivedAt),
      postedAt: shown.item.postedAt && moved(shown.item.postedAt),
    },
    revisions: shown.revisions.map((one) => ({ ...one, receivedAt: moved(one.receivedAt) })),
    reports: shown.reports.map((one) => ({ ...one, createdAt: moved(one.createdAt) })),
    claim: mine,
    hold: held && heldAt && holdReason !== null ? { since: heldAt.toISOString(), reason: holdReason } : null,
    draft: await readDraft(db(), viewer.userId, caseNumber),
    permitted: permitted(found.state === "open", held, heldAt !== null, gold.case.purpose === "escalation"),
    undo: null,
  };
}

/** As for a case of the queue, or it would be seen for what it is. */
function permitted(open: boolean, held: boolean, aside: boolean, escalated: boolean): CaseView["permitted"] {
  if (!open) return [];
  if (!held) return ["claim"];
  if (aside) return ["resume", "release", "hand_over", "ask"];
  const kept = ["decide", "extend", "release", "hand_over", "hold", "ask"] as const;
  return escalated ? [...kept] : [...kept, "escalate"];
}

/**
 * Claims, prolongs, gives back or passes on a practice case, as if it were one.
 * @param reveals for one that leaves the screen: how often something hidden was uncovered
 * @throws DomainError not_found, conflict
 */
export async function movePractice(
  viewer: Viewer,
  caseNumber: number,
  version: number,
  change: Parameters<typeof changePractice>[4],
  reveals?: number,
): Promise<CaseView> {
  assertCan(viewer, "cases:decide");
  await inTransaction(async (tx) => {
    const found = await loadPractice(tx, viewer, caseNumber);
    if (reveals !== undefined) await recordLeft(tx, found, reveals);
    if (!(await changePractice(tx, caseNumber, version, viewer.userId, change))) throw lapsed();
  });
  return getPractice(viewer, caseNumber);
}

/** What was seen of practice that is left unanswered counts towards its reader's care, as with any case. */
async function recordLeft(tx: Tx, found: Awaited<ReturnType<typeof loadPractice>>, reveals: number) {
  const { userId, claimedAt, heldAt, gold } = found;
  const now = new Date();
  // As in lib/review/record-leaving.ts: the hours on hold are nobody's reading.
  const handleSeconds = heldAt ? 0 : Math.max(0, (now.getTime() - claimedAt.getTime()) / 1000);
  const { severity } = gold.case;
  await recordExposure(tx, { userId, caseId: gold.caseId, severity, handleSeconds, reveals }, now);
}

/** Puts a practice case on hold, as if it were one. @throws DomainError not_found, conflict */
export async function layPracticeAside(
  viewer: Viewer,
  caseNumber: number,
  request: HoldRequest,
): Promise<CaseView> {
  const hold = holdRequestSchema.parse(request);
  await inTransaction(async (tx) => {
    const found = await loadPractice(tx, viewer, caseNumber);
    await recordLeft(tx, found, hold.reveals);
    if (!(await holdPractice(tx, caseNumber, viewer.userId, hold))) throw lapsed();
  });
  return getPractice(viewer, caseNumber);
}

/** Keeps what was written on it, as on a case. @throws DomainError not_found */
export async function keepPracticeDraft(
  viewer: Viewer,
  caseNumber: number,
  draft: KeptDraft | null,
): Promise<{ kept: boolean }> {
  await loadPractice(db(), viewer, caseNumber);
  return { kept: await storeDraft(db(), viewer.userId, caseNumber, draft) };
}

const lapsed = () =>
  new DomainError("conflict", "Your claim on this case has run out.", { extra: { reason: "lapsed" } });

/**
 * Takes the answer to a practice case and tells at once what was expected. It decides nothing: no decision, no
 * enforcement, no credit, no figure. What the person saw counts towards their own care like any other case.
 * @throws DomainError not_found, conflict
 */
export function answerPractice(
  viewer: Viewer,
  caseNumber: number,
  answer: Pick<DecisionRequest, "version" | "policyCode" | "rationale" | "reveals"> & { action: string },
  now = new Date(),
): Promise<DecisionResult> {
  assertCan(viewer, "cases:decide");
  return inTransaction(async (tx) => {
    const { gold } = await loadPractice(tx, viewer, caseNumber);
    const given = { action: answer.action, policyCode: answer.action === "allow" ? null : answer.policyCode };
    const fits = agrees(gold, given);
    const seen = await answerHeldPractice(tx, viewer.userId, caseNumber, {
      ...given,
      version: answer.version,
      rationale: answer.rationale ?? "",
      fits,
    });
    if (!seen) throw lapsed();
    const { caseId, severity, seconds } = seen;
    await recordExposure(
      tx,
      { userId: viewer.userId, caseId, severity, handleSeconds: seconds, reveals: answer.reveals ?? 0 },
      now,
    );
    const { action, policyCode, explanation } = gold;
    return {
      decisionId: null,
      silentUntil: now.toISOString(),
      practice: { given, expected: { action, policyCode }, explanation, fits },
    };
  });
}
