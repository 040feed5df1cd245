import { describe, expect, it } from "vitest";
import { seededRandom } from "#lib/training/seeded-random.ts";
import { automationCurve } from "./automation-curve.ts";

const DAY_MS = 86_400_000;

describe("where automation stops", () => {
  it("weighs judged posts back to the platform: a post drawn with chance .1 stands for ten", () => {
    const often = Array.from({ length: 60 }, () => ({ probability: 0.1, score: 0.2, violating: false }));
    const rarely = Array.from({ length: 60 }, (_, n) => ({
      probability: 0.5,
      score: 0.9,
      violating: n < 45,
    }));
    const curve = automationCurve([...often, ...rarely], { drawn: 120, span: 10 * DAY_MS });
    expect(curve.postsPerDay).toBeCloseTo((600 + 120) / 10, 10);
    const at = (threshold: number) => curve.points.find((point) => point.threshold === threshold);
    expect(at(0.5)?.share).toBeCloseTo(120 / 720, 10);
    expect(at(0.5)?.precision).toMatchObject({ value: 0.75, n: 60 });
    expect(at(0.1)?.share).toBe(1);
    expect(at(0.1)?.precision?.value).toBeCloseTo(90 / 720, 10);
  });

  it("scales with what is not judged yet, and changes no share by it", () => {
    const samples = Array.from({ length: 100 }, (_, n) => ({
      probability: 0.2,
      score: n / 100,
      violating: n > 60,
    }));
    const whole = automationCurve(samples, { drawn: 100, span: DAY_MS });
    const half = automationCurve(samples, { drawn: 200, span: DAY_MS });
    expect(half.postsPerDay).toBeCloseTo(2 * whole.postsPerDay, 10);
    expect(half.points.map(({ share }) => share)).toEqual(
      whole.points.map(({ share }) => expect.closeTo(share, 10)),
    );
  });

  it("withholds precision above a threshold that fewer than thirty judged posts reach", () => {
    const samples = Array.from({ length: 100 }, (_, n) => ({
      probability: 0.2,
      score: n / 100,
      violating: true,
    }));
    const { points } = automationCurve(samples, { drawn: 100, span: DAY_MS });
    for (const { threshold, n, precision } of points) {
      expect(n).toBe(samples.filter(({ score }) => score >= threshold).length);
      expect(precision === null).toBe(n < 30);
    }
  });

  it("finds the precision of the whole platform within its interval, 93 to 97 times of 100", {
    timeout: 60_000,
  }, () => {
    const random = seededRandom(5);
    const platform = Array.from({ length: 2000 }, () => {
      const score = random();
      return { score, violating: random() < score, probability: 0.05 + 0.3 * random() };
    });
    const above = platform.filter(({ score }) => score >= 0.8);
    const truth = above.filter(({ violating }) => violating).length / above.length;
    let covered = 0;
    const runs = 600;
    for (let run = 0; run < runs; run++) {
      const drawn = platform.filter(({ probability }) => random() < probability);
      const { points } = automationCurve(drawn, { drawn: drawn.length, span: DAY_MS });
      const precision = points.find(({ threshold }) => threshold === 0.8)?.precision;
      if (precision && precision.low <= truth && truth <= precision.high) covered++;
    }
    expect(covered / runs).toBeGreaterThan(0.93);
    expect(covered / runs).toBeLessThan(0.975);
  });
});
