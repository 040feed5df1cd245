import type { QueueSummary } from "#lib/review/queue-schema.ts";
import type { CaseView, DeskStats } from "#lib/review/schema.ts";

/** Pure changes to cached server data, made before the server has answered. */

/** One case fewer in a queue. Its claim goes with it. */
export function withCaseGone(queues: QueueSummary[] | undefined, slug: string): QueueSummary[] | undefined {
  return queues?.map((queue) =>
    queue.slug === slug
      ? {
          ...queue,
          openCases: Math.max(0, queue.openCases - 1),
          claimedCases: Math.max(0, queue.claimedCases - 1),
        }
      : queue,
  );
}

/** One more decision today, in the last of the hours. */
export function withDecisionCounted(stats: DeskStats | undefined): DeskStats | undefined {
  if (!stats) return stats;
  return {
    ...stats,
    decidedToday: stats.decidedToday + 1,
    perHour: stats.perHour.map((count, hour) => (hour === stats.perHour.length - 1 ? count + 1 : count)),
  };
}

export type ClaimState = "mine" | "held" | "lapsed" | "theirs" | "free";

/** Whose the case is at this moment; the clock can end a claim before the server says so. */
export function claimStateOf(view: Pick<CaseView, "claim" | "hold">, now: number): ClaimState {
  if (!view.claim) return "free";
  const live = Date.parse(view.claim.expiresAt) > now;
  if (view.claim.mine) return live ? (view.hold ? "held" : "mine") : "lapsed";
  return live ? "theirs" : "free";
}

/** A newer view never gives way to an older one that took longer to arrive. */
export function newerView(held: CaseView | undefined, arrived: CaseView): CaseView {
  return held && held.version > arrived.version ? held : arrived;
}
