import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildTextIndex, signatureFromHex, signatureToHex, similarity, textSignature } from "./min-hash.ts";

const SPAM =
  "Congratulations! You have won a brand new phone. Send your address and a small fee to claim it today.";
const sign = (text: string) => textSignature(text) ?? new Uint32Array(128);

describe("near-duplicate text", () => {
  it.each([
    ["itself in capitals", SPAM.toUpperCase()],
    ["with zero-width characters", SPAM.replaceAll("n", "n\u200b")],
    ["with more white space", SPAM.replaceAll(" ", "   \n")],
    ["with another ending", SPAM.replace("today", "by Friday")],
  ])("finds a text %s", (_name, text) => {
    expect(similarity(sign(SPAM), sign(text))).toBeGreaterThan(0.75);
  });

  it("leaves another text on the same subject alone", () => {
    const other =
      "I won the raffle at our school fair: a phone from 2009, which my daughter now uses as a torch.";
    expect(similarity(sign(SPAM), sign(other))).toBeLessThan(0.3);
  });

  it("says nothing of a text too short to be a copy", () => {
    expect(textSignature("have a nice day")).toBeNull();
    expect(textSignature("   \n ".repeat(40))).toBeNull();
  });

  it("finds by bands what comparing with each would find, at the least similarity a bank may ask for", () => {
    const words = fc.array(
      fc.constantFrom(..."river boat lantern market evening music school garden bread".split(" ")),
      {
        minLength: 12,
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 2, maxLength: 8 }), fc.nat(), (texts, dropped) => {
        const signatures = texts.map((list) => sign(list.join(" ")));
        const changed = (texts[0] ?? []).toSpliced(dropped % 12, 1).join(" ");
        const query = sign(changed);
        const found = buildTextIndex(signatures).search(query, 0.8);
        const all = signatures
          .map((signature, row) => ({ row, similarity: similarity(query, signature) }))
          .filter((match) => match.similarity >= 0.8);
        expect(found.toSorted((a, b) => a.row - b.row)).toEqual(all);
      }),
      { numRuns: 100 },
    );
  });

  it("travels as hexadecimal digits", () => {
    expect(signatureFromHex(signatureToHex(sign(SPAM)))).toEqual(sign(SPAM));
  });
});
