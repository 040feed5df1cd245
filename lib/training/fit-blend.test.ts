import { describe, expect, it } from "vitest";
import { type BlendExample, blendScores, fitBlend } from "./fit-blend.ts";
import { auc } from "./metrics.ts";
import { seededRandom } from "./seeded-random.ts";

/** Two noisy views of one truth, a third that says nothing, and groups with different base rates. */
function invented(count: number): BlendExample[] {
  const random = seededRandom(3);
  const noise = () => random() + random() + random() - 1.5;
  return Array.from({ length: count }, (_, at) => {
    const group = at % 2 === 0 ? "rare" : "frequent";
    const positive = random() < (group === "rare" ? 0.1 : 0.7);
    const truth = positive ? 1 : -1;
    return { inputs: [truth + 3 * noise(), truth + 3 * noise(), noise()], positive, weight: 1, group };
  });
}

describe("fitBlend", () => {
  const examples = invented(4_000);
  const factors = fitBlend(examples);
  const aucOf = (some: readonly number[]) => auc(blendScores(examples, some)) ?? 0;

  it("ranks better than any input alone", () => {
    for (const alone of [
      [1, 0, 0],
      [0, 1, 0],
    ]) {
      expect(aucOf(factors)).toBeGreaterThan(aucOf(alone) + 0.02);
    }
  });

  it("gives like inputs like factors, and hardly any to what says nothing", () => {
    expect((factors[0] as number) / (factors[1] as number)).toBeCloseTo(1, 0);
    expect(factors[2]).toBeLessThan(0.15 * (factors[0] as number));
  });

  it("leaves out an input that would count negatively", () => {
    const inverted = examples.map((one) => ({
      ...one,
      inputs: [one.inputs[0] as number, -(one.inputs[1] as number)],
    }));
    const found = fitBlend(inverted);
    expect(found[1]).toBe(0);
    expect(found[0]).toBeGreaterThan(0);
  });
});
