import { describe, expect, it } from "vitest";
import { type EscalationQueue, routeOf, type StoredPath } from "./path.ts";

const queue = (id: string, slaMinutes = 240): EscalationQueue => ({
  id,
  slug: id,
  name: { en: id, fa: id },
  slaMinutes,
});
const QUEUES = [queue("first"), queue("night"), queue("legal")];
const path = (id: string, queueId: string | null, dueMinutes: number): StoredPath => ({
  id,
  queueId,
  dueMinutes,
});
const PATHS = [path("default", "night", 120), path("policy:H-2", "legal", 30), path("policy:C-1", null, 5)];
const slugs = (...[paths, queues, wanted]: Parameters<typeof routeOf>) => {
  const { queues: on, dueMinutes } = routeOf(paths, queues, wanted);
  return [on.map(({ slug }) => slug), dueMinutes];
};

describe("where an escalation goes", () => {
  it.each([
    ["along its policy's path, and past it where nobody is there", "H-2", [["legal", "night", "first"], 30]],
    ["along the default where its policy follows that", "C-1", [["night", "first"], 120]],
    ["along the default without a policy", null, [["night", "first"], 120]],
  ])("%s", (_, policyCode, expected) => {
    expect(slugs(PATHS, QUEUES, { policyCode, emergency: false })).toEqual(expected);
  });

  it("to the first escalation queue in its own time where no path is set, and nowhere where there is none", () => {
    expect(slugs([], QUEUES, { policyCode: "H-2", emergency: false })).toEqual([["first"], 240]);
    expect(slugs(PATHS, [], { policyCode: "H-2", emergency: false })).toEqual([[], 0]);
  });

  it("past a path whose queue is out of use", () => {
    const inUse = QUEUES.filter(({ slug }) => slug !== "legal");
    expect(slugs(PATHS, inUse, { policyCode: "H-2", emergency: false })).toEqual([["night", "first"], 120]);
  });

  it("an emergency along its own path, else along the default within a quarter of an hour, whatever its policy", () => {
    const wanted = { policyCode: "H-2", emergency: true };
    expect(slugs(PATHS, QUEUES, wanted)).toEqual([["night", "first"], 15]);
    expect(slugs([...PATHS, path("emergency", "legal", 5)], QUEUES, wanted)).toEqual([
      ["legal", "night", "first"],
      5,
    ]);
    expect(slugs([], QUEUES, wanted)).toEqual([["first"], 15]);
  });
});
