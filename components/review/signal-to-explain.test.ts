import { expect, test } from "vitest";
import type { Reason } from "#lib/policy/schema.ts";
import { signalToExplain } from "./signal-to-explain.ts";

const scored = (provider: string | null, values: Record<string, number>) => ({
  source: "any",
  version: "1",
  provider,
  latencyMs: null,
  values,
  detail: {},
});
const reason: Reason = {
  kind: "signal",
  signal: "hate",
  value: 0.8,
  threshold: 0.7,
  policyCode: "H-2",
  source: "text-moderator",
  version: "1",
};

test("the signal that put the case here is explained first", () => {
  expect(signalToExplain({ reasons: [reason], signals: [scored("cpu", { spam: 0.9 })] })).toBe("hate");
});

test("without one it is the model's strongest; lists and rules explain themselves", () => {
  const signals = [scored("cpu", { spam: 0.3, hate: 0.4 }), scored(null, { slur: 1 })];
  expect(signalToExplain({ reasons: [], signals })).toBe("hate");
});

test("with no model there is nothing to explain", () => {
  expect(signalToExplain({ reasons: [], signals: [scored(null, { slur: 1 })] })).toBeNull();
});
