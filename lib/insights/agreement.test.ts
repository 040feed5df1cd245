import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cohenKappa } from "./cohen.ts";
import { alphaWithInterval, krippendorffAlpha } from "./krippendorff.ts";

/** One string per coder, one character per unit, "." for a gap; as Krippendorff prints his data. */
function units(...coders: string[]): string[][] {
  return [...(coders[0] ?? "")].map((_, unit) =>
    coders.map((coder) => coder[unit] ?? ".").filter((answer) => answer !== "."),
  );
}

describe("Krippendorff's alpha on his own examples (2011, sections A to C)", () => {
  it("A: binary data, two observers, no gaps: 0.095", () => {
    expect(krippendorffAlpha(units("0100000010", "1110010000"))).toBeCloseTo(0.095, 3);
  });
  it("B: nominal data, two observers, no gaps: 0.692", () => {
    expect(krippendorffAlpha(units("aabbdcccedda", "babbbcccedddx".slice(0, 12)))).toBeCloseTo(0.692, 3);
  });
  it("C: nominal data, four observers, gaps: 0.743", () => {
    const data = units("123321412...", "1233224125.3", ".3332342251.", "12332441251.");
    expect(krippendorffAlpha(data)).toBeCloseTo(0.743, 3);
  });
  it("says nothing where nobody could disagree", () => {
    expect(krippendorffAlpha([])).toBeNull();
    expect(krippendorffAlpha([["a"], ["b"]])).toBeNull();
    expect(
      krippendorffAlpha([
        ["a", "a"],
        ["a", "a"],
      ]),
    ).toBeNull();
  });
  it("is 1 for full agreement, at most 1 always, and blind to the names of answers", () => {
    const answers = fc.array(fc.array(fc.constantFrom("a", "b", "c"), { minLength: 2, maxLength: 4 }), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(answers, (data) => {
        const alpha = krippendorffAlpha(data);
        const renamed = krippendorffAlpha(data.map((unit) => unit.map((answer) => `${answer}'`)));
        expect(renamed).toBe(alpha);
        if (alpha !== null) expect(alpha).toBeLessThanOrEqual(1);
        const unanimous = krippendorffAlpha(data.map((unit) => unit.map(() => unit[0] ?? "")));
        if (unanimous !== null) expect(unanimous).toBeCloseTo(1, 12);
      }),
    );
  });
  it("gives the same bootstrap interval each time, around its value", () => {
    const data = units("aabbdcccedda", "babbbcccedddx".slice(0, 12));
    const estimate = alphaWithInterval(data);
    expect(alphaWithInterval(data)).toEqual(estimate);
    expect(estimate?.n).toBe(12);
    expect(estimate?.low).toBeLessThan(0.692);
    expect(estimate?.high).toBeGreaterThan(0.692);
  });
});

/** Pairs from a table of counts: rows the first coder, columns the second. */
function pairs(table: number[][]): [string, string][] {
  return table.flatMap((row, a) =>
    row.flatMap((count, b) => Array.from({ length: count }, (): [string, string] => [`${a}`, `${b}`])),
  );
}

describe("Cohen's kappa", () => {
  it("Cohen 1960, table 1: 200 patients, kappa 0.492", () => {
    expect(
      cohenKappa(
        pairs([
          [88, 14, 18],
          [10, 40, 10],
          [2, 6, 12],
        ]),
      )?.value,
    ).toBeCloseTo(0.492, 3);
  });
  it("Fleiss 1981, table 13.1: 100 subjects, kappa 0.676, standard error 0.088", () => {
    const kappa = cohenKappa(
      pairs([
        [75, 1, 4],
        [5, 4, 1],
        [0, 0, 10],
      ]),
    );
    expect(kappa?.value).toBeCloseTo(0.676, 3);
    expect(((kappa?.value ?? 0) - (kappa?.low ?? 0)) / 1.959964).toBeCloseTo(0.088, 2);
  });
  it("says nothing without units, or when there was one answer only", () => {
    expect(cohenKappa([])).toBeNull();
    expect(cohenKappa([["a", "a"]])).toBeNull();
  });
});
