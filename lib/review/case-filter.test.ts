import { describe, expect, it } from "vitest";
import { filterToQuery, isNarrow, toggled } from "./case-filter.ts";
import { filterFromQuery } from "./case-filter-schema.ts";

describe("a filter in an address", () => {
  it("reads back as what was written, whatever its values hold", () => {
    const filter = { reason: ["rule:New, loud & 100%", "signal:hate"], language: ["fa"], state: ["free"] };
    const address = new URLSearchParams(filterToQuery(filter)).toString();
    expect(filterFromQuery(Object.fromEntries(new URLSearchParams(address)))).toEqual(filter);
  });

  it("is the same text for the same filter, in whatever order it was put together", () => {
    expect(filterToQuery({ policy: ["b", "a"], due: ["soon"] })).toEqual(
      filterToQuery({ due: ["soon"], policy: ["a", "b", "a"] }),
    );
  });

  it.each([
    ["a value that a fixed facet lacks", { state: "asleep" }],
    ["more values than anybody ticks", { policy: Array.from({ length: 51 }, (_, n) => `p${n}`).join(",") }],
    ["a value without end", { reason: "x".repeat(301) }],
  ])("refuses %s", (_, query) => {
    expect(() => filterFromQuery(query)).toThrow();
  });

  it("takes a broken escape for what it says", () => {
    expect(filterFromQuery({ policy: "100%" })).toEqual({ policy: ["100%"] });
  });
});

describe("ticking a value", () => {
  it("puts it in, takes it out, and leaves no empty facet behind", () => {
    const once = toggled({}, "policy", "hate");
    expect(once).toEqual({ policy: ["hate"] });
    expect(toggled(once, "policy", "spam")).toEqual({ policy: ["hate", "spam"] });
    expect(toggled(once, "policy", "hate")).toEqual({});
    expect(isNarrow(once)).toBe(true);
    expect(isNarrow({ policy: [] })).toBe(false);
  });
});
