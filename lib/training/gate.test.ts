import { describe, expect, it } from "vitest";
import { judgeGate } from "./gate.ts";
import type { EvaluatedSide, Evaluation } from "./schema.ts";

const side: EvaluatedSide = {
  auc: 0.8,
  averagePrecision: 0.8,
  f1: 0.7,
  logLoss: 0.4,
  brier: 0.1,
  ece: 0.05,
  roc: [],
  pr: [],
  reliability: [],
};
const head: Evaluation["heads"][number] = {
  label: "spam",
  positives: 30,
  negatives: 30,
  threshold: 0.5,
  champion: side,
  challenger: side,
  auc: { value: 0.05, interval: [0.01, 0.09] },
  logLoss: { value: 0.1, interval: [0.05, 0.15] },
};
const german = {
  language: "de",
  judgements: 40,
  champion: 0.5,
  challenger: 0.4,
  difference: { value: 0.1, interval: [0, 0.2] as [number, number] },
};
const good: Omit<Evaluation, "checks"> = {
  examples: 60,
  judgements: 60,
  trainedOn: 0,
  seed: 1,
  draws: 2000,
  primary: { champion: 0.5, challenger: 0.4, value: 0.1, interval: [0.05, 0.15] },
  skill: { value: 0.3, interval: [0.2, 0.4] },
  calibration: { champion: { ece: 0.05, brier: 0.1 }, challenger: { ece: 0.05, brier: 0.1 } },
  heads: [head],
  languages: [german],
};
const refusedBy = (change: Partial<typeof good>) =>
  judgeGate({ ...good, ...change })
    .filter(({ passed }) => !passed)
    .map(({ check }) => check);

describe("judgeGate", () => {
  it("passes what is surely better and nowhere worse", () => {
    expect(refusedBy({})).toEqual([]);
  });

  it.each([
    ["fewer than 20 test posts", { examples: 19 }, "enough"],
    ["no label with 5 of each class", { heads: [{ ...head, positives: 4, negatives: 40 }] }, "enough"],
    ["a test post it was trained on", { trainedOn: 1 }, "separate"],
    ["an interval that touches 0", { primary: { ...good.primary, interval: [0, 0.2] } }, "better"],
    ["no interval at all", { primary: { ...good.primary, interval: null } }, "better"],
    ["one that knows no more than shares", { skill: { value: 0.1, interval: [-0.1, 0.3] } }, "informed"],
    ["a label that ranks worse", { heads: [{ ...head, auc: { value: -0.021, interval: null } }] }, "heads"],
    ["a label with more loss", { heads: [{ ...head, logLoss: { value: -0.051, interval: null } }] }, "heads"],
    [
      "a language with more loss, however good the rest",
      { languages: [german, { ...german, language: "fa", difference: { value: -0.06, interval: null } }] },
      "languages",
    ],
    [
      "probabilities that are less honest",
      { calibration: { ...good.calibration, challenger: { ece: 0.071, brier: 0.1 } } },
      "calibration",
    ],
  ] satisfies [string, Partial<typeof good>, string][])("refuses %s", (_, change, check) => {
    expect(refusedBy(change)).toEqual([check]);
  });

  it("a language too small to be judged alone refuses nothing", () => {
    const small = { ...german, judgements: 19, difference: { value: -0.5, interval: null } };
    expect(refusedBy({ languages: [small] })).toEqual([]);
  });
});
