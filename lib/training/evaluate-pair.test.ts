import { describe, expect, it } from "vitest";
import { evaluatePair } from "./evaluate-pair.ts";
import type { FrozenExample } from "./schema.ts";

const examples = Array.from(
  { length: 40 },
  (_, at): FrozenExample => ({
    text: `text ${at}`,
    language: at % 4 === 0 ? "fa" : "en",
    labels: { spam: at % 2 === 0 ? 1 : 0 },
    provenance: [],
    split: "test",
    itemId: null,
  }),
);
/** Spam's probability where spam holds, and where it does not. */
const says = (holds: number, not: number) =>
  examples.map((_, at) => ({ spam: (at % 2 === 0 ? holds : not) + (at % 5) / 100, hate: 0.5 }));
const evaluate = (champion: ReturnType<typeof says>, challenger: ReturnType<typeof says>) =>
  evaluatePair({ examples, champion, challenger, thresholds: { spam: 0.5 }, trainedOn: 0, seed: 1 });
const refused = ({ checks }: ReturnType<typeof evaluate>) =>
  checks.filter(({ passed }) => !passed).map(({ check }) => check);

describe("evaluatePair", () => {
  it("a version that is better everywhere passes, and its opposite is refused", () => {
    expect(refused(evaluate(says(0.6, 0.4), says(0.85, 0.1)))).toEqual([]);
    expect(refused(evaluate(says(0.85, 0.1), says(0.6, 0.4)))).toContain("better");
  });

  it("a version is not better than itself", () => {
    const { primary, checks } = evaluate(says(0.8, 0.2), says(0.8, 0.2));
    expect(primary).toMatchObject({ value: 0, interval: [0, 0] });
    expect(checks.find(({ check }) => check === "better")?.passed).toBe(false);
  });

  it("one that only learnt how frequent a label is does not pass, though the champion was surely wrong", () => {
    const shares = examples.map(() => ({ spam: 0.5 }));
    const evaluation = evaluatePair({
      examples,
      champion: says(0.05, 0.9),
      challenger: shares,
      thresholds: {},
      trainedOn: 0,
      seed: 1,
    });
    expect(evaluation.primary.interval?.[0]).toBeGreaterThan(0);
    expect(refused(evaluation)).toEqual(["informed"]);
  });

  it("counts a label only where somebody spoke about it and both models know it", () => {
    const { heads, judgements, languages } = evaluate(says(0.6, 0.4), says(0.85, 0.1));
    expect(heads.map(({ label, positives, negatives }) => [label, positives, negatives])).toEqual([
      ["spam", 20, 20],
    ]);
    expect(judgements).toBe(40);
    expect(languages.map(({ language, judgements: n }) => [language, n])).toEqual([
      ["en", 30],
      ["fa", 10],
    ]);
  });

  it("measures each side: loss, Brier, F1 at the threshold, curves", () => {
    const { heads } = evaluate(says(0.6, 0.4), says(0.85, 0.1));
    const [spam] = heads;
    expect(spam?.challenger.auc).toBe(1);
    expect(spam?.challenger.f1).toBe(1);
    expect(spam?.challenger.averagePrecision).toBe(1);
    expect(spam?.challenger.roc.at(-1)).toEqual([1, 1]);
    expect(spam?.challenger.reliability.reduce((sum, { n }) => sum + n, 0)).toBe(40);
    expect(spam?.challenger.brier).toBeLessThan(spam?.champion.brier ?? 0);
  });
});
