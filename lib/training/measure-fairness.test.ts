import { describe, expect, it } from "vitest";
import { measureFairness } from "./measure-fairness.ts";

const many = (count: number, isBad: boolean, identities: string[], score: number) =>
  Array.from({ length: count }, (_, at) => ({ text: "", isBad, identities, score: score + at / 1e6 }));

describe("measureFairness", () => {
  const scored = [
    ...many(30, true, [], 0.8),
    ...many(30, false, [], 0.1),
    // A mention alone raises the score of the one, and of the other not.
    ...many(30, true, ["muslim"], 0.95),
    ...many(30, false, ["muslim"], 0.9),
    ...many(30, true, ["christian"], 0.8),
    ...many(30, false, ["christian"], 0.1),
    ...many(3, true, ["sikh"], 0.8),
  ];
  const { identities, gaps } = measureFairness(scored, ["muslim", "christian", "sikh"]);

  it("shows an identity whose mention alone counts as harm by its BPSN, not by its subgroup AUC", () => {
    const [muslim, christian] = identities;
    expect(muslim?.subgroup).toBe(1);
    expect(muslim?.bpsn).toBe(0);
    expect(christian?.bpsn).toBeGreaterThan(0.6);
    expect(gaps.bpsn).toBeGreaterThan(0.6);
  });

  it("says nothing of an identity with too few sentences", () => {
    expect(identities.map((one) => one.identity)).toEqual(["muslim", "christian"]);
  });
});
