import type { BudgetState, CareInForce } from "./schema.ts";

const MINUTE_MS = 60_000;
/** A pause of this length ends a stretch of work: whoever was away for so long has rested. */
export const STRETCH_ENDS_AFTER_MIN = 15;
/** What is left of the shift is foreseen from the pace of this time. */
const PACE_OVER_MIN = 60;
/** Once the budget is spent, a break is offered anew with each further part of it. */
const STEP_BEYOND = 0.25;

/** One look at one item: its severity, the seconds it took, and when it ended. */
export type Seen = { severity: number; seconds: number; at: Date };

export type Shift = {
  /** What was seen in this shift, oldest first. */
  seen: readonly Seen[];
  /** When the last break ended; null before the first. */
  lastBreakEndedAt: Date | null;
  snoozedUntil: Date | null;
};

type Budget = NonNullable<CareInForce["budget"]>;
type Sum = { items: number; minutes: number };

function sumOf(seen: readonly Seen[], heavyFrom: number): Sum {
  const heavy = seen.filter(({ severity }) => severity >= heavyFrom);
  return { items: heavy.length, minutes: heavy.reduce((sum, { seconds }) => sum + seconds, 0) / 60 };
}

const shareOf = (sum: Sum, budget: Budget | null) =>
  budget ? Math.max(sum.items / budget.items, sum.minutes / budget.minutes) : 0;

/** How many offers a share has earned: one before the budget is spent, one when it is, and one for each step beyond. */
function offersBy(share: number, offerAt: number): number {
  if (share < offerAt) return 0;
  return share < 1 ? 1 : 2 + Math.floor((share - 1) / STEP_BEYOND);
}

/** When the present stretch of work began; null when nobody is at work. */
function stretchStart({ seen, lastBreakEndedAt }: Shift, now: Date): Date | null {
  let start: number | null = null;
  let next = now.getTime();
  for (const { at, seconds } of seen.toReversed()) {
    if (lastBreakEndedAt && at <= lastBreakEndedAt) break;
    if (next - at.getTime() > STRETCH_ENDS_AFTER_MIN * MINUTE_MS) break;
    start = at.getTime() - seconds * 1000;
    next = start;
  }
  if (start === null) return null;
  return new Date(Math.max(start, lastBreakEndedAt?.getTime() ?? start));
}

/** When, at the pace of the last hour, the budget reaches the share at which the next offer is due; null when idle. */
function foreseen(shift: Shift, care: CareInForce, sum: Sum, now: Date): number | null {
  const { budget, breaks, heavyFrom } = care;
  if (!budget || !breaks) return null;
  const share = shareOf(sum, budget);
  const target = share < breaks.offerAt ? breaks.offerAt : 1;
  if (share >= target) return null;
  const since = now.getTime() - PACE_OVER_MIN * MINUTE_MS;
  const recent = sumOf(
    shift.seen.filter(({ at }) => at.getTime() > since),
    heavyFrom,
  );
  const waits = [
    recent.items > 0 ? ((target * budget.items - sum.items) / recent.items) * PACE_OVER_MIN : null,
    recent.minutes > 0 ? ((target * budget.minutes - sum.minutes) / recent.minutes) * PACE_OVER_MIN : null,
  ].filter((wait) => wait !== null);
  return waits.length > 0 ? now.getTime() + Math.min(...waits) * MINUTE_MS : null;
}

/**
 * Where a person's shift stands. A break is offered at the organisation's share of the budget, so before it is spent,
 * and after a stretch of work; a break taken, or "later", quiets the offer until the next is earned.
 */
export function budgetState(shift: Shift, care: CareInForce, now: Date): BudgetState {
  const { budget, breaks, heavyFrom } = care;
  const sum = sumOf(shift.seen, heavyFrom);
  const share = shareOf(sum, budget);
  const last = shift.lastBreakEndedAt;
  const before = last ? shift.seen.filter(({ at }) => at <= last) : [];
  const begun = stretchStart(shift, now);
  const stretchEnds = begun && breaks ? begun.getTime() + breaks.everyMinutes * MINUTE_MS : null;
  const state = share >= 1 ? "spent" : breaks && budget && share >= breaks.offerAt ? "offer" : "fine";

  let due: BudgetState["offer"] = null;
  if (breaks) {
    const earned = offersBy(share, breaks.offerAt);
    if (earned > offersBy(shareOf(sumOf(before, heavyFrom), budget), breaks.offerAt)) due = "budget";
    else if (stretchEnds !== null && stretchEnds <= now.getTime()) due = "stretch";
  }
  const snoozed = shift.snoozedUntil !== null && shift.snoozedUntil > now;
  const ahead = [stretchEnds, foreseen(shift, care, sum, now)].filter(
    (at) => at !== null && at > now.getTime(),
  ) as number[];
  return {
    items: sum.items,
    minutes: sum.minutes,
    share,
    state,
    offer: snoozed ? null : due,
    suggestAt: due === null && ahead.length > 0 ? new Date(Math.min(...ahead)).toISOString() : null,
  };
}
