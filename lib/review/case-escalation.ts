import { assertCan, can, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { type Plan, planWith, readMeans, standingEmergency, TIER } from "#lib/escalation/index.ts";
import type { CaseEscalation, Destination, NoEmergency } from "#lib/escalation/view.ts";

/** Where a case would go from here, whether it is an emergency, and what this person may do about that. @throws DomainError not_found */
export async function caseEscalation(
  viewer: Viewer,
  caseNumber: number,
  now = new Date(),
): Promise<CaseEscalation> {
  assertCan(viewer, "cases:read");
  const found = await db().case.findUnique({
    where: { number: caseNumber },
    include: { queue: { select: { slug: true } }, exclusions: { where: { userId: viewer.userId } } },
  });
  const subject = { queue: found?.queue.slug ?? "", policy: found?.policyCode ?? null };
  if (!found || !can(viewer, "cases:read", subject))
    throw new DomainError("not_found", "There is no such case.");
  const [means, emergency] = await Promise.all([
    readMeans(db()),
    found.tier === TIER.emergency ? standingEmergency(db(), found.id) : null,
  ]);
  const to = (isEmergency: boolean) =>
    destination(
      planWith(means, { policyCode: found.policyCode, emergency: isEmergency }, now),
      found.dueAt,
      now,
    );
  const open = found.state === "open";
  const held = found.claimExpiresAt !== null && found.claimExpiresAt > now;
  const mine = held && found.claimedById === viewer.userId;
  const decides = can(viewer, "cases:decide", subject) && found.exclusions.length === 0;
  const notMarkable = whyNot({
    purpose: found.purpose,
    open,
    marked: emergency !== null,
    decides,
    free: !held || mine,
  });
  return {
    escalation: open && ["triage", "accounts"].includes(found.purpose) ? to(false) : null,
    emergencyPath: notMarkable === null ? to(true) : null,
    emergency: emergency?.view ?? null,
    notMarkable,
    mayTick: open && mine && decides && emergency !== null,
    mayCallOff: open && emergency !== null && can(viewer, "cases:take_over", subject),
  };
}

function whyNot(one: {
  purpose: string;
  open: boolean;
  marked: boolean;
  decides: boolean;
  free: boolean;
}): NoEmergency | null {
  if (!one.open) return "closed";
  if (one.marked) return "marked";
  if (one.purpose === "prevalence") return "sample";
  if (one.purpose === "quality") return "second_look";
  return one.decides && one.free ? null : "not_yours";
}

const destination = ({ queue, dueMinutes, away }: Plan, dueAt: Date, now: Date): Destination => ({
  queue: queue?.name ?? null,
  dueAt: new Date(Math.min(dueAt.getTime(), now.getTime() + dueMinutes * 60_000)).toISOString(),
  away,
});
