import { assertCan, can, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { type PolicyInForce, policiesInForce, reasonSchema, signalSetSchema } from "#lib/policy/index.ts";
import { type DecisionRow, decisionInclude, toDecisionView } from "./decision-view.ts";
import { accountContext, itemContext } from "./item-context.ts";
import { localisedName } from "./list-queues.ts";
import { priorityNow, reporterReliability } from "./priority.ts";
import { type CaseView, type PolicyView, priorityPartsSchema } from "./schema.ts";

/** Everything the desk shows of one case, and what this person may do to it. @throws DomainError not_found */
export async function getCase(viewer: Viewer, caseNumber: number): Promise<CaseView> {
  assertCan(viewer, "cases:read");
  const found = await loadCase(caseNumber);
  if (!found) throw new DomainError("not_found", "There is no such case.");
  const { item } = found;
  const [around, author, policies] = await Promise.all([
    itemContext(item),
    accountContext(item),
    policiesInForce(db()),
  ]);
  const now = new Date();
  const parts = priorityPartsSchema.parse(found.priorityParts);
  const claim = liveClaim(found, viewer, now);
  return {
    number: found.number,
    version: found.version,
    state: found.state,
    queue: { slug: found.queue.slug, name: localisedName(found.queue) },
    severity: found.severity,
    policyCode: found.policyCode,
    reasons: reasonSchema.array().parse(found.reasons),
    priority: priorityNow(parts.base, found.createdAt, now),
    priorityParts: parts,
    dueAt: found.dueAt.toISOString(),
    createdAt: found.createdAt.toISOString(),
    claim,
    item: {
      externalId: item.externalId,
      kind: item.kind,
      revision: item.revision,
      text: item.text,
      language: item.language,
      surface: item.surface,
      reach: item.reach,
      postedAt: item.postedAt?.toISOString() ?? null,
      receivedAt: item.receivedAt.toISOString(),
      media: item.media.map(({ state, mediaType, reason, altText }) => ({
        state,
        mediaType,
        reason,
        altText,
      })),
    },
    ...around,
    ...author,
    decisions: item.decisions.map(toDecisionView),
    signals: signalSetSchema.array().parse(item.signalSets),
    reports: item.reports.map(({ reason, comment, createdAt, reporter }) => ({
      reason,
      comment,
      reliability: reporterReliability(reporter.upheld, reporter.dismissed),
      createdAt: createdAt.toISOString(),
    })),
    policies: orderPolicies(policies, found.policyCode).map(toPolicyView),
    permitted: permitted(viewer, found, claim),
    undo: undoable(viewer, found),
  };
}

function loadCase(caseNumber: number) {
  return db().case.findUnique({
    where: { number: caseNumber },
    include: {
      queue: true,
      claimedBy: { select: { name: true } },
      item: {
        include: {
          account: true,
          media: { orderBy: { position: "asc" } },
          signalSets: { orderBy: { createdAt: "asc" } },
          reports: { orderBy: { createdAt: "desc" }, take: 20, include: { reporter: true } },
          decisions: { orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: 20, include: decisionInclude },
        },
      },
    },
  });
}
type LoadedCase = NonNullable<Awaited<ReturnType<typeof loadCase>>>;

function liveClaim(found: LoadedCase, viewer: Viewer, now: Date): CaseView["claim"] {
  if (found.state !== "open" || !found.claimedById || !found.claimExpiresAt || found.claimExpiresAt <= now)
    return null;
  return {
    userId: found.claimedById,
    userName: found.claimedBy?.name ?? "",
    mine: found.claimedById === viewer.userId,
    expiresAt: found.claimExpiresAt.toISOString(),
  };
}

/** What the page may offer; every use case checks it again. */
function permitted(viewer: Viewer, found: LoadedCase, claim: CaseView["claim"]): CaseView["permitted"] {
  if (!can(viewer, "cases:decide")) return [];
  if (found.state !== "open") return undoable(viewer, found) ? ["undo"] : [];
  if (!claim) return ["claim"];
  if (!claim.mine) return can(viewer, "cases:take_over") ? ["take_over"] : [];
  return found.purpose === "escalation"
    ? ["decide", "extend", "release", "hand_over"]
    : ["decide", "extend", "release", "hand_over", "escalate"];
}

function undoable(viewer: Viewer, found: LoadedCase): CaseView["undo"] {
  const newest: DecisionRow | undefined = found.item.decisions[0];
  if (
    found.state !== "decided" ||
    !newest ||
    newest.caseId !== found.id ||
    newest.reversesId ||
    newest.reversedBy
  )
    return null;
  if (newest.actorId !== viewer.userId && !can(viewer, "cases:take_over")) return null;
  const silentUntil = newest.enforcements[0]?.notBefore ?? newest.createdAt;
  return { decisionId: newest.id, silentUntil: silentUntil.toISOString() };
}

function orderPolicies(policies: PolicyInForce[], first: string | null): PolicyInForce[] {
  return policies.toSorted((a, b) => Number(b.code === first) - Number(a.code === first));
}

function toPolicyView(policy: PolicyInForce): PolicyView {
  const fa = policy.translations.fa;
  return {
    code: policy.code,
    version: policy.version,
    title: { en: policy.title, fa: fa?.title ?? policy.title },
    text: { en: policy.text, fa: fa?.text ?? policy.text },
    severity: policy.severity,
    signal: policy.signal,
    thresholds: policy.thresholds,
    allowedActions: policy.allowedActions,
    examples: policy.examples,
  };
}
