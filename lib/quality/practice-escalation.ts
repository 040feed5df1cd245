import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { planEscalation } from "#lib/escalation/index.ts";
import type { CaseEscalation, Destination } from "#lib/escalation/view.ts";
import type { CaseView } from "#lib/review/schema.ts";

async function destinationOf(view: CaseView, emergency: boolean): Promise<Destination> {
  const plan = await planEscalation(db(), { policyCode: view.policyCode, emergency });
  const byPath = Date.now() + plan.dueMinutes * 60_000;
  return {
    queue: plan.queue?.name ?? null,
    dueAt: new Date(Math.min(Date.parse(view.dueAt), byPath)).toISOString(),
    away: plan.away,
  };
}

/** Where a practice case would go if it were one. */
export const practiceDestination = (view: CaseView) => destinationOf(view, false);

/** What the desk says of a practice case beside the case itself: what it would say of a real one. */
export async function practiceEscalation(view: CaseView): Promise<CaseEscalation> {
  const open = view.state === "open";
  return {
    escalation: view.permitted.includes("escalate") ? await destinationOf(view, false) : null,
    emergencyPath: open ? await destinationOf(view, true) : null,
    emergency: null,
    notMarkable: open ? null : "closed",
    mayTick: false,
    mayCallOff: false,
  };
}

/** Whoever fears for a life is told at once that there is nobody to save, whatever that gives away. */
export const practiceIsNoEmergency = () =>
  new DomainError(
    "invalid",
    "This is a practice case: its post was dealt with long ago, and nobody is in danger now. Answer it as you would any other.",
    { extra: { reason: "practice" } },
  );
