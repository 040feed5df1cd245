import { describe, expect, it } from "vitest";
import { unitsOf } from "#lib/insights/index.ts";
import { agreementByPolicy, agreementOfUnits, codeOf, kappaWithInterval } from "./agreement.ts";

const pair = (one: string, other: string) => ({
  answers: [one, other],
  pairs: [[one, other]] as [string, string][],
});
const units = [
  ...Array.from({ length: 10 }, () => pair("H-2", "H-2")),
  ...Array.from({ length: 8 }, () => pair("none", "none")),
  pair("H-2", "none"),
  pair("none", "V-1"),
];

describe("agreement", () => {
  it("an allowing answer counts as no violation, whatever it cites", () => {
    expect(codeOf({ action: "allow", policyCode: "H-2" })).toBe("none");
    expect(codeOf({ action: "warn", policyCode: "H-2" })).toBe("H-2");
  });

  it("both figures have an interval around them, and n is the items", () => {
    const { alpha, kappa, n } = agreementOfUnits(units, 20);
    expect(n).toBe(20);
    for (const estimate of [alpha, kappa]) {
      expect(estimate?.n).toBe(20);
      expect(estimate?.low).toBeLessThan(estimate?.value ?? 0);
      expect(estimate?.high).toBeGreaterThan(estimate?.value ?? 1);
    }
    expect(kappa?.value).toBeGreaterThan(0.7);
  });

  it("the same data gives the same interval each time", () => {
    expect(agreementOfUnits(units, 20)).toEqual(agreementOfUnits(units, 20));
  });

  it("thin data gives no figure, and says how thin", () => {
    expect(agreementOfUnits(units.slice(1), 20)).toEqual({ alpha: null, kappa: null, n: 19, needed: 20 });
    expect(agreementOfUnits(units, 20, "V-1")).toEqual({ alpha: null, kappa: null, n: 1, needed: 20 });
  });

  it("a policy is a yes or no to it, over the items that somebody cited it on", () => {
    const [row] = agreementByPolicy(units.map(({ answers }) => answers));
    expect(row).toMatchObject({ policyCode: "H-2", n: 11 });
    expect(row?.alpha?.value).toBeGreaterThan(0.8);
  });

  it("nothing to tell apart has no kappa", () => {
    expect(kappaWithInterval([[["none", "none"]], [["none", "none"]]])).toBeNull();
  });

  it("a person's answer counts once, in however many pairs it stands", () => {
    const row = (first: string, second: string) => ({
      unit: "item",
      firstId: first,
      firstName: first,
      firstAnswer: `by ${first}`,
      secondId: second,
      secondName: second,
      secondAnswer: `by ${second}`,
    });
    const [unit] = unitsOf([row("a", "b"), row("a", "c"), row("b", "c")]);
    expect(unit?.answers).toEqual(["by a", "by b", "by c"]);
    expect(unit?.pairs).toHaveLength(3);
  });
});
