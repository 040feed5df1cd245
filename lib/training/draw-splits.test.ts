import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawSplits, type SplitText } from "./draw-splits.ts";
import { NEAR_DUPLICATE_JACCARD, shinglesOf } from "./near-duplicates.ts";

const WORDS = "red blue green yellow black white brown purple orange silver golden grey".split(" ");
const text = (words: string, assigned: SplitText["assigned"] = null): SplitText => ({
  hash: words,
  text: words,
  assigned,
  stratum: "spam",
});
const some = fc
  .uniqueArray(
    fc.array(fc.constantFrom(...WORDS), { minLength: 3, maxLength: 6 }).map((words) => words.join(" ")),
    { maxLength: 30 },
  )
  .map((texts) => texts.map((words) => text(words)));

/** Whether two texts are near-duplicates, by the definition. */
function alike(one: string, other: string): boolean {
  const [a, b] = [new Set(shinglesOf(one)), new Set(shinglesOf(other))];
  const shared = [...a].filter((shingle) => b.has(shingle)).length;
  return shared >= NEAR_DUPLICATE_JACCARD * (a.size + b.size - shared) - 1e-9;
}

describe("drawSplits", () => {
  it("invariant 11: no two near-duplicates are in different splits, whatever comes in whichever order", () => {
    fc.assert(
      fc.property(some, fc.nat(), (texts, cut) => {
        const at = texts.length > 0 ? cut % texts.length : 0;
        const first = drawSplits(texts.slice(0, at)).splits;
        const { splits } = drawSplits(
          texts.map((one) => ({ ...one, assigned: first.get(one.hash) ?? null })),
        );
        const kept = texts.filter(({ hash }) => splits.has(hash));
        for (const one of kept)
          for (const other of kept) {
            if (alike(one.text, other.text)) expect(splits.get(other.hash)).toBe(splits.get(one.hash));
          }
      }),
      { numRuns: 40 },
    );
  });

  it("invariant 11: what was drawn never changes", () => {
    fc.assert(
      fc.property(some, some, (before, later) => {
        const first = drawSplits(before).splits;
        const all = new Map([...later, ...before].map((one) => [one.hash, one]));
        const { splits } = drawSplits(
          [...all.values()].map((one) => ({ ...one, assigned: first.get(one.hash) ?? null })),
        );
        for (const [hash, split] of first) expect(splits.get(hash)).toBe(split);
      }),
    );
  });

  it("invariant 11: texts that share a picture are in one split, and in none where it is in two already", () => {
    const unlike = ["red blue green", "yellow black white", "brown purple orange"].map((words) =>
      text(words),
    );
    const [one, other, third] = unlike as [SplitText, SplitText, SplitText];
    const { splits } = drawSplits([{ ...one, alike: ["cat"] }, { ...other, alike: ["dog", "cat"] }, third]);
    expect(splits.get(one.hash)).toBe(splits.get(other.hash));
    expect(splits.get(third.hash)).not.toBe(splits.get(one.hash));
    const { leftOut } = drawSplits([
      { ...one, assigned: "train", alike: ["cat"] },
      { ...other, assigned: "test", alike: ["dog"] },
      { ...third, alike: ["cat", "dog"] },
    ]);
    expect([...leftOut]).toEqual([third.hash]);
  });

  it("a text between a training and a test text is in neither", () => {
    const { splits, leftOut } = drawSplits([
      text("red blue green yellow black white", "train"),
      text("red blue green yellow black white brown purple orange"),
      text("green yellow black white brown purple orange", "test"),
    ]);
    expect([...leftOut]).toEqual(["red blue green yellow black white brown purple orange"]);
    expect(splits.size).toBe(2);
  });

  it("eight unlike texts of a kind give every split something", () => {
    const texts = WORDS.slice(0, 8).map((word, at) =>
      text(`${word} ${WORDS[(at + 5) % 12]}${at} ${word}${at}`),
    );
    const counts = Map.groupBy(drawSplits(texts).splits.values(), (split) => split);
    expect(counts.get("train")?.length).toBeGreaterThanOrEqual(4);
    expect(counts.get("test")?.length).toBeGreaterThanOrEqual(1);
    expect(counts.get("dev")?.length).toBeGreaterThanOrEqual(1);
  });
});
