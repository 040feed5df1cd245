import { describe, expect, it } from "vitest";
import {
  AUTOMATIC_SUPPORT,
  chooseAutomatic,
  LEAST_AUTOMATIC_SCORE,
  measureThreshold,
  reviewThreshold,
} from "./choose-thresholds.ts";
import type { SourcedScore } from "./collect-scores.ts";

/** `n` posts around a score, `right` of them harmful. */
function posts(score: number, n: number, right: number, group: Partial<SourcedScore> = {}): SourcedScore[] {
  return Array.from({ length: n }, (_, at) => ({
    score,
    positive: at < right,
    source: "a",
    lang: "en",
    ...group,
  }));
}

describe("chooseAutomatic", () => {
  it("takes the lowest score with precision 0.95", () => {
    const scores = [...posts(0.9, 100, 100), ...posts(0.8, 100, 92), ...posts(0.7, 100, 20)];
    expect(chooseAutomatic(scores)).toEqual({ value: 0.8, languages: ["en"] });
  });

  it("gives none without support, however right", () => {
    expect(chooseAutomatic(posts(0.9, AUTOMATIC_SUPPORT - 1, AUTOMATIC_SUPPORT - 1))).toBeNull();
  });

  it("gives none where precision is not reached", () => {
    expect(chooseAutomatic(posts(0.9, 1000, 940))).toBeNull();
  });

  it("goes up until no source is much worse than the rest", () => {
    const bad = { source: "b" };
    const scores = [...posts(0.9, 500, 500), ...posts(0.8, 500, 500), ...posts(0.8, 50, 40, bad)];
    expect(chooseAutomatic(scores)?.value).toBe(0.9);
  });

  it("names only the languages it has evidence for", () => {
    const scores = [
      ...posts(0.9, 500, 500),
      ...posts(0.9, 50, 46, { lang: "tr" }),
      ...posts(0.9, 5, 5, { lang: "ko" }),
    ];
    expect(chooseAutomatic(scores)?.languages).toEqual(["en"]);
  });

  it("never cuts through posts of one score", () => {
    expect(chooseAutomatic(posts(0.9, 200, 150))).toBeNull();
  });

  it("does not act on what the model itself doubts", () => {
    expect(chooseAutomatic(posts(LEAST_AUTOMATIC_SCORE - 0.01, 500, 500))).toBeNull();
  });
});

describe("reviewThreshold", () => {
  const scores = [...posts(0.9, 10, 10), ...posts(0.5, 10, 8), ...posts(0.1, 100, 5)];

  it("takes the best F1", () => {
    expect(reviewThreshold(scores)).toBe(0.5);
    expect(measureThreshold(scores, 0.5)).toEqual({ hits: 18, taken: 20, harmful: 23, n: 120 });
  });

  it("stays under the automatic threshold", () => {
    expect(reviewThreshold(scores, 0.5)).toBe(0.1);
  });

  it("is none where nothing is harmful", () => {
    expect(reviewThreshold(posts(0.5, 3, 0))).toBeNull();
  });
});
