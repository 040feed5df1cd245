import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CALM_BELOW, decidePicture, type PictureFacts } from "./picture-verdict.ts";

const CALM: PictureFacts = { status: "ready", score: 0.02, found: false, veiled: false, preference: "grey" };

describe("how a picture is met", () => {
  it("is in grey only where the model looked, found nothing, and nothing speaks against it", () => {
    expect(decidePicture(CALM)).toEqual({ view: "grey", because: "calm" });
  });

  it.each<[string, Partial<PictureFacts>, string]>([
    ["the model is switched off", { status: "off" }, "off"],
    ["there is no score yet", { status: "waiting", score: null }, "waiting"],
    ["the model could not look", { status: "failed", score: null }, "failed"],
    ["the score is no number", { score: Number.NaN }, "waiting"],
    ["the score is high", { score: CALM_BELOW }, "score"],
    ["the server found something", { found: true }, "server"],
    ["a veil lies over the case", { veiled: true }, "veil"],
    ["the person wants to ask first", { preference: "hidden" }, "preference"],
  ])("is hidden when %s", (_name, facts, because) => {
    expect(decidePicture({ ...CALM, ...facts })).toEqual({ view: "hidden", because });
  });

  it("never becomes less careful by a higher score, a find, a veil or a more careful preference", () => {
    const facts = fc.record<PictureFacts>({
      status: fc.constantFrom("off", "waiting", "failed", "ready"),
      score: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      found: fc.boolean(),
      veiled: fc.boolean(),
      preference: fc.constantFrom("hidden", "grey"),
    });
    fc.assert(
      fc.property(facts, fc.double({ min: 0, max: 1, noNaN: true }), (before, more) => {
        if (decidePicture(before).view === "grey") return;
        for (const careful of [
          { ...before, score: Math.max(before.score ?? 0, more) },
          { ...before, found: true },
          { ...before, veiled: true },
          { ...before, preference: "hidden" as const },
        ])
          if (before.score !== null) expect(decidePicture(careful).view).toBe("hidden");
      }),
    );
  });
});
