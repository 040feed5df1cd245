import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { krippendorffAlpha } from "#lib/insights/krippendorff.ts";
import { agreementOf, binaryAlpha } from "./agreement.ts";

describe("alpha from counts", () => {
  it("Krippendorff 2011, section A: binary data, two observers, 0.095", () => {
    const [a, b] = ["0100000010", "1110010000"];
    const units = [...(a ?? "")].map((one, at) => [{ n: 2, ones: Number(one) + Number(b?.[at]) }]);
    expect(binaryAlpha(units)).toBeCloseTo(0.095, 3);
  });
  it("property: the same as the general form on the same answers", () => {
    const answers = fc.array(fc.array(fc.constantFrom("0", "1"), { maxLength: 5 }), { maxLength: 20 });
    fc.assert(
      fc.property(answers, (units) => {
        const counts = units.map((unit) => [
          { n: unit.length, ones: unit.filter((one) => one === "1").length },
        ]);
        const general = krippendorffAlpha(units);
        const own = binaryAlpha(counts);
        if (general === null) expect(own).toBeNull();
        else expect(own).toBeCloseTo(general, 9);
      }),
    );
  });
  it("stands inside its interval, with the tasks that two people answered as n", () => {
    const units = Array.from({ length: 40 }, (_, at) => [{ n: 2, ones: [0, 0, 2, 1][at % 4] ?? 0 }]);
    const estimate = agreementOf([...units, [{ n: 1, ones: 1 }]]);
    expect(estimate?.n).toBe(40);
    expect(estimate?.low).toBeLessThan(estimate?.value ?? 0);
    expect(estimate?.high).toBeGreaterThan(estimate?.value ?? 1);
    expect(agreementOf([])).toBeNull();
  });
});
