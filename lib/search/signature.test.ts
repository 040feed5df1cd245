import { describe, expect, it } from "vitest";
import { embedTexts } from "#lib/scoring/index.ts";
import { signatureOf, similarity } from "./signature.ts";

/** An embedding as the encoder makes them: no number below nothing. */
const embedding = (seed: number) =>
  Float32Array.from({ length: 128 }, (_, at) => Math.max(0, Math.sin(seed * (at + 1))));
const alike = (a: [string, number], b: [string, number]) =>
  similarity(signatureOf(a[0], embedding(a[1])).vector, signatureOf(b[0], embedding(b[1])).vector);

describe("how alike two texts are", () => {
  it("the same text is wholly alike, and near ones more than far ones", () => {
    const text = "Buy cheap pills now at our shop";
    expect(alike([text, 1], [text, 1])).toBeCloseTo(1, 2);
    const near = alike([text, 1], ["Buy cheap pills today at our shop", 1]);
    const far = alike([text, 1], ["The weather is lovely in Berlin", 1]);
    const other = alike([text, 1], ["The weather is lovely in Berlin", 7.3]);
    expect(near).toBeGreaterThan(0.8);
    expect(far).toBeLessThan(near - 0.2);
    expect(other).toBeLessThan(far - 0.2);
  });

  it("with the champion's encoder the like is the nearest among harmless and harmful texts", async () => {
    const texts = [
      "buy cheap pills now",
      "cheap pills, buy them now!!",
      "the match was lovely",
      "all immigrants are vermin",
      "du bist ein Idiot",
    ];
    const { embeddings } = (await embedTexts(texts)) ?? expect.fail("the champion has an encoder");
    const [one, like, ...others] = texts.map(
      (text, at) => signatureOf(text, embeddings[at] ?? new Float32Array(128)).vector,
    );
    if (!one || !like) throw new Error("no signatures");
    for (const other of others) expect(similarity(one, like)).toBeGreaterThan(similarity(one, other));
  });

  it("a text that says nothing, or to which the model has nothing to say, is like none", () => {
    const nothing = signatureOf("", new Float32Array(128));
    expect(similarity(nothing.vector, nothing.vector)).toBe(0);
    expect(similarity(nothing.vector, signatureOf("words", embedding(1)).vector)).toBe(0);
  });
});

describe("candidates are found by bands", () => {
  const shared = (a: number[], b: number[]) => a.filter((band) => b.includes(band)).length;

  it("the same text shares all bands, a near one some, another none; places never meet", () => {
    const one = signatureOf("Buy cheap pills now at our shop, friends", embedding(1));
    expect(one.code).toMatch(/^[01]{256}$/);
    expect(new Set(one.bands).size).toBe(20);
    expect(
      shared(one.bands, signatureOf("Buy cheap pills now at our shop, friends", embedding(1)).bands),
    ).toBe(20);
    expect(
      shared(one.bands, signatureOf("buy cheap pills now at our shop, friend", embedding(1.001)).bands),
    ).toBeGreaterThan(0);
    expect(shared(one.bands, signatureOf("ganz etwas anderes", embedding(7.3)).bands)).toBe(0);
  });

  it("is the same in every process: its planes are drawn from one seed", () => {
    expect(signatureOf("the planes stand still", embedding(2)).bands.slice(0, 3)).toMatchInlineSnapshot(`
      [
        496934,
        1887365,
        2342163,
      ]
    `);
  });
});
