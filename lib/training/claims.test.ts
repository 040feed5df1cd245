import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CLAIM_SOURCES, type Claim, mergeClaims } from "./claims.ts";

const claim = (overrides: Partial<Claim>): Claim => ({
  text: "a post",
  language: "en",
  itemId: null,
  label: "spam",
  value: 1,
  source: "decision",
  id: "1",
  at: "2026-01-01T00:00:00.000Z",
  ...overrides,
});
const merge = (...claims: Claim[]) => mergeClaims(claims, (text) => text.toLowerCase());
const LATE = "2026-02-01T00:00:00.000Z";

describe("mergeClaims", () => {
  it.each([
    ["an appeal overrides a later consensus", "appeal", "consensus"],
    ["an appeal overrides a later gold answer", "appeal", "gold"],
    ["an appeal overrides a later decision", "appeal", "decision"],
    ["a consensus overrides a later decision", "consensus", "decision"],
    ["a gold answer overrides a later decision", "gold", "decision"],
    ["a consensus overrides a later sample verdict", "consensus", "sample"],
  ] as const)("%s", (_, stronger, weaker) => {
    const [example] = merge(
      claim({ source: weaker, value: 1, at: LATE, id: "2" }),
      claim({ source: stronger, value: 0 }),
    );
    expect(example?.labels).toEqual({ spam: 0 });
  });

  it("among equals the latest word counts", () => {
    const [example] = merge(claim({ value: 1 }), claim({ value: 0, at: LATE, id: "2" }));
    expect(example?.labels).toEqual({ spam: 0 });
  });

  it("every example keeps all that was said, what counts first", () => {
    const [example] = merge(claim({ value: 1, id: "d" }), claim({ source: "appeal", value: 0, id: "a" }));
    expect(example?.provenance).toEqual([
      { source: "appeal", id: "a", label: "spam", value: 0 },
      { source: "decision", id: "d", label: "spam", value: 1 },
    ]);
  });

  it("texts that are the same are one example, with the labels of all", () => {
    expect(merge(claim({}), claim({ text: "A POST", label: "hate", value: 0 }))).toMatchObject([
      { labels: { spam: 1, hate: 0 } },
    ]);
  });

  it("the order in which things are read changes nothing", () => {
    const some = fc.record({
      text: fc.constantFrom("a", "b", "A"),
      label: fc.constantFrom("spam" as const, "hate" as const),
      value: fc.constantFrom(0 as const, 1 as const),
      source: fc.constantFrom(...CLAIM_SOURCES),
      id: fc.constantFrom("1", "2", "3"),
      at: fc.constantFrom("2026-01-01T00:00:00.000Z", LATE),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 8 }), fc.integer(), (made, turn) => {
        const claims = made.map(claim);
        const at = claims.length > 0 ? Math.abs(turn) % claims.length : 0;
        const turned = [...claims.slice(at), ...claims.slice(0, at)].reverse();
        const labels = (list: Claim[]) => merge(...list).map((one) => [one.textHash, one.labels]);
        expect(labels(turned)).toEqual(labels(claims));
      }),
    );
  });
});
