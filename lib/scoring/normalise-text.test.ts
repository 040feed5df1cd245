import { describe, expect, it } from "vitest";
import { normaliseText, normaliseUnits } from "./normalise-text.ts";

describe("normaliseText", () => {
  it.each([
    ["", ""],
    ["  Hello\t\n World ", "hello world"],
    ["ＦＵＬＬ width ①", "full width 1"],
    ["so\u200bft\u00adhy\u2060phen", "softhyphen"],
    ["Sooooo loooong!!!!!", "soo loong!!"],
    ["10000 and 1000000", "10000 and 1000000"],
    ["a\u0000b", "a b"],
    ["e\u0301cole É", "école é"],
    ["كتاب علي", "کتاب علی"],
    ["مرحـــبا", "مرحبا"],
    ["straße İstanbul", "straße i̇stanbul"],
    ["한국어 \u1112\u1161\u11ab", "한국어 한"],
    ["don’t", "don't"],
    ["see https://example.org/x?y=1 or www.example.org", "see [url] or [url]"],
    ["mail me@example.org @somebody", "mail [email] [user]"],
    ["call +1 (555) 010-9999 now", "call [phone] now"],
  ])("%j becomes %j", (text, expected) => {
    expect(normaliseText(text)).toBe(expected);
  });

  it("replaces lone surrogates and keeps pairs", () => {
    expect(normaliseText("a\ud800b \udc00 😂")).toBe("a\ufffdb \ufffd 😂");
  });

  it("does not let marks without end hide a letter", () => {
    expect(normaliseText(`a${"\u0300".repeat(5000)}b`).length).toBeLessThan(10);
  });

  it("reads 100 kB in well under a second, whatever is in it", () => {
    for (const unit of ["a", "a.", "@", "1 ", "é", "漢", "http://"]) {
      const text = unit.repeat(100_000 / unit.length);
      const started = performance.now();
      normaliseText(text);
      expect(performance.now() - started).toBeLessThan(1_000);
    }
  });

  it("knows for every unit where in the original it came from", () => {
    const text = "  ＡＢ\u200bC @somebody loooool";
    const { units, starts, ends } = normaliseUnits(text, true);
    const pieces = Array.from(units, (unit, at) => [
      String.fromCharCode(unit),
      text.slice(starts?.[at], ends?.[at]),
    ]);
    expect(pieces.slice(0, 5)).toEqual([
      ["a", "Ａ"],
      ["b", "Ｂ"],
      ["c", "C"],
      [" ", " "],
      ["[", "@somebody"],
    ]);
    expect(pieces.at(-2)).toEqual(["o", "oooo"]);
  });
});
