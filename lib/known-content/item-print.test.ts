import { describe, expect, test } from "vitest";
import { bandsOf, printText, signatureFromBytes, signatureToBytes, wordsNear } from "./item-print.ts";
import { textSignature } from "./min-hash.ts";
import { parseHash } from "./pdq-index.ts";

const OFFER = "Cheap watches, free shipping this week only, write to me on the other app and pay half now";
const shared = (a: number[], b: number[]) => a.filter((band) => b.includes(band)).length;

describe("the print of a text", () => {
  test("is the same whatever the case, the spacing and the invisible characters", () => {
    const print = printText(OFFER);
    expect(printText(`  ${OFFER.toUpperCase().replaceAll(" ", "  ")}\u200b`).textHash).toBe(print.textHash);
  });

  test("shares bands with a text that differs in a word, and none with another", () => {
    const { bands } = printText(OFFER);
    expect(bands).toHaveLength(16);
    expect(shared(bands, printText(OFFER.replace("half", "all")).bands)).toBeGreaterThan(0);
    expect(
      shared(bands, printText("The council meets on Tuesday to talk about the new tram line").bands),
    ).toBe(0);
  });

  test("finds equal short texts, and calls no short text near another", () => {
    const { textHash, bands, signature } = printText("go away");
    expect([typeof textHash, bands, signature]).toEqual(["bigint", [], null]);
  });

  test("is empty where there is no text", () => {
    expect(printText(" \n ")).toEqual({ textHash: null, bands: [], signature: null });
  });

  test("keeps every bit of its signature, and bands that fit a column of 32 bits", () => {
    const signature = textSignature(OFFER) as Uint32Array;
    expect(signatureFromBytes(signatureToBytes(signature))).toEqual(signature);
    for (const band of bandsOf(signature)) expect(Math.abs(band)).toBeLessThanOrEqual(2 ** 31);
  });
});

test("a picture's hash that differs in 15 bits shares a word to look for", () => {
  const hash = parseHash("0123456789abcdef".repeat(4));
  const near = hash.slice();
  for (let bit = 0; bit < 15; bit++) near[bit % 8] = (near[bit % 8] as number) ^ (1 << (3 + (bit >> 3)));
  const looked = new Set(wordsNear(hash));
  expect([...near].some((word) => looked.has(word | 0))).toBe(true);
});
