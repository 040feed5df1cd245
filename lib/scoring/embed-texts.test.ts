import { describe, expect, it } from "vitest";
import { embedTexts, TEXT_EMBEDDING } from "./embed-texts.ts";

const cosine = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);

describe("embeddings of texts", () => {
  it("are of length 1, the same alone as in company, and nearer for the like", async () => {
    const texts = [
      "buy cheap pills now",
      "cheap pills, buy them now!!",
      "",
      "the match was lovely",
      "all immigrants are vermin",
      "du bist ein Idiot",
    ];
    const { model, embeddings } = (await embedTexts(texts)) ?? expect.fail("the champion has an encoder");
    expect(model.name).toBe("text-moderator");
    const [one, like, empty, ...others] = embeddings as [Float32Array, Float32Array, Float32Array];
    expect(one).toHaveLength(TEXT_EMBEDDING);
    expect(cosine(one, one)).toBeCloseTo(1, 5);
    for (const other of others) expect(cosine(one, like)).toBeGreaterThan(cosine(one, other));
    expect(Array.from(empty).every(Number.isFinite)).toBe(true);
    const alone = await embedTexts(texts.slice(0, 1));
    expect(cosine(alone?.embeddings[0] ?? empty, one)).toBeCloseTo(1, 5);
  });

  // Version 2 told these two apart by more (0.994 to 0.782); to version 3 all harmless texts are nearer to each other.
  it.fails("are nearer for the like by a fifth, also among harmless texts", async () => {
    const { embeddings } =
      (await embedTexts(["buy cheap pills now", "cheap pills, buy them now!!", "the match was lovely"])) ??
      expect.fail("the champion has an encoder");
    const [one, like, other] = embeddings as [Float32Array, Float32Array, Float32Array];
    expect(cosine(one, like)).toBeGreaterThan(cosine(one, other) + 0.2);
  });

  it("come of long texts too, and of a model without an encoder not at all", async () => {
    const long = await embedTexts(["buy cheap pills now ".repeat(2_000)]);
    expect(Math.hypot(...(long?.embeddings[0] ?? []))).toBeCloseTo(1, 5);
    expect(await embedTexts(["buy"], { version: "1" })).toBeNull();
  });
});
