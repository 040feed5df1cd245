import { expect, test } from "vitest";
import { signalRows } from "./signal-rows.ts";
import { aPolicy } from "./testing/builders.ts";

const policies = [
  aPolicy({ signal: "hate", thresholds: { automatic: 0.95, review: 0.7 } }),
  aPolicy({ code: "H-1", signal: "hate", thresholds: { automatic: null, review: 0.6 } }),
];

test("what is over a threshold comes first, then the strongest, the faint apart", () => {
  const { rows, faint } = signalRows({ values: { spam: 0.9, hate: 0.83, sexual: 0.02 } }, policies);
  expect(rows.map((row) => row.name)).toEqual(["hate", "spam"]);
  expect(faint.map((row) => row.name)).toEqual(["sexual"]);
});

test("of several policies on one signal the lowest review threshold is shown", () => {
  expect(signalRows({ values: { hate: 0.65 } }, policies).rows[0]).toMatchObject({
    thresholds: { review: 0.6 },
    over: "review",
  });
});

test("a value at the automatic threshold is over it", () => {
  const one = policies.slice(0, 1);
  expect(signalRows({ values: { hate: 0.95 } }, one).rows[0]?.over).toBe("automatic");
});
