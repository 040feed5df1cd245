import { describe, expect, it } from "vitest";
import { countsAt } from "#lib/scoring/card-figures.ts";
import { aucInterval } from "./intervals.ts";
import { measureHeads } from "./measure-figures.ts";

const posts = (lang: string, scores: readonly [number, 0 | 1][]) =>
  scores.map(([toxic, value]) => ({
    source: `from-${lang}`,
    lang,
    labels: { toxic: value },
    signals: { toxic },
  }));

describe("the figures of a version", () => {
  const many = (lang: string, right: number, n: number) =>
    posts(
      lang,
      Array.from({ length: n }, (_, at) => {
        const positive = at % 2 === 0;
        return [positive === at / n < right ? 0.8 : 0.2, positive ? 1 : 0];
      }),
    );
  const examples = [...many("en", 1, 200), ...many("tr", 0.5, 120), ...many("ko", 1, 30)];
  const [head] = measureHeads(examples, [{ label: "toxic", review: { value: 0.5 } }]);

  it("count every post once at any threshold, the threshold rounded up to a hundredth", () => {
    const { hundredths } = head ?? expect.fail();
    for (const wanted of [0, 0.2, 0.201, 0.29, 0.5, 1]) {
      const { threshold, hits, misses, falseAlarms, passes } = countsAt(hundredths, wanted);
      expect(threshold).toBeGreaterThanOrEqual(wanted - 1e-9);
      expect(threshold).toBeLessThan(wanted + 0.01);
      const over = examples.filter(({ signals }) => signals.toxic >= threshold);
      expect(hits).toBe(over.filter(({ labels }) => labels.toxic === 1).length);
      expect(falseAlarms).toBe(over.length - hits);
      expect(hits + misses + falseAlarms + passes).toBe(examples.length);
    }
    expect(countsAt(hundredths, 0.29).threshold).toBe(0.29);
  });

  it("name the languages and sources that have enough posts, the largest first, with their intervals", () => {
    expect(head?.slices.map(({ by, name }) => `${by} ${name}`)).toEqual([
      "language en",
      "language tr",
      "source from-en",
      "source from-tr",
    ]);
    const [en, tr] = head?.slices ?? [];
    expect(en).toMatchObject({ n: 200, positives: 100, auc: 1, recall: 1, falsePositives: 0 });
    expect(tr?.auc).toBeCloseTo(0.5, 1);
    expect(tr?.recallInterval?.[0]).toBeLessThan(tr?.recall ?? 0);
    expect(tr?.recallInterval?.[1]).toBeGreaterThan(tr?.recall ?? 1);
  });
});

describe("the interval of an AUC", () => {
  it("is Hanley and McNeil's: of their example, .893 with 51 and 58, the standard error is .0325", () => {
    const [low, high] = aucInterval(0.893, 51, 58) ?? [0, 0];
    expect((high - low) / 2 / 1.96).toBeCloseTo(0.0325, 4);
    expect(aucInterval(null, 5, 5)).toBeNull();
    expect(aucInterval(0.9, 0, 5)).toBeNull();
    expect(aucInterval(1, 20, 20)).toEqual([1, 1]);
  });
});
