import { type Person, staffingOf } from "./staff.ts";
import { TIER } from "./tier.ts";

/**
 * Why an escalation reaches nobody:
 * - `stranded`: there is no queue it could go to in which anybody may decide it
 * - `unstaffed`: it waits in its queue, and nobody has the right to decide it there
 * - `away`: some have the right, and none of them has been at work for a while
 * - `overdue`: its time is over, and nobody has taken it
 */
export const ALARM_CAUSES = ["stranded", "unstaffed", "away", "overdue"] as const;
export type AlarmCause = (typeof ALARM_CAUSES)[number];

/** An open case that somebody escalated. */
export interface EscalatedCase {
  number: number;
  queueId: string;
  queueSlug: string;
  /** Its queue is one for escalations, or it is a case that never leaves its queue. */
  delivered: boolean;
  policyCode: string | null;
  tier: number;
  dueAt: Date;
  claimed: boolean;
}

/** A cause that holds now, with the cases it holds for, the most urgent first. */
export interface Finding {
  cause: AlarmCause;
  queueId: string | null;
  caseNumbers: number[];
}

/** What there is to raise an alarm about; one finding per cause and queue. */
export function findTrouble(
  cases: readonly EscalatedCase[],
  people: readonly Person[],
  awayMinutes: number,
  now: Date,
): Finding[] {
  const found = new Map<string, Finding>();
  const add = (cause: AlarmCause, queueId: string | null, number: number) => {
    const key = `${cause} ${queueId}`;
    const finding = found.get(key) ?? { cause, queueId, caseNumbers: [] };
    finding.caseNumbers.push(number);
    found.set(key, finding);
  };
  const urgentFirst = cases.toSorted(
    (a, b) => a.tier - b.tier || a.dueAt.getTime() - b.dueAt.getTime() || a.number - b.number,
  );
  for (const one of urgentFirst) {
    if (one.claimed) continue;
    if (one.tier === TIER.stranded || !one.delivered) add("stranded", null, one.number);
    else {
      const staffing = staffingOf(people, one.queueSlug, one.policyCode, awayMinutes, now);
      if (staffing === "nobody") add("unstaffed", one.queueId, one.number);
      if (staffing === "away") add("away", one.queueId, one.number);
    }
    if (one.dueAt < now) add("overdue", one.queueId, one.number);
  }
  return [...found.values()];
}
