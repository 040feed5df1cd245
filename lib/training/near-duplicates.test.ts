import { describe, expect, it } from "vitest";
import { findNearDuplicates, NEAR_DUPLICATE_JACCARD, shinglesOf } from "./near-duplicates.ts";
import { seededRandom } from "./seeded-random.ts";

describe("findNearDuplicates", () => {
  it.each([
    [
      "the same words with other signs",
      "You ARE the worst person, ever!!!",
      "you are the worst person ever",
      true,
    ],
    ["another link", "read this now https://a.example/1 please do", "read this now [URL] please do", true],
    [
      "one of eight words changed",
      "we will meet you at the old bridge",
      "we will meet you at the old tower",
      true,
    ],
    ["another text of the same words", "dog bites man", "man bites dog", false],
    ["nothing in common", "good morning to all of you", "prices fell again last week", false],
    ["Chinese with one character changed", "今天天气很好我们去公园玩吧", "今天天气很好我们去公园走吧", true],
    ["the same emoji alone", "😂", "😂", true],
    ["empty and empty", "", "", true],
    ["empty and something", "", "something", false],
  ])("%s", (_, text, other, expected) => {
    expect(findNearDuplicates([text], [other])).toEqual([expected]);
  });

  it("finds exactly what comparing all pairs finds", () => {
    const random = seededRandom(5);
    const texts = Array.from({ length: 300 }, () =>
      Array.from({ length: 3 + Math.floor(random() * 5) }, () => `w${Math.floor(random() * 6)}`).join(" "),
    );
    const asked = texts.slice(0, 150);
    const against = texts.slice(150);
    const jaccard = (a: string, b: string) => {
      const first = new Set(shinglesOf(a));
      const second = new Set(shinglesOf(b));
      const shared = [...first].filter((shingle) => second.has(shingle)).length;
      return shared / (first.size + second.size - shared);
    };
    const expected = asked.map((text) =>
      against.some((other) => jaccard(text, other) >= NEAR_DUPLICATE_JACCARD),
    );
    expect(findNearDuplicates(asked, against)).toEqual(expected);
    expect(expected).toContain(true);
    expect(expected).toContain(false);
  });
});
