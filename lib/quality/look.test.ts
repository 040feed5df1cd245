import { describe, expect, it } from "vitest";
import { afterSettling, agrees, chanceOf } from "./look.ts";

const values = {
  share: 0.05,
  queues: { hate: 0.2, calm: 0 },
  policies: { "H-2": 0.5, "S-1": 0 },
  goldShare: 0,
};

describe("the chance of a second look", () => {
  it.each([
    ["the share for all", "other", null, null, { chance: 0.05, drawnBy: "share" }],
    ["a queue's own share", "hate", null, null, { chance: 0.2, drawnBy: "share" }],
    ["a policy's share goes before the queue's", "hate", "H-2", null, { chance: 0.5, drawnBy: "share" }],
    ["a policy may be left out of its queue's share", "hate", "S-1", null, null],
    ["a queue may be left out", "calm", null, null, null],
    ["a rule raises it", "calm", null, 1, { chance: 1, drawnBy: "rule" }],
    ["a rule never lowers it", "hate", "H-2", 0.1, { chance: 0.5, drawnBy: "share" }],
    ["what is not known counts for nothing", "hate", "X-9", null, { chance: 0.2, drawnBy: "share" }],
  ])("%s", (_name, queueSlug, policyCode, ruleRate, expected) => {
    expect(chanceOf(values, { queueSlug, policyCode, ruleRate })).toEqual(expected);
  });
});

const verdict = (action: string, policyCode: string | null = null) => ({ action, policyCode });

describe("agreement of two people", () => {
  it.each([
    ["both allow, whatever they cite", verdict("allow"), verdict("allow", "H-2"), true],
    ["the same action under the same policy", verdict("remove", "H-2"), verdict("remove", "H-2"), true],
    ["the same action under another policy", verdict("remove", "H-2"), verdict("remove", "V-1"), false],
    ["another action under the same policy", verdict("remove", "H-2"), verdict("warn", "H-2"), false],
    ["one leaves it up", verdict("allow"), verdict("warn", "H-2"), false],
  ])("%s", (_name, one, other, expected) => {
    expect(agrees(one, other)).toBe(expected);
    expect(agrees(other, one)).toBe(expected);
  });
});

describe("what follows from a settled disagreement", () => {
  const stands = { reversed: false, appealed: false };
  it.each([
    ["the first was right", verdict("remove", "H-2"), verdict("remove", "H-2"), stands, "keeps"],
    ["it is allowed", verdict("remove", "H-2"), verdict("allow"), stands, "allows"],
    ["it is restricted", verdict("allow"), verdict("remove", "H-2"), stands, "replaces"],
    ["it stands on another policy", verdict("remove", "H-2"), verdict("remove", "V-1"), stands, "replaces"],
    [
      "it was taken back",
      verdict("remove", "H-2"),
      verdict("allow"),
      { reversed: true, appealed: false },
      "overtaken",
    ],
    [
      "its author contests it",
      verdict("remove", "H-2"),
      verdict("allow"),
      { reversed: false, appealed: true },
      "overtaken",
    ],
  ])("%s", (_name, first, settled, standing, expected) => {
    expect(afterSettling(first, settled, standing)).toBe(expected);
  });
});
