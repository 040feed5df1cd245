import { describe, expect, it } from "vitest";
import { choose, extend, NOTHING, toggle } from "./selection.ts";

const ORDER = ["a", "b", "c", "d", "e"];
const chosen = ({ chosen: ids }: { chosen: ReadonlySet<string> }) => [...ids].sort();

describe("choosing by hand", () => {
  it("chooses and leaves out again", () => {
    const one = toggle(NOTHING, "b");
    expect(chosen(one)).toEqual(["b"]);
    expect(chosen(toggle(one, "b"))).toEqual([]);
  });

  it("stretches from the last one chosen, either way, and keeps what was chosen before", () => {
    expect(chosen(extend(toggle(NOTHING, "b"), ORDER, "d"))).toEqual(["b", "c", "d"]);
    expect(chosen(extend(toggle(NOTHING, "d"), ORDER, "b"))).toEqual(["b", "c", "d"]);
    expect(chosen(extend(toggle(toggle(NOTHING, "a"), "d"), ORDER, "e"))).toEqual(["a", "d", "e"]);
  });

  it("goes on stretching from where it began", () => {
    const to = extend(toggle(NOTHING, "b"), ORDER, "c");
    expect(chosen(extend(to, ORDER, "e"))).toEqual(["b", "c", "d", "e"]);
  });

  it("what cannot be chosen ends no stretch and is in none", () => {
    expect(chosen(extend(toggle(NOTHING, "a"), ["a", "c"], "c"))).toEqual(["a", "c"]);
    expect(chosen(extend(toggle(NOTHING, "a"), ["a", "c"], "x"))).toEqual(["a"]);
  });
});

it("no more are chosen at once than one action may hold", () => {
  expect(chosen(choose(ORDER, 3))).toEqual(["a", "b", "c"]);
});
