import { describe, expect, it } from "vitest";
import { type EscalatedCase, findTrouble } from "./alarm.ts";
import type { Person } from "./staff.ts";
import { TIER } from "./tier.ts";

const NOW = new Date("2026-06-01T12:00:00Z");
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);
const AWAY = 30;

const one = (over: Partial<EscalatedCase> = {}): EscalatedCase => ({
  number: 1,
  queueId: "q",
  queueSlug: "night",
  delivered: true,
  policyCode: "H-2",
  tier: TIER.usual,
  dueAt: minutes(60),
  claimed: false,
  ...over,
});
const person = (over: Partial<Person> = {}): Person => ({
  grants: [{ queues: null, policies: null }],
  lastSeenAt: minutes(-1),
  ...over,
});
const causes = (cases: EscalatedCase[], people: Person[], away = AWAY) =>
  findTrouble(cases, people, away, NOW).map(({ cause, caseNumbers }) => [cause, ...caseNumbers]);

describe("an alarm is raised", () => {
  it("for none that somebody at work could take, or has taken", () => {
    expect(causes([one(), one({ number: 2, claimed: true, dueAt: minutes(-5) })], [person()])).toEqual([]);
  });

  it.each([
    ["nobody has the right in this queue", [person({ grants: [{ queues: ["other"], policies: null }] })]],
    ["nobody has it for this policy", [person({ grants: [{ queues: ["night"], policies: ["C-1"] }] })]],
    ["there is nobody", []],
  ])("where %s", (_, people) => {
    expect(causes([one()], people)).toEqual([["unstaffed", 1]]);
  });

  it("where all who could have been away for a while, unless that counts for nothing here", () => {
    const people = [person({ lastSeenAt: minutes(-AWAY - 1) }), person({ lastSeenAt: null })];
    expect(causes([one()], people)).toEqual([["away", 1]]);
    expect(causes([one()], people, 0)).toEqual([]);
    expect(causes([one()], [...people, person({ lastSeenAt: minutes(-AWAY) })])).toEqual([]);
  });

  it("for what waits past its time, and for what found no queue, the most urgent first", () => {
    const late = [
      one({ number: 3, dueAt: minutes(-1) }),
      one({ number: 4, dueAt: minutes(-9) }),
      one({ number: 5, tier: TIER.emergency, dueAt: minutes(-1) }),
    ];
    expect(causes(late, [person()])).toEqual([["overdue", 5, 4, 3]]);
    expect(causes([one({ tier: TIER.stranded, delivered: false })], [person()])).toEqual([["stranded", 1]]);
    expect(causes([one({ tier: TIER.emergency, delivered: false })], [person()])).toEqual([["stranded", 1]]);
  });
});
