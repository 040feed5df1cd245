import { describe, expect, it } from "vitest";
import { addAutomation, chooseAllow, countAutomation, riskCoverage } from "./automatic-share.ts";
import type { SourcedScore } from "./collect-scores.ts";

const scores = (count: number, score: number, harmful: number, source = "s"): SourcedScore[] =>
  Array.from({ length: count }, (_, at) => ({ score, positive: at < harmful, source, lang: "en" }));
const threshold = (value: number) => ({
  value,
  precision: null,
  precisionInterval: null,
  recall: null,
  recallInterval: null,
  share: 0,
  n: 0,
});

describe("chooseAllow", () => {
  it("goes up as long as at most one in twenty of what is allowed is harmful", () => {
    const dev = [...scores(200, 0.1, 4), ...scores(100, 0.2, 8), ...scores(100, 0.3, 30)];
    expect(chooseAllow(dev)).toBe(0.2);
  });

  it("leaves to people what they are to look at, however rare harm is", () => {
    expect(chooseAllow([...scores(500, 0.1, 0), ...scores(100, 0.4, 1)], 0.4)).toBe(0.1);
  });

  it("allows nothing on too little evidence, or where a source is far worse than the rest", () => {
    expect(chooseAllow(scores(50, 0.1, 0))).toBeNull();
    expect(chooseAllow([...scores(900, 0.1, 0), ...scores(50, 0.1, 20, "other")])).toBeNull();
  });
});

describe("countAutomation", () => {
  const head = {
    allow: threshold(0.2),
    automatic: { ...threshold(0.9), languages: ["en"], elsewhere: threshold(0.9) },
  };

  it("counts what is allowed and acted on, right or wrong, and leaves the rest to people", () => {
    const counts = countAutomation(head, [
      ...scores(10, 0.1, 1),
      ...scores(5, 0.5, 2),
      ...scores(4, 0.95, 3),
    ]);
    expect(counts).toEqual({ allowed: 10, allowedRight: 9, acted: 4, actedRight: 3, n: 19 });
    expect(addAutomation([counts, counts]).n).toBe(38);
  });

  it("acts in no language without evidence", () => {
    const german = scores(4, 0.95, 4).map((one) => ({ ...one, lang: "de" }));
    expect(countAutomation(head, german).acted).toBe(0);
  });
});

describe("riskCoverage", () => {
  it("falls from the surest posts to all of them", () => {
    const curve = riskCoverage([...scores(50, 0.99, 50), ...scores(50, 0.6, 25)]);
    expect(curve.length).toBe(20);
    expect(curve[9]).toEqual({ coverage: 0.5, precision: 1 });
    expect(curve[19]).toEqual({ coverage: 1, precision: 0.75 });
  });
});
