/** Somebody who may decide cases: where, and when they were last at work. */
export interface Person {
  /** Null is everywhere. */
  grants: { queues: string[] | null; policies: string[] | null }[];
  /** The last use of a sign-in that still stands. */
  lastSeenAt: Date | null;
}

/** Whether a person's rights reach a case of this policy in this queue. */
export function mayTake(
  { grants }: Pick<Person, "grants">,
  queue: string,
  policyCode: string | null,
): boolean {
  return grants.some(
    ({ queues, policies }) =>
      (queues === null || queues.includes(queue)) &&
      (policies === null || (policyCode !== null && policies.includes(policyCode))),
  );
}

/** How a queue is staffed for a case: somebody is there, all are away, or nobody has the right at all. */
export type Staffing = "there" | "away" | "nobody";

/** @param awayMinutes after so long without a sign of life a person counts as away; 0: nobody ever does */
export function staffingOf(
  people: readonly Person[],
  queue: string,
  policyCode: string | null,
  awayMinutes: number,
  now: Date,
): Staffing {
  const able = people.filter((person) => mayTake(person, queue, policyCode));
  if (able.length === 0) return "nobody";
  if (awayMinutes === 0) return "there";
  const since = now.getTime() - awayMinutes * 60_000;
  return able.some(({ lastSeenAt }) => lastSeenAt !== null && lastSeenAt.getTime() >= since)
    ? "there"
    : "away";
}
