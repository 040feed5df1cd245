import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CALM_BELOW, decidePicture, type PictureFacts } from "./picture-verdict.ts";

const CALM: PictureFacts = { status: "ready", score: 0.02, found: false, blur: false };

describe("how a picture is met", () => {
  it("is shown only where the model looked, found nothing, and nothing speaks against it", () => {
    expect(decidePicture(CALM)).toEqual({ view: "shown", because: "calm" });
  });

  it.each<[string, Partial<PictureFacts>, string]>([
    ["the model is switched off and the person wants a blur", { status: "off", blur: true }, "off"],
    ["there is no score yet", { status: "waiting", score: null }, "waiting"],
    ["the model could not look", { status: "failed", score: null }, "failed"],
    ["the score is no number", { score: Number.NaN }, "waiting"],
    ["the score is high", { score: CALM_BELOW }, "score"],
    ["the server found something", { found: true }, "server"],
    ["the person wants to ask first", { blur: true }, "preference"],
  ])("is hidden when %s", (_name, facts, because) => {
    expect(decidePicture({ ...CALM, ...facts })).toEqual({ view: "hidden", because });
  });

  it("never becomes less careful by a higher score, a find or a more careful preference", () => {
    const facts = fc.record<PictureFacts>({
      status: fc.constantFrom("off", "waiting", "failed", "ready"),
      score: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      found: fc.boolean(),
      blur: fc.boolean(),
    });
    fc.assert(
      fc.property(facts, fc.double({ min: 0, max: 1, noNaN: true }), (before, more) => {
        if (decidePicture(before).view === "shown") return;
        for (const careful of [
          { ...before, score: Math.max(before.score ?? 0, more) },
          { ...before, found: true },
          { ...before, blur: true },
        ])
          if (before.score !== null) expect(decidePicture(careful).view).toBe("hidden");
      }),
    );
  });
});
